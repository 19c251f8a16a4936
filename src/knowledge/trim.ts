import type { Actor } from '../domain/actor.ts';
import type { Advisory } from '../domain/advisory.ts';
import type { Claim } from '../domain/claim.ts';
import type { Conflict } from '../domain/conflict.ts';
import type { Incident, Update } from '../domain/incident.ts';
import type { Source } from '../domain/source.ts';
import type { Description } from '../domain/vocabulary.ts';

/** The ids that a view holds. */
export interface Ids {
  has(id: string): boolean;
}

export const EVERY_ID: Ids = { has: () => true };

/** What a view holds of all that an incident may show. */
export interface KnownOfIncident {
  readonly sources: Ids;
  readonly subjects: Ids;
  /** Those of its groups that it keeps. */
  readonly groups: Ids;
  readonly topics: Ids;
  readonly inTime: (update: Update) => boolean;
}

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

/** The incident with only the updates, targets, topics and links that the view holds. */
export function trimIncident(incident: Incident, known: KnownOfIncident): Incident {
  const actors = keep(incident.actors, known.groups);
  const related = keep(incident.related, known.subjects);
  const targets = sourced(incident.targets, known.sources);
  const topics = incident.topics.every(({ id }) => known.topics.has(id))
    ? incident.topics
    : incident.topics.filter(({ id }) => known.topics.has(id));
  const updates = sourced(incident.updates, known.sources, known.inTime);
  const description = trimDescription(incident.description, known.sources);
  if (
    actors === incident.actors &&
    related === incident.related &&
    targets === incident.targets &&
    topics === incident.topics &&
    updates === incident.updates &&
    description === incident.description
  ) {
    return incident;
  }
  const { description: _, ...rest } = incident;
  return {
    ...rest,
    ...{ actors, related, targets, topics, updates },
    ...(description && { description }),
  };
}

/** The actor with only the names that the view knows of; undefined when there are none. */
export function trimActor(actor: Actor, sources: Ids): Actor | undefined {
  const names = sourced(actor.names, sources);
  const description = trimDescription(actor.description, sources);
  if (names === actor.names && description === actor.description) return actor;
  if (names.length === 0) return undefined;
  const labelled = names.some(({ name }) => name === actor.label);
  // A label must be short and be a name: of those left the first that can stand in.
  const standIn =
    names.find(({ kind, name }) => kind === 'name' && name.length <= MAX_LABEL) ??
    names.find(({ name }) => name.length <= MAX_LABEL);
  const label = labelled ? actor.label : (standIn?.name ?? actor.label);
  const { description: _, ...rest } = actor;
  return { ...rest, names, label, ...(description && { description }) };
}

/** The source, said to be about those of its subjects only that the view holds. */
export function trimSource(source: Source, subjects: Ids): Source {
  const about = source.about && keep(source.about, subjects);
  if (about === source.about) return source;
  const { about: _, ...rest } = source;
  return about === undefined || about.length === 0 ? rest : { ...rest, about };
}

/** Undefined when nothing that the view knows of carries it. */
function trimDescription(
  description: Description | undefined,
  known: Ids,
): Description | undefined {
  if (description === undefined) return undefined;
  const sources = keep(description.sources, known);
  if (sources === description.sources) return description;
  return sources.length === 0 ? undefined : { ...description, sources };
}

const MAX_LABEL = 48;

/** The conflict with only the sides that the view knows of; undefined when they are fewer than two. */
export function trimConflict(
  conflict: Conflict,
  sources: Ids,
  subjects: Ids,
  claims: Ids,
): Conflict | undefined {
  const about = keep(conflict.about, subjects);
  const known = sourced(conflict.sides, sources);
  if (about.length === 0 || known.length < 2) return undefined;
  const namesOnlyKnown = known.every((side) => keep(side.claims, claims) === side.claims);
  const sides = namesOnlyKnown
    ? known
    : known.map((side) => ({ ...side, claims: keep(side.claims, claims) }));
  if (about === conflict.about && sides === conflict.sides) return conflict;
  return { ...conflict, about, sides };
}

/** The advisory with only the sources that the view knows of; undefined when there are none of its own. */
export function trimAdvisory(advisory: Advisory, known: Ids): Advisory | undefined {
  const sources = keep(advisory.sources, known);
  const references = keep(advisory.references, known);
  if (sources === advisory.sources && references === advisory.references) return advisory;
  return sources.length === 0 ? undefined : { ...advisory, sources, references };
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
