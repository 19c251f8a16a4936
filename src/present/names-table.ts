import type { Block } from '../card/card.ts';
import { emphasis, type Spans, strong, text } from '../card/span.ts';
import type { Actor, ActorName } from '../domain/actor.ts';
import { isOwnCatalogue } from '../domain/catalogue.ts';
import type { PartialDate } from '../domain/partial-date.ts';
import type { Citations } from './citations.ts';
import type { View } from './view.ts';
import { listInWords } from './words.ts';

/** Unknown is said, never left blank. */
const NOT_RECORDED = 'not recorded';

/** When the name was used; nothing that, in a view of the past, was still to come. */
function periodKnown({ period }: ActorName, asOf: PartialDate | undefined): string {
  if (period === undefined) return NOT_RECORDED;
  if (asOf === undefined) return period;
  const years = period.match(/\b\d{4}\b/g) ?? [];
  const known = years.length > 0 && years.every((year) => year <= asOf.slice(0, 4));
  return known ? period : NOT_RECORDED;
}

function nameCell({ name, kind }: ActorName): Spans {
  const marks = { name: '', misspelling: ' (misspelling)', partial: ' (in part)' } as const;
  return [strong(name), text(marks[kind])];
}

function userCell({ usedBy, note, sources }: ActorName, citations: Citations): Spans {
  return [
    text(listInWords(usedBy)),
    ...(note === undefined ? [] : [emphasis(`. ${note}`)]),
    ...citations.spans(sources),
  ];
}

/** From this many names on, those of one user share a row. */
const MANY = 12;

function rowKey({ name, kind, usedBy, note, sources }: ActorName, shared: boolean): string {
  return JSON.stringify(shared ? [kind, usedBy, note, sources] : name);
}

/**
 * The names of an imported group: its catalogue gives no dates for any, and may list dozens, which
 * then stand in one row where all that is said of them is the same.
 */
function importedTable({ names }: Actor, citations: Citations): Block {
  const rows = Map.groupBy(names, (name) => rowKey(name, names.length >= MANY));
  return {
    type: 'table',
    caption: 'Names, and who uses or lists each; since when is not recorded',
    columns: ['Name', 'Used or listed by'].map((label) => ({ label, align: 'left' as const })),
    rows: [...rows.values()].flatMap((list): Spans[][] => {
      const [first] = list;
      if (first === undefined) return [];
      const cells = list.flatMap((name, at) => [
        ...(at === 0 ? [] : [text(', ')]),
        ...nameCell(name),
      ]);
      return [[cells, userCell(first, citations)]];
    }),
  };
}

/** Every name of a group, who uses it and when, as far as that is recorded. */
export function namesTable(actor: Actor, { knowledge }: View, citations: Citations): Block {
  const isOwn = isOwnCatalogue(knowledge.catalogueOf(actor.id) ?? '');
  if (!isOwn && actor.names.every(({ period }) => period === undefined)) {
    return importedTable(actor, citations);
  }
  return {
    type: 'table',
    caption: 'Names, who uses each, and since when where that is recorded',
    columns: ['Name', 'Used by', 'When'].map((label) => ({ label, align: 'left' as const })),
    rows: actor.names.map((name) => [
      nameCell(name),
      userCell(name, citations),
      [text(periodKnown(name, knowledge.asOf))],
    ]),
  };
}
