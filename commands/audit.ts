import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { param } from '../src/command/param.ts';
import { formatPlace } from '../src/command/place.ts';
import { ACTS_SHOWN, auditCard } from '../src/present/audit-card.ts';

const params = { skip: param.paging('Leave out this many', 1_000_000).optional };

export const audit = defineCommand({
  verb: 'audit',
  aliases: ['audit-log'],
  summary: 'Who did what here that takes more than asking, newest first',
  examples: ['audit'],
  params,
  asOf: false,
  right: 'administer',
  async run({ skip = 0 }, context) {
    const { place, invocation, services } = context;
    const here = place === invocation.where;
    const elsewhere = here ? undefined : formatPlace(place);
    const { entries, total } = await services.audit.list(place, skip, ACTS_SHOWN);
    const acts = {
      entries,
      total,
      skipped: skip,
      where: { platform: place.platform, tenant: place.tenant, here },
      skipTo: (to: number) => formatLine('audit', { skip: to, in: elsewhere }, params),
    };
    return auditCard(acts, context);
  },
});
