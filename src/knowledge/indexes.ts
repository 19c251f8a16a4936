import type { Advisory } from '../domain/advisory.ts';
import type { Claim } from '../domain/claim.ts';
import type { Conflict } from '../domain/conflict.ts';
import type { Incident } from '../domain/incident.ts';
import type { Source } from '../domain/source.ts';
import { advisoryKeys } from './advisory-key.ts';
import { once } from './once.ts';
import type { Tables } from './tables.ts';

/** Look-ups over one view's tables; each index is built when first used. */
export type Indexes = ReturnType<typeof indexTables>;

export function indexTables(tables: Tables) {
  const { incidents, actors, programmes, claims, sources, conflicts, advisories } = tables;
  const claimById = once(() => byId(claims));
  return {
    incident: once(() => byId(incidents)),
    actor: once(() => byId(actors)),
    programme: once(() => byId(programmes)),
    claim: claimById,
    source: once(() => byId(sources)),
    conflict: once(() => byId(conflicts)),
    advisory: once(() => byId(advisories)),
    advisoriesNamed: once((): Groups<Advisory> => group(exploitedFirst(advisories), advisoryKeys)),
    claimsAbout: once(() => group(claims, (claim) => [claim.about])),
    sourcesAbout: once((): Groups<Source> => furtherReading(sources, claims)),
    claimsFrom: once(() => group(claims, (claim) => claim.sources)),
    conflictsAbout: once((): Groups<Conflict> => group(conflicts, (conflict) => conflict.about)),
    incidentsOfActor: once((): Groups<Incident> => group(incidents, (one) => one.actors)),
    relationsTo: once(() => group(claims, relationTargets)),
    inConflict: once(() => conflictingClaims(claims, claimById())),
  };
}

type Groups<T> = ReadonlyMap<string, readonly T[]>;

function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}

function exploitedFirst(advisories: readonly Advisory[]): readonly Advisory[] {
  const rank = ({ kind }: Advisory) => Number(kind !== 'exploited-vulnerability');
  return advisories.toSorted((a, b) => rank(a) - rank(b));
}

/** Records under each key they name, in the order of the list, each once per key. */
function group<T>(records: readonly T[], keysOf: (record: T) => readonly string[]): Groups<T> {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    for (const key of keysOf(record)) {
      const members = groups.get(key);
      if (members === undefined) groups.set(key, [record]);
      else if (members.at(-1) !== record) members.push(record);
    }
  }
  // Growing lists reserve room for many more; copies are as long as they need to be.
  for (const [key, members] of groups) groups.set(key, members.slice());
  return groups;
}

/** Sources by the subjects they are said to be about, without those that a claim about it cites. */
function furtherReading(sources: readonly Source[], claims: readonly Claim[]): Groups<Source> {
  const cited = new Set(
    claims.flatMap(({ about, sources: ids }) => ids.map((id) => `${about} ${id}`)),
  );
  return group(sources, ({ id, about = [] }) =>
    about.filter((subject) => !cited.has(`${subject} ${id}`)),
  );
}

function relationTargets({ relation, about }: Claim): readonly string[] {
  return relation === undefined || relation.actor === about ? [] : [relation.actor];
}

/** For each claim those it names in `conflictsWith`, then those that name it. */
function conflictingClaims(
  claims: readonly Claim[],
  claimById: ReadonlyMap<string, Claim>,
): Groups<Claim> {
  const found = new Map<string, Set<Claim>>();
  const add = (id: string, other: Claim): void => {
    const others = found.get(id);
    if (others === undefined) found.set(id, new Set([other]));
    else others.add(other);
  };
  const pairs = claims.flatMap((claim) =>
    claim.conflictsWith.flatMap((id) => {
      const other = claimById.get(id);
      return other === undefined || other === claim ? [] : [{ claim, other }];
    }),
  );
  for (const { claim, other } of pairs) add(claim.id, other);
  for (const { claim, other } of pairs) add(other.id, claim);
  return new Map([...found].map(([id, others]) => [id, [...others]]));
}

/**
 * Countries that attribution claims link the subject to, most often claimed first. Retracted
 * claims, misreports and denials do not link anybody to anything.
 */
export function originsIn(claims: readonly Claim[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { kind, country, status, retelling, stance } of claims) {
    if (kind !== 'attribution' || country === undefined || status === 'retracted') continue;
    if (retelling === 'misreported' || stance === 'denies') continue;
    counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([country]) => country);
}
