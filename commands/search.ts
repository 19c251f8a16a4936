import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { param } from '../src/command/param.ts';
import { HITS_SHOWN, searchCard } from '../src/present/search-card.ts';

/** Enough for paging by hand; a longer list calls for better words. */
const MOST_HITS = 120;

export const search = defineCommand({
  verb: 'search',
  aliases: ['find', 'ask'],
  summary: 'Claims, incidents and groups that match words or a plain question',
  examples: [
    'search password reset',
    'search Murtaugh',
    'search "how many accounts were compromised?"',
  ],
  params: {
    query: param.text('Words or a question').required,
    skip: param.paging('Leave out this many matches', MOST_HITS).optional,
  },
  asOf: true,
  right: 'ask',
  run({ query, skip = 0 }, context) {
    const { knowledge, services } = context;
    const all = knowledge.search(query, { limit: MOST_HITS, prefer: services.defaultIncident });
    const near = all.length === 0 ? knowledge.suggest(query, undefined, 4) : [];
    const capped = all.length === MOST_HITS;
    const more = (to: number) => formatLine('search', { query, skip: to });
    const hits = all.slice(skip, skip + HITS_SHOWN);
    return searchCard(
      { query, hits, skipped: skip, total: all.length, capped, near, more },
      context,
    );
  },
});
