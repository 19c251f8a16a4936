import type { Actor } from '../domain/actor.ts';
import type { Claim } from '../domain/claim.ts';
import type { Conflict } from '../domain/conflict.ts';
import type { Incident } from '../domain/incident.ts';
import { lastDay } from '../domain/partial-date.ts';

type Ids = ReadonlySet<string>;

/** The claim with only the sources, claims and groups that the view holds. */
export function trimClaim(claim: Claim, sources: Ids, claims: Ids, subjects: Ids): Claim {
  const { figure, supersedes } = claim;
  const actors = claim.actors && keep(claim.actors, subjects);
  const kept = keep(claim.sources, sources);
  const conflictsWith = keep(claim.conflictsWith, claims);
  const limitedBy = figure && keep(figure.limitedBy, claims);
  const follows = supersedes === undefined || claims.has(supersedes);
  if (
    kept === claim.sources &&
    conflictsWith === claim.conflictsWith &&
    limitedBy === figure?.limitedBy &&
    actors === claim.actors &&
    follows
  ) {
    return claim;
  }
  const { supersedes: _, actors: __, ...rest } = claim;
  return {
    ...rest,
    ...(actors && actors.length > 0 && { actors }),
    ...(follows && supersedes !== undefined && { supersedes }),
    ...(figure && limitedBy && { figure: { ...figure, limitedBy } }),
    sources: kept,
    conflictsWith,
  };
}

/** The incident as known by the end of `day`: later updates, targets and links are gone. */
export function trimIncident(
  incident: Incident,
  day: string,
  sources: Ids,
  subjects: Ids,
  groups: Ids,
): Incident {
  const actors = keep(incident.actors, groups);
  const related = keep(incident.related, subjects);
  const targets = sourced(incident.targets, sources);
  const updates = sourced(incident.updates, sources, ({ on }) => lastDay(on) <= day);
  if (
    actors === incident.actors &&
    related === incident.related &&
    targets === incident.targets &&
    updates === incident.updates
  ) {
    return incident;
  }
  return { ...incident, actors, related, targets, updates };
}

/** The actor with the names in use by then; undefined when there were none. */
export function trimActor(actor: Actor, sources: Ids): Actor | undefined {
  const names = sourced(actor.names, sources);
  if (names === actor.names) return actor;
  if (names.length === 0) return undefined;
  const labelled = names.some(({ name }) => name === actor.label);
  // A label must be short and be a name: of those in use by then the first that can stand in.
  const standIn =
    names.find(({ kind, name }) => kind === 'name' && name.length <= MAX_LABEL) ??
    names.find(({ name }) => name.length <= MAX_LABEL);
  return { ...actor, names, label: labelled ? actor.label : (standIn?.name ?? actor.label) };
}

const MAX_LABEL = 48;

/** The conflict as known by then; undefined when fewer than two sides had been heard. */
export function trimConflict(
  conflict: Conflict,
  sources: Ids,
  subjects: Ids,
  claims: Ids,
): Conflict | undefined {
  const about = keep(conflict.about, subjects);
  const sides = sourced(conflict.sides, sources).map((side) => ({
    ...side,
    claims: keep(side.claims, claims),
  }));
  if (about.length === 0 || sides.length < 2) return undefined;
  return { ...conflict, about, sides };
}

/** Items that are in time and have a known source left, with those sources only. */
function sourced<T extends { readonly sources: string[] }>(
  items: T[],
  known: Ids,
  inTime: (item: T) => boolean = () => true,
): T[] {
  if (items.every((item) => inTime(item) && keep(item.sources, known) === item.sources)) {
    return items;
  }
  return items.filter(inTime).flatMap((item) => {
    const sources = keep(item.sources, known);
    return sources.length === 0 ? [] : [{ ...item, sources }];
  });
}

/** The list itself when nothing is to be left out, so that views share what they can. */
function keep(ids: string[], known: Ids): string[] {
  return ids.every((id) => known.has(id)) ? ids : ids.filter((id) => known.has(id));
}
