import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import { FIELDS, SENDING } from '../src/editing/params.ts';
import { publishing } from '../src/editing/publish.ts';
import { answered } from '../src/editing/refused.ts';

export const publish = defineCommand({
  verb: 'publish',
  aliases: ['disclose', 'drafts'],
  summary: 'Tell every channel that follows it: write a draft, look at it, send it',
  examples: ['publish'],
  params: {
    draft: { ...param.id('D', 'A draft, to change it').optional, typedOnly: true },
    ...FIELDS,
    embargo: param.moment('Nothing leaves before: 2026-11-26 14:00, with a zone or yours').optional,
    ...SENDING,
    skip: param.paging('Leave out this many drafts', 100_000).optional,
  },
  asOf: false,
  right: 'edit',
  askerOnly: true,
  run(values, context) {
    const { confirm: _, discard: __, skip: ___, ...given } = values;
    return answered({ verb: 'publish', values: given }, context, () => publishing(values, context));
  },
});
