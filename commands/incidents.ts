import type { CommandContext } from '../src/command/context.ts';
import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { param } from '../src/command/param.ts';
import { pick } from '../src/command/pick.ts';
import type { Incident } from '../src/domain/incident.ts';
import type { PartialDate } from '../src/domain/partial-date.ts';
import { firstDay, lastDay } from '../src/domain/partial-date.ts';
import { Sector } from '../src/domain/vocabulary.ts';
import { catalogueName } from '../src/present/catalogues.ts';
import { longDate } from '../src/present/dates.ts';
import { incidentsCard } from '../src/present/incidents-card.ts';
import { ownFirst } from '../src/present/own-first.ts';
import { unpickedCard } from '../src/present/unpicked.ts';
import { sectorWords } from '../src/present/words.ts';

interface Filter {
  readonly words: string;
  readonly passes: (incident: Incident) => boolean;
}

function originFilter(origin: string, { knowledge }: CommandContext): Filter {
  const wanted = origin.toLowerCase();
  const linked = (id: string) =>
    knowledge.originsOf(id).some((one) => one.toLowerCase() === wanted);
  return {
    words: `whose group somebody links to ${origin}`,
    passes: (incident) => incident.actors.some(linked),
  };
}

function sectorFilter(sector: Sector): Filter {
  return {
    words: `aimed at ${sectorWords(sector).toLowerCase()}`,
    passes: (incident) => incident.targets.some((target) => target.sectors.includes(sector)),
  };
}

function sinceFilter(since: PartialDate): Filter {
  return {
    words: `disclosed since ${longDate(since)}`,
    passes: (incident) => lastDay(incident.disclosedOn) >= firstDay(since),
  };
}

const ALL = 'all';

/** A catalogue by its own name or as cards call it. */
function catalogueFilter(given: string | undefined, { knowledge }: CommandContext): Filter[] {
  if (given === undefined || given.toLowerCase() === ALL) return [];
  const wanted = given.toLowerCase();
  const isMeant = (catalogue: string) =>
    [catalogue, catalogueName(catalogue)].some((name) => name.toLowerCase() === wanted);
  const passes = ({ id }: Incident) => isMeant(knowledge.catalogueOf(id) ?? '');
  return [{ words: `of the catalogue ${given}`, passes }];
}

export const incidents = defineCommand({
  verb: 'incidents',
  aliases: ['list'],
  summary: 'All incidents, newest first; narrow by group, origin, sector, date',
  examples: [
    'incidents',
    'incidents origin:Iran',
    'incidents actor:APT29 since:2020',
    'incidents sector:media',
  ],
  params: {
    actor: param.keyed('actor', 'A group, by any of its names').optional,
    origin: param.keyed('text', 'A country that somebody links the group to, such as Iran')
      .optional,
    sector: param.choice('What kind of target', Sector.options).optional,
    since: param.date('Disclosed on or after this date, such as 2020 or 2024-08').optional,
    catalogue: param.keyed('text', 'Incidents of one catalogue, such as attack; all for every one')
      .optional,
    skip: param.paging('Leave out this many', 1_000_000).optional,
  },
  asOf: true,
  right: 'ask',
  run(values, context) {
    const { actor, origin, sector, since, catalogue, skip = 0 } = values;
    const picked = actor === undefined ? undefined : pick(actor, ['actor'], context.knowledge);
    if (picked !== undefined && picked.is !== 'one') {
      return unpickedCard(picked, 'threat group', 'incidents actor:', context);
    }
    const group = picked?.subject.record;
    const filters: Filter[] = [
      ...(group === undefined
        ? []
        : [
            {
              words: `linked to ${group.label}`,
              passes: (one: Incident) => one.actors.includes(group.id),
            },
          ]),
      ...(origin === undefined ? [] : [originFilter(origin, context)]),
      ...(sector === undefined ? [] : [sectorFilter(sector)]),
      ...(since === undefined ? [] : [sinceFilter(since)]),
      ...catalogueFilter(catalogue, context),
    ];
    const matching = context.knowledge
      .incidents()
      .filter((one) => filters.every((filter) => filter.passes(one)));
    const skipTo = (to: number) => formatLine('incidents', { ...values, skip: to });
    const words = filters.map((filter) => filter.words);
    const { shown, leftOut } =
      catalogue === undefined
        ? ownFirst(matching, context.knowledge)
        : { shown: matching, leftOut: [] };
    const all = formatLine('incidents', { ...values, skip: undefined, catalogue: ALL });
    return incidentsCard(shown, { words, skipTo, leftOut, all }, skip, context);
  },
});
