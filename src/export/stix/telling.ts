import type { RecordKind } from '../../domain/record.ts';
import { isAbove } from '../../domain/vocabulary.ts';
import type { Contents, Exported } from '../contents.ts';
import { sourcesNamedBy } from '../named-by.ts';
import { carrying, derived, named } from './extension.ts';
import { catalogueId } from './fixed.ts';
import { stixId } from '../uuid.ts';
import type { Common } from './object.ts';
import { referenceTo } from './references.ts';

/** The kinds of records that become objects; sources go with what rests on them. */
export type ToldKind = Exclude<RecordKind, 'source'>;
type Told = Exported<ToldKind>;
type Source = Exported<'source'>;

const TYPES: Readonly<Record<ToldKind, string>> = {
  actor: 'intrusion-set',
  incident: 'campaign',
  programme: 'identity',
  claim: 'note',
  conflict: 'note',
  advisory: 'report',
};

/** What the objects of one bundle are made with. */
export interface Telling {
  readonly contents: Contents;
  /** Id of the object of a record; undefined for one that has none in this bundle. */
  refTo(record: Exported | undefined): string | undefined;
  /** What the object of a record has, whatever its kind. */
  common(record: Told): Common;
  /** What an object has that follows from a record. */
  follows(record: Told, type: string, words: readonly string[]): Common;
  /** Sources that no object carries, and that everybody may see. */
  leftOver(): readonly Source[];
}

export function tellingOf(contents: Contents): Telling {
  const written = new Set<Exported>(contents.records);
  const there = new Set<Exported>([...contents.records, ...contents.beside]);
  const about = sourcesAbout(contents);

  function sourcesOf(record: Told): readonly Source[] {
    const cited = sourcesNamedBy(record).flatMap(
      (id) => contents.find.source(id, record.catalogue) ?? [],
    );
    const all = new Set([...cited, ...(about.get(record) ?? [])]);
    return [...all].filter(({ mark }) => !isAbove(mark, record.mark));
  }

  function told(record: Told, sources: readonly Source[]) {
    const { catalogue, created, mark } = record;
    return {
      ...{ by: catalogueId(catalogue), created, mark },
      modified: latest([record, ...sources]),
      references: sources.map(({ body }) => referenceTo(body)),
    };
  }

  return {
    contents,
    refTo(record) {
      if (record === undefined || record.kind === 'source' || !there.has(record)) return undefined;
      return idOf(record);
    },
    common(record) {
      const sources = sourcesOf(record);
      const extensions = written.has(record)
        ? carrying(record, sources.filter(isOf(record.catalogue)))
        : named(record);
      return { ...told(record, sources), id: idOf(record), extensions };
    },
    follows(record, type, words) {
      const { catalogue, kind, body } = record;
      return {
        ...told(record, sourcesOf(record)),
        id: stixId(type, catalogue, kind, body.id, ...words),
        extensions: derived(`${catalogue} ${kind} ${body.id}`),
      };
    },
    leftOver() {
      const carried = new Set(
        contents.records.flatMap((record) =>
          record.kind === 'source' ? [] : sourcesOf(record).filter(isOf(record.catalogue)),
        ),
      );
      return contents.records.filter(
        (record): record is Source =>
          record.kind === 'source' && record.mark === 'CLEAR' && !carried.has(record),
      );
    },
  };
}

function isOf(catalogue: string) {
  return (record: Exported): boolean => record.catalogue === catalogue;
}

function idOf({ catalogue, kind, body }: Told): string {
  return stixId(TYPES[kind], catalogue, kind, body.id);
}

/** Sources said to be about a subject of their own catalogue. */
function sourcesAbout({ records, find }: Contents): ReadonlyMap<Exported, readonly Source[]> {
  const about = new Map<Exported, Source[]>();
  for (const record of records) {
    if (record.kind !== 'source') continue;
    for (const id of record.body.about ?? []) {
      const subject = find.subject(id, record.catalogue);
      if (subject === undefined) continue;
      const list = about.get(subject);
      if (list === undefined) about.set(subject, [record]);
      else list.push(record);
    }
  }
  return about;
}

function latest(records: readonly Exported[]): Date {
  return records.reduce(
    (newest, { modified }) => (modified > newest ? modified : newest),
    new Date(0),
  );
}
