import type { CommandContext } from '../src/command/context.ts';
import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { param } from '../src/command/param.ts';
import { pick } from '../src/command/pick.ts';
import { Sector } from '../src/domain/vocabulary.ts';
import { ownFirst } from '../src/present/own-first.ts';
import { targetsAcrossCard, targetsCard } from '../src/present/targets-card.ts';
import { unpickedCard } from '../src/present/unpicked.ts';
import { sectorWords } from '../src/present/words.ts';

function ofActor(name: string, sector: Sector | undefined, context: CommandContext) {
  const picked = pick(name, ['actor'], context.knowledge);
  if (picked.is !== 'one') return unpickedCard(picked, 'threat group', 'targets actor:', context);
  const { id, label } = picked.subject.record;
  const { knowledge } = context;
  // A claim on a group's targets names them in words, so that it fits no sector for certain.
  const said = knowledge
    .claimsAbout(id)
    .filter(({ kind }) => sector === undefined && (kind === 'target' || kind === 'exclusion'));
  return targetsAcrossCard(label, knowledge.incidentsOfActor(id), sector, context, { said });
}

/** Thousands of imported incidents would fill hundreds of pages: they are counted, and listed elsewhere. */
function ofSector(sector: Sector, context: CommandContext) {
  const aimed = context.knowledge
    .incidents()
    .filter(({ targets: groups }) => groups.some(({ sectors }) => sectors.includes(sector)));
  const { shown, leftOut } = ownFirst(aimed, context.knowledge);
  const all = formatLine('incidents', { sector, catalogue: 'all' });
  return targetsAcrossCard(sectorWords(sector), shown, sector, context, { leftOut, all });
}

export const targets = defineCommand({
  verb: 'targets',
  aliases: ['victims', 'target'],
  summary: 'Who was targeted and who was not; by incident, group or sector',
  examples: ['targets', 'targets SolarWinds', 'targets actor:APT42', 'targets sector:media'],
  params: {
    incident: param.incident('A name or id; the default incident if left out').optional,
    actor: param.keyed('actor', 'Targets of a group, over all its incidents').optional,
    sector: param.choice('Incidents aimed at one kind of target', Sector.options).optional,
  },
  asOf: true,
  right: 'ask',
  run({ incident, actor, sector }, context) {
    if (actor !== undefined) return ofActor(actor, sector, context);
    if (incident === undefined && sector !== undefined) {
      return ofSector(sector, context);
    }
    const given = incident ?? context.services.defaultIncident;
    const picked = pick(given, ['incident'], context.knowledge);
    if (picked.is !== 'one') return unpickedCard(picked, 'incident', 'targets', context);
    return targetsCard(picked.subject.record, context);
  },
});
