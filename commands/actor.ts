import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import { pick } from '../src/command/pick.ts';
import { actorCard } from '../src/present/actor-card.ts';
import { sideBySideCard } from '../src/present/side-by-side-card.ts';
import { unpickedCard } from '../src/present/unpicked.ts';

export const actor = defineCommand({
  verb: 'actor',
  aliases: ['group'],
  summary: 'A threat group: names and who uses each, who links it to whom, incidents',
  examples: [
    'actor Phosphorus',
    'actor APT42',
    'actor "Fancy Bear"',
    'actor Phosphorus as-of:2020',
  ],
  params: { actor: param.actor('Any name of the group').required },
  asOf: true,
  right: 'ask',
  run(values, context) {
    const picked = pick(values.actor, ['actor'], context.knowledge);
    if (picked.is === 'several') return sideBySideCard(picked.given, picked.matches, context);
    if (picked.is !== 'one') return unpickedCard(picked, 'threat group', 'actor', context);
    return actorCard(picked.subject.record, context, {
      asked: picked.match,
      others: context.knowledge
        .resolve(picked.match.name, ['actor'])
        .filter(({ id }) => id !== picked.match.id),
    });
  },
});
