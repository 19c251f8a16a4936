import type { Claim } from '../domain/claim.ts';
import type { Incident } from '../domain/incident.ts';
import { firstDay, lastDay, type PartialDate } from '../domain/partial-date.ts';
import type { RecordDraft, RecordRevision } from '../domain/record.ts';
import { type Holding, recordOf } from './holding.ts';
import { type Tables, toTables } from './tables.ts';
import {
  EVERY_ID,
  trimActor,
  trimAdvisory,
  trimClaim,
  trimConflict,
  trimIncident,
  trimSource,
} from './trim.ts';

/** The records that a view shows, and what was left out of it. */
export interface Selection {
  readonly tables: Tables;
  /** The revision of a record that the view is made from, if it is made from any. */
  readonly revisionOf: (holding: Holding) => RecordRevision | undefined;
  readonly leftOut: { readonly later: number; readonly undated: number };
}

/** The latest revision of every record that its catalogue still carries. */
export function selectNow(holdings: readonly Holding[]): Selection {
  const tables = toTables(recordsOf(holdings, newestRevision));
  return { tables, revisionOf: newestRevision, leftOut: { later: 0, undated: 0 } };
}

/**
 * What was publicly known, by what is held here, at the end of the last day the date can mean.
 *
 * - A source counts when the last day it can have come out is not after that day. A source without
 *   a date does not count.
 * - A claim is in when it had been asserted by then (without `assertedOn`, its sources decide) and
 *   at least one of its sources counts; it shows only sources that count. Its subject must be in.
 * - A claim that limits a figure (`limitedBy`) is dropped only when it certainly came later, so
 *   that no figure loses its limits to a missing or vague date. It is judged by the first day its
 *   dates can mean, and sources without a date are shown with it.
 * - An incident keeps a group once a claim that is in, other than as a mere limit, lays it to that
 *   group; where no claim does so at any time, the bare link stays. Which groups a claim lays its
 *   incident to is read from its newest revision, as it may have been written down after the claim.
 * - Incidents go by `disclosedOn`, where that says when they were disclosed, updates by `on` and sources, targets, descriptions and
 *   actors' names by sources, programmes by their claims, conflicts by having two sides left,
 *   advisories by `publishedOn` and sources.
 * - Of a record's revisions the newest recorded by that day (UTC) is shown. Where all were recorded
 *   later the first is, unless the record has been withdrawn since: then it is out.
 */
export function selectAt(holdings: readonly Holding[], date: PartialDate): Selection {
  const day = lastDay(date);
  const end = Date.parse(`${day}T23:59:59.999Z`);
  const revisionOf = (holding: Holding) => revisionAt(holding, end);
  const held = toTables(withLinksOfToday(holdings, revisionOf));

  const counting = new Set<string>();
  const possible = new Set<string>();
  for (const { id, publishedOn } of held.sources) {
    if (publishedOn !== null && lastDay(publishedOn) <= day) counting.add(id);
    if (publishedOn === null || firstDay(publishedOn) <= day) possible.add(id);
  }

  const incidents = held.incidents.filter(
    ({ disclosedOn, disclosedOnStandsIn }) =>
      disclosedOnStandsIn !== true && lastDay(disclosedOn) <= day,
  );
  const actors = held.actors.flatMap((actor) => trimActor(actor, counting) ?? []);
  const subjects = new Set([...incidents, ...actors, ...held.programmes].map(({ id }) => id));
  const candidates = held.claims.filter(
    ({ about, relation }) =>
      subjects.has(about) && (relation === undefined || subjects.has(relation.actor)),
  );
  const known = candidates.filter(
    (claim) =>
      (claim.assertedOn === undefined || lastDay(claim.assertedOn) <= day) &&
      claim.sources.some((source) => counting.has(source)),
  );
  const limits = limitsOf(known, candidates, (claim) => {
    const saidLater = claim.assertedOn !== undefined && firstDay(claim.assertedOn) > day;
    return !saidLater && claim.sources.some((source) => possible.has(source));
  });

  const inView = new Set(known.map(({ id }) => id));
  for (const { id } of limits) inView.add(id);
  const claims = candidates
    .filter(({ id }) => inView.has(id))
    .map((claim) => trimClaim(claim, limits.has(claim) ? possible : counting, inView, subjects));

  const withClaims = new Set(claims.map(({ about }) => about));
  const programmes = held.programmes.filter(({ id }) => withClaims.has(id));
  for (const { id } of held.programmes) if (!withClaims.has(id)) subjects.delete(id);
  const [laidEver, laidByThen] = [laidTo(held.claims), laidTo(known)];
  const groupsOf = ({ id, actors: groups }: Incident) =>
    new Set(
      groups.filter((group) => {
        const link = `${id} ${group}`;
        return subjects.has(group) && (laidByThen.has(link) || !laidEver.has(link));
      }),
    );
  const citedByLimits = new Set([...limits].flatMap(({ sources }) => sources));
  const tables: Tables = {
    incidents: incidents.map((incident) =>
      trimIncident(incident, {
        sources: counting,
        subjects,
        groups: groupsOf(incident),
        topics: EVERY_ID,
        inTime: ({ on }) => lastDay(on) <= day,
      }),
    ),
    actors,
    programmes,
    claims,
    sources: held.sources
      .filter(({ id }) => counting.has(id) || (possible.has(id) && citedByLimits.has(id)))
      .map((source) => trimSource(source, subjects)),
    conflicts: held.conflicts.flatMap(
      (conflict) => trimConflict(conflict, counting, subjects, inView) ?? [],
    ),
    advisories: held.advisories
      .filter(({ publishedOn }) => publishedOn !== null && lastDay(publishedOn) <= day)
      .flatMap((advisory) => trimAdvisory(advisory, counting) ?? []),
  };
  const left = held.claims.filter(({ id }) => !inView.has(id));
  return { tables, revisionOf, leftOut: countLeftOut(left, held, day) };
}

/** Every `<incident> <group>` that a claim lays to that group. */
function laidTo(claims: readonly Claim[]): ReadonlySet<string> {
  return new Set(
    claims.flatMap(({ about, actors = [] }) => actors.map((group) => `${about} ${group}`)),
  );
}

function* recordsOf(
  holdings: readonly Holding[],
  revisionOf: Selection['revisionOf'],
): Iterable<RecordDraft> {
  for (const holding of holdings) {
    const revision = revisionOf(holding);
    if (revision !== undefined) yield recordOf(holding, revision);
  }
}

/** The records, each claim with the groups that its newest revision names. */
function* withLinksOfToday(
  holdings: readonly Holding[],
  revisionOf: Selection['revisionOf'],
): Iterable<RecordDraft> {
  for (const holding of holdings) {
    const revision = revisionOf(holding);
    if (revision === undefined) continue;
    const shown = recordOf(holding, revision);
    const newest = newestRevision(holding);
    if (shown.kind !== 'claim' || newest === undefined || newest === revision) yield shown;
    else yield withLinksOf(shown, recordOf(holding, newest));
  }
}

function withLinksOf(shown: RecordDraft, newest: RecordDraft): RecordDraft {
  if (shown.kind !== 'claim' || newest.kind !== 'claim') return shown;
  const { actors: _, ...body } = shown.body;
  const { actors } = newest.body;
  return { ...shown, body: { ...body, ...(actors && { actors }) } };
}

function newestRevision({ revisions }: Holding): RecordRevision | undefined {
  const newest = revisions.at(-1);
  return newest?.withdrawn ? undefined : newest;
}

/** @param end - Unix time in milliseconds. */
function revisionAt({ revisions }: Holding, end: number): RecordRevision | undefined {
  const recorded = revisions.findLast(({ recordedAt }) => recordedAt.getTime() <= end);
  if (recorded !== undefined) return recorded.withdrawn ? undefined : recorded;
  return revisions.at(-1)?.withdrawn ? undefined : revisions[0];
}

/** Claims that limit a figure among `known`, and those that limit a figure among these in turn. */
function limitsOf(
  known: readonly Claim[],
  candidates: readonly Claim[],
  mayBeKnown: (claim: Claim) => boolean,
): ReadonlySet<Claim> {
  const limits = new Set<Claim>();
  let wanted = new Set(known.flatMap(limitIds));
  while (wanted.size > 0) {
    const found = candidates.filter(
      (claim) => wanted.has(claim.id) && !limits.has(claim) && mayBeKnown(claim),
    );
    for (const claim of found) limits.add(claim);
    wanted = new Set(found.flatMap(limitIds));
  }
  return limits;
}

function limitIds(claim: Claim): readonly string[] {
  return claim.figure?.limitedBy ?? [];
}

function countLeftOut(left: readonly Claim[], held: Tables, day: string): Selection['leftOut'] {
  const dated = new Set(held.sources.filter((one) => one.publishedOn !== null).map(({ id }) => id));
  const undated = left.filter(
    ({ assertedOn, sources }) =>
      !(assertedOn !== undefined && lastDay(assertedOn) > day) &&
      !sources.some((source) => dated.has(source)),
  ).length;
  return { later: left.length - undated, undated };
}
