import type { Actor } from '../domain/actor.ts';
import { isOwnCatalogue } from '../domain/catalogue.ts';
import type { Incident } from '../domain/incident.ts';
import { comparePartialDates } from '../domain/partial-date.ts';
import type { Programme } from '../domain/programme.ts';
import type { RecordDraft } from '../domain/record.ts';
import { compareCatalogues } from './holding.ts';

/** A record that has names: incident, actor or programme. */
export type Subject = { readonly id: string; readonly catalogue: string } & (
  | { readonly kind: 'incident'; readonly body: Incident }
  | { readonly kind: 'actor'; readonly body: Actor }
  | { readonly kind: 'programme'; readonly body: Programme }
);

/** The subject that a record is, or undefined for claims, sources and conflicts. */
export function toSubject(record: RecordDraft, catalogue: string): Subject | undefined {
  const { kind, body } = record;
  if (kind === 'incident') return { kind, body, id: body.id, catalogue };
  if (kind === 'actor') return { kind, body, id: body.id, catalogue };
  if (kind === 'programme') return { kind, body, id: body.id, catalogue };
  return undefined;
}

/** Those of our own catalogues come before those that were imported. */
function byOwner(a: Subject, b: Subject): number {
  return Number(isOwnCatalogue(b.catalogue)) - Number(isOwnCatalogue(a.catalogue));
}

/**
 * Subjects in the order in which they are offered when nothing else decides: the newest incident,
 * the actor with most incidents, the first programme, then the second of each, and so on; of each
 * kind first those of our own catalogues.
 */
export function rankSubjects(subjects: readonly Subject[]): readonly Subject[] {
  const incidents = subjects.filter((subject) => subject.kind === 'incident');
  const actors = subjects.filter((subject) => subject.kind === 'actor');
  const programmes = subjects.filter((subject) => subject.kind === 'programme');
  const mentions = new Map<string, number>();
  for (const { body } of incidents) {
    for (const actor of body.actors) mentions.set(actor, (mentions.get(actor) ?? 0) + 1);
  }
  incidents.sort(
    (a, b) => byOwner(a, b) || comparePartialDates(b.body.disclosedOn, a.body.disclosedOn),
  );
  actors.sort(
    (a, b) =>
      byOwner(a, b) ||
      (mentions.get(b.id) ?? 0) - (mentions.get(a.id) ?? 0) ||
      compareCatalogues(a.catalogue, b.catalogue) ||
      (a.body.label < b.body.label ? -1 : 1),
  );
  const lists: readonly (readonly Subject[])[] = [incidents, actors, programmes];
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, rank) =>
    lists.flatMap((list) => list[rank] ?? []),
  ).flat();
}
