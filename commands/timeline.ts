import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import { pick } from '../src/command/pick.ts';
import { actorTimelineCard, incidentTimelineCard } from '../src/present/timeline-card.ts';
import { unpickedCard } from '../src/present/unpicked.ts';

export const timeline = defineCommand({
  verb: 'timeline',
  aliases: ['dates'],
  summary: 'When it took place, was disclosed, and what came after, with a chart',
  examples: ['timeline', 'timeline SolarWinds', 'timeline actor:Phosphorus', 'timeline detail:all'],
  params: {
    incident: param.incident('A name or id; the default incident if left out').optional,
    actor: param.keyed('actor', 'All incidents linked to a group').optional,
    detail: param.choice('main: occurrence, disclosure, updates; all: every dated statement', [
      'main',
      'all',
    ]).optional,
  },
  asOf: true,
  right: 'ask',
  run({ incident, actor, detail = 'main' }, context) {
    if (actor !== undefined) {
      const group = pick(actor, ['actor'], context.knowledge);
      if (group.is !== 'one') return unpickedCard(group, 'actor', 'timeline actor:', context);
      return actorTimelineCard(group.subject.record, detail, context);
    }
    const given = incident ?? context.services.defaultIncident;
    const picked = pick(given, ['incident'], context.knowledge);
    if (picked.is !== 'one') return unpickedCard(picked, 'incident', 'timeline', context);
    return incidentTimelineCard(picked.subject.record, detail, context);
  },
});
