import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { recordsListed, recordsNamed } from '../src/command/named.ts';
import { NAMES_PARAMS } from '../src/command/names-line.ts';
import { namesCard } from '../src/present/names-card.ts';

/** What `search` takes. */
const LONGEST_QUERY = 300;

export const names = defineCommand({
  verb: 'names',
  aliases: ['lookup', 'look-up'],
  summary: 'Every group and incident that a text names, such as a message',
  examples: [
    'names Is Charming Kitten the same as APT35?',
    'names "SolarWinds: APT29, and who else?"',
  ],
  params: NAMES_PARAMS,
  asOf: true,
  right: 'ask',
  run({ text = '', more }, context) {
    const { knowledge } = context;
    const find = more === undefined ? recordsNamed : recordsListed;
    const searchable = more === undefined && text !== '' && text.length <= LONGEST_QUERY;
    const search = searchable
      ? formatLine('search', { text }, { text: NAMES_PARAMS.text })
      : undefined;
    const empty = text === '' && more === undefined;
    return namesCard({ named: find(text, knowledge), leftOut: more, empty, search }, context);
  },
});
