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
  /** What of the record everybody may see, as that Tocsin says; undefined when it does not. */
  readonly open: CarriedRecord | undefined;
  readonly sources: readonly CarriedRecord[];
}

export interface Settled {
  readonly record: CarriedRecord;
  readonly catalogue: string;
  readonly where: string;
}

/**
 * The records that may be taken in. No more of a record than everybody may see is taken where it bears no
 * mark of its own to keep the rest back with; a claim or advisory takes on the mark of its object.
 * Sources first.
 */
export function settleMarks(
  carriers: readonly Carrier[],
  graph: Pick<Graph, 'markOf'>,
  reading: Pick<Reading, 'skip'>,
): readonly Settled[] {
  const sources: Settled[] = [];
  const others: Settled[] = [];
  for (const carrier of carriers) {
    const { catalogue, where } = carrier;
    const mark = graph.markOf(carrier.object);
    const record = admitted(carrier, mark);
    if (record === undefined && mark !== 'CLEAR') {
      const detail = `TLP:${mark}, or a mark that cannot be read`;
      reading.skip({ reason: 'marked above TLP:CLEAR', where, detail });
      continue;
    }
    for (const source of carrier.sources) {
      if (mark === 'CLEAR' || isNamed(source, record)) {
        sources.push({ record: source, catalogue, where });
      }
    }
    if (record !== undefined) others.push({ record, catalogue, where });
  }
  return [...sources, ...others];
}

function admitted({ record, open, tlp }: Carrier, mark: Tlp): CarriedRecord | undefined {
  if (record === undefined || !isAbove(mark, markOn(record))) return record;
  // Somebody who marked it more strictly than Tocsin did meant all of it.
  if (open !== undefined && !isAbove(mark, tlp)) return open;
  if (record.kind !== 'claim' && record.kind !== 'advisory') return undefined;
  const { kind, body } = record;
  return { kind, body: { ...body, tlp: strictest([body.tlp, mark]) } } as CarriedRecord;
}

function markOn({ kind, body }: CarriedRecord): Tlp {
  return kind === 'claim' || kind === 'advisory' ? body.tlp : 'CLEAR';
}

function isNamed(source: CarriedRecord, record: CarriedRecord | undefined): boolean {
  return record !== undefined && [...wordsIn(record.body)].includes(source.body.id);
}

/** All texts in a record, ids among them. */
function* wordsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* wordsIn(inner);
  }
}
