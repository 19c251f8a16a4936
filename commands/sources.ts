import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import { pick } from '../src/command/pick.ts';
import { sourceCard, sourcesCard } from '../src/present/sources-card.ts';
import { unpickedCard } from '../src/present/unpicked.ts';

export const sources = defineCommand({
  verb: 'sources',
  aliases: ['source', 'references'],
  summary: 'Every source with tier, date and what it supports; or one source by its id',
  examples: ['sources', 'sources AccountGuard', 'sources Phosphorus', 'sources s-ms-2019-10-04'],
  params: {
    subject: param.subject('An incident, group, programme or source id').optional,
  },
  asOf: true,
  right: 'ask',
  run({ subject }, context) {
    const given = subject ?? context.services.defaultIncident;
    const source = context.knowledge.source(given.toLowerCase());
    if (source !== undefined) return sourceCard(source, context);
    const picked = pick(given, ['incident', 'actor', 'programme'], context.knowledge);
    if (picked.is !== 'one') {
      return unpickedCard(picked, 'incident, group or source', 'sources', context);
    }
    return sourcesCard(picked.subject.record, context);
  },
});
