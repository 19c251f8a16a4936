import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import { pick } from '../src/command/pick.ts';
import { incidentCard } from '../src/present/incident-card.ts';
import { unpickedCard } from '../src/present/unpicked.ts';

export const incident = defineCommand({
  verb: 'incident',
  aliases: ['overview'],
  summary: 'One incident: figures, who says who did it, targets, denials, latest',
  examples: ['incident', 'incident SolarWinds', 'incident 2019-07-ms-10000-notices'],
  params: {
    incident: param.incident('A name or id; the default incident if left out').optional,
  },
  asOf: true,
  right: 'ask',
  run(values, context) {
    const given = values.incident ?? context.services.defaultIncident;
    const picked = pick(given, ['incident'], context.knowledge);
    if (picked.is !== 'one') return unpickedCard(picked, 'incident', 'incident', context);
    return incidentCard(picked.subject.record, context);
  },
});
