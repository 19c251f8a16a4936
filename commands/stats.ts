import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import { pick } from '../src/command/pick.ts';
import { statsCard } from '../src/present/stats-card.ts';
import { unpickedCard } from '../src/present/unpicked.ts';

export const stats = defineCommand({
  verb: 'stats',
  aliases: ['figures', 'numbers'],
  summary: 'Figures with their scope, a chart, and how they were misreported',
  examples: ['stats', 'stats SolarWinds', 'stats AccountGuard', 'stats as-of:2019-10-05'],
  params: {
    incident: param.incident('An incident or programme; the default incident if left out').optional,
  },
  asOf: true,
  right: 'ask',
  run({ incident }, context) {
    const given = incident ?? context.services.defaultIncident;
    const picked = pick(given, ['incident', 'programme'], context.knowledge);
    if (picked.is !== 'one') return unpickedCard(picked, 'incident', 'stats', context);
    return statsCard(picked.subject.record, context);
  },
});
