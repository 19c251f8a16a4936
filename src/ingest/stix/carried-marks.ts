import { isAbove, type Tlp } from '../../domain/vocabulary.ts';
import type { Reading } from '../core/format.ts';
import type { CarriedRecord } from './carried-schema.ts';
import type { Graph } from './graph.ts';
import { strictest } from './marks.ts';
import type { Common } from './schema.ts';

/** An object that carries a record, sources, or both. */
export interface Carrier {
  readonly object: Common;
  readonly where: string;
  readonly catalogue: string;
  /** The mark that the Tocsin that wrote it gave it. */
  readonly tlp: Tlp;
  readonly record: CarriedRecord | undefined;
  readonly sources: readonly CarriedRecord[];
}

export interface Settled {
  readonly record: CarriedRecord;
  readonly catalogue: string;
  readonly where: string;
}

type Marked = Extract<CarriedRecord, { kind: 'claim' | 'advisory' }>;

/**
 * The records that may be taken in, those of marks as strict as the marks on their objects. A record that
 * bears no mark itself, on an object above TLP:CLEAR, is taken only where claims of the same bundle hold
 * back what it tells: else it would be told to everybody.
 */
export function settleMarks(
  carriers: readonly Carrier[],
  graph: Pick<Graph, 'markOf'>,
  reading: Pick<Reading, 'skip'>,
): readonly Settled[] {
  const raised = carriers.map((carrier) => withMarkOfOthers(carrier, graph));
  const speakers = speakersIn(raised.flatMap(({ record }) => record ?? []));
  const sources: Settled[] = [];
  const others: Settled[] = [];
  for (const { record, mark, ...carrier } of raised) {
    const { catalogue, where } = carrier;
    const settled = record && settle(record, mark, speakers);
    if (settled === undefined && mark !== 'CLEAR') {
      const detail = `TLP:${mark}, or a mark that cannot be read`;
      reading.skip({ reason: 'marked above TLP:CLEAR', where, detail });
      continue;
    }
    for (const source of carrier.sources) sources.push({ record: source, catalogue, where });
    if (settled !== undefined) others.push({ record: settled, catalogue, where });
  }
  return [...sources, ...others];
}

/** What somebody else marked after Tocsin did: a claim or advisory takes that mark on. */
function withMarkOfOthers(carrier: Carrier, graph: Pick<Graph, 'markOf'>) {
  const mark = graph.markOf(carrier.object);
  const { record, tlp } = carrier;
  if (record === undefined || !isAbove(mark, tlp)) return { ...carrier, mark };
  return { ...carrier, mark, record: isMarked(record) ? raisedTo(mark, record) : undefined };
}

function settle(
  record: CarriedRecord,
  mark: Tlp,
  speakers: ReadonlyMap<string, Tlp>,
): CarriedRecord | undefined {
  const own = isMarked(record) ? record.body.tlp : 'CLEAR';
  if (!isAbove(mark, own)) return record;
  const holdsBack = (key: string) => {
    const lowest = speakers.get(key);
    return lowest !== undefined && !isAbove(mark, lowest);
  };
  if ([...keysNamedBy(record)].some(holdsBack)) return record;
  return isMarked(record) ? raisedTo(mark, record) : undefined;
}

function isMarked(record: CarriedRecord): record is Marked {
  return record.kind === 'claim' || record.kind === 'advisory';
}

function raisedTo(mark: Tlp, { kind, body }: Marked): CarriedRecord {
  return { kind, body: { ...body, tlp: strictest([body.tlp, mark]) } } as CarriedRecord;
}

/** The lowest mark among the claims and advisories that speak for a source, a claim, a group, a topic. */
function speakersIn(records: readonly CarriedRecord[]): ReadonlyMap<string, Tlp> {
  const lowest = new Map<string, Tlp>();
  for (const record of records.filter(isMarked)) {
    const { tlp } = record.body;
    for (const key of keysSpokenForBy(record)) {
      const other = lowest.get(key);
      if (other === undefined || isAbove(other, tlp)) lowest.set(key, tlp);
    }
  }
  return lowest;
}

function keysSpokenForBy({ kind, body }: Marked): readonly string[] {
  if (kind === 'advisory') return [...body.sources, ...body.references];
  const { about, actors = [], topic } = body;
  return [
    ...[body.id, ...body.sources, ...actors.map((actor) => `${about} ${actor}`)],
    ...(topic === undefined ? [] : [`${about} ${topic}`]),
  ];
}

/** All ids that a record names, wherever they stand in it. */
function* keysNamedBy({ kind, body }: CarriedRecord): Iterable<string> {
  for (const word of wordsIn(Object.values({ ...body, id: null }))) {
    yield word;
    if (kind === 'incident') yield `${body.id} ${word}`;
  }
}

function* wordsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* wordsIn(inner);
  }
}
