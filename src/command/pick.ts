import type { Actor } from '../domain/actor.ts';
import { isOwnCatalogue } from '../domain/catalogue.ts';
import type { Incident } from '../domain/incident.ts';
import type { Programme } from '../domain/programme.ts';
import type { Knowledge, NameMatch, SubjectKind } from '../knowledge/knowledge.ts';

/** A record that can be asked about. */
export type Subject =
  | { readonly kind: 'incident'; readonly record: Incident }
  | { readonly kind: 'actor'; readonly record: Actor }
  | { readonly kind: 'programme'; readonly record: Programme };

/** What a name typed by a person leads to. `others` share the name but are not the one meant. */
export type Picked<K extends SubjectKind = SubjectKind> =
  | {
      readonly is: 'one';
      readonly subject: Extract<Subject, { kind: K }>;
      /** The name the record was found by. */
      readonly match: NameMatch;
      readonly others: readonly NameMatch[];
    }
  | NotPicked;

export type NotPicked =
  /** The name is a group's, where an incident was asked for. */
  | { readonly is: 'group'; readonly actor: Actor; readonly incidents: readonly Incident[] }
  | { readonly is: 'several'; readonly given: string; readonly matches: readonly NameMatch[] }
  | { readonly is: 'unknown'; readonly given: string; readonly near: readonly NameMatch[] };

function subjectOf(kind: SubjectKind, id: string, knowledge: Knowledge): Subject | undefined {
  const record = knowledge[kind](id);
  return record === undefined ? undefined : ({ kind, record } as Subject);
}

/** Whether the name covers the whole group the record describes, not part of it. */
function coversWhole(match: NameMatch, knowledge: Knowledge): boolean {
  const names = knowledge.actor(match.id)?.names ?? [];
  return !names.some((entry) => entry.name === match.name && entry.kind === 'partial');
}

function byId(id: string, kinds: readonly SubjectKind[], knowledge: Knowledge): NameMatch[] {
  return kinds.flatMap((kind) => {
    const label = knowledge[kind](id)?.label;
    if (label === undefined) return [];
    const catalogue = knowledge.catalogueOf(id) ?? '';
    return [{ kind, id, label, name: label, misspelling: false, catalogue }];
  });
}

/** The match that alone is known by the name as a whole: of all, or else of those of our own. */
function meant(matches: readonly NameMatch[], knowledge: Knowledge): NameMatch | undefined {
  const [first, ...further] = matches;
  if (further.length === 0) return first;
  const whole = matches.filter((match) => coversWhole(match, knowledge));
  if (whole.length === 1) return whole[0];
  const own = whole.filter(({ catalogue }) => isOwnCatalogue(catalogue));
  return own.length === 1 ? own[0] : undefined;
}

/**
 * Resolves an id or a name. Of several records one is picked only when it alone is known by that
 * name as a whole, or it alone of our own catalogues; the others are handed back to be mentioned. A
 * close name is never picked.
 */
export function pick<K extends SubjectKind>(
  given: string,
  kinds: readonly K[],
  knowledge: Knowledge,
): Picked<K> {
  const exact = byId(given.trim().toLowerCase(), kinds, knowledge);
  const matches = exact.length > 0 ? exact : knowledge.resolve(given, kinds);
  const only = meant(matches, knowledge);
  const subject = only === undefined ? undefined : subjectOf(only.kind, only.id, knowledge);
  if (only !== undefined && subject !== undefined) {
    const others = matches.filter((match) => match !== only);
    return { is: 'one', subject: subject as Extract<Subject, { kind: K }>, match: only, others };
  }
  if (matches.length > 1) return { is: 'several', given, matches };
  if (!(kinds as readonly SubjectKind[]).includes('actor')) {
    const group = pick(given, ['actor'], knowledge);
    if (group.is === 'one') {
      const actor = group.subject.record;
      return { is: 'group', actor, incidents: knowledge.incidentsOfActor(actor.id) };
    }
  }
  return { is: 'unknown', given, near: knowledge.suggest(given, kinds, 4) };
}
