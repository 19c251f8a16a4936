import type { Disclosure, DisclosureRevision } from '../domain/disclosure.ts';
import type { RecordDraft, RecordKind } from '../domain/record.ts';
import { isAbove, type Tlp } from '../domain/vocabulary.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { type ExportedSubject, type Finder, finderOf } from './finder.ts';
import { type Seen, seenWithin } from './marks.ts';
import { subjectsNamedBy } from './named-by.ts';

/** A record on its way out: as its own catalogue has it, as far as the ceiling lets it be seen. */
export type Exported<K extends RecordKind = RecordKind> = Extract<RecordDraft, { kind: K }> &
  Seen & {
    readonly catalogue: string;
    readonly revision: number;
    /** When its first and its newest revision were recorded. */
    readonly created: Date;
    readonly modified: Date;
  };

/** A disclosure on its way out, with only the links that the ceiling lets be seen. */
export interface ExportedDisclosure {
  readonly newest: DisclosureRevision;
  readonly disclosure: Disclosure;
  /** When it first went out. */
  readonly created: Date;
}

/** What an export is made of. */
export interface Contents {
  readonly ceiling: Tlp;
  readonly at: Date;
  /** Those whose records are written; sorted. */
  readonly catalogues: readonly string[];
  readonly records: readonly Exported[];
  /** What these speak of that is of a catalogue not written: to be named, not to be handed over. */
  readonly beside: readonly ExportedSubject[];
  readonly disclosures: readonly ExportedDisclosure[];
  /** All that may be seen, also of catalogues that are not written. */
  readonly find: Finder;
}

export interface ContentsRequest {
  /** All that is known; not an `as-of:` view. */
  readonly knowledge: Knowledge;
  readonly ceiling: Tlp;
  /** Undefined: every one. */
  readonly catalogues: readonly string[] | undefined;
  readonly disclosures: readonly { readonly newest: DisclosureRevision; readonly firstOut: Date }[];
  readonly at: Date;
}

/** Gathers what may be seen at a ceiling. What is above it is left out as if it had never been. */
export function contentsOf(request: ContentsRequest): Contents {
  const { knowledge, ceiling, catalogues, at } = request;
  const seen = seenWithin(knowledge, ceiling);
  const all: Exported[] = [];
  for (const { first, newest } of knowledge.within(ceiling).standing()) {
    const { kind, body, catalogue, revision } = newest;
    const [created, modified] = [first.recordedAt, newest.recordedAt];
    all.push({
      ...{ kind, body, catalogue, revision, created, modified, ...seen(newest) },
    } as Exported);
  }
  const find = finderOf(all);
  const isWanted = (name: string) => catalogues === undefined || catalogues.includes(name);
  const records = all.filter(({ catalogue }) => isWanted(catalogue));
  const disclosures = request.disclosures.flatMap(({ newest, firstOut }) => {
    const { catalogue, tlp } = newest.disclosure;
    if (isAbove(tlp, ceiling) || !isWanted(catalogue)) return [];
    return [{ newest, disclosure: trimmed(newest.disclosure, find), created: firstOut }];
  });
  const named = [
    ...records.flatMap((record) =>
      subjectsNamedBy(record).map((id) => find.subject(id, record.catalogue)),
    ),
    ...disclosures.flatMap(({ disclosure: { incident = '', actors } }) =>
      [incident, ...actors].map((id) => find.subject(id)),
    ),
  ];
  return {
    ...{ ceiling, at, records, disclosures, find },
    catalogues: [...new Set(records.map(({ catalogue }) => catalogue))].sort(),
    beside: [...new Set(named)].flatMap((one) =>
      one === undefined || isWanted(one.catalogue) ? [] : [one],
    ),
  };
}

/** An id alone can tell what a mark keeps back. */
function trimmed(disclosure: Disclosure, find: Finder): Disclosure {
  const { incident, actors, claims, sources, ...rest } = disclosure;
  return {
    ...rest,
    ...(incident !== undefined && find.subject(incident) !== undefined && { incident }),
    actors: actors.filter((id) => find.subject(id) !== undefined),
    claims: claims.filter((id) => find.claim(id) !== undefined),
    sources: sources.map(({ record, ...source }) =>
      record === undefined || find.source(record) === undefined ? source : { record, ...source },
    ),
  };
}
