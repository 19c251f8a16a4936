import type { RecordDraft } from '../domain/record.ts';
import type { SearchHit } from './knowledge.ts';
import { NearTexts } from './near-texts.ts';
import { once } from './once.ts';
import { PostingCollector, type PostingLists } from './posting-lists.ts';
import { contextOf, type Field, fieldsOf } from './search-documents.ts';
import { numberTerms, type TermNumbers } from './search-terms.ts';
import { lowerBound } from './sorted.ts';

/** A record that search can give. */
export interface SearchDocument {
  readonly kind: SearchHit['kind'];
  readonly id: string;
  /** The subject it is, or is about. */
  readonly about: string;
  readonly isFigure: boolean;
  readonly isMethod: boolean;
}

/**
 * An inverted index over all records: terms in order, postings in flat arrays. With 10,000
 * incidents MiniSearch takes 3.6 s and 58 MB to build and up to 100 ms for a query of common
 * words; this takes under 1 s, 20 MB and a few milliseconds.
 */
export interface SearchIndex {
  readonly documents: readonly SearchDocument[];
  /** How far a document may be trusted to answer: 1, less for retellings and disputed claims. */
  readonly standing: Float32Array;
  readonly terms: readonly string[];
  readonly lists: PostingLists;
  readonly nearTerms: () => NearTexts;
  /** Working space of a query, all zero between queries: a fresh one each time would cost more. */
  readonly tally: Tally;
}

/** Per document: its score so far, terms matched, best reading of the term at hand. */
export interface Tally {
  readonly scores: Float32Array;
  readonly matched: Uint8Array;
  readonly ofTerm: Float32Array;
  /** Documents with any score; only the first so many are set. */
  readonly touched: Uint32Array;
  readonly touchedByTerm: Uint32Array;
}

/** @param isImported - whether the record at a place of the list is of a catalogue that is not our own */
export function buildSearchIndex(
  records: readonly RecordDraft[],
  isImported: (at: number) => boolean = () => false,
): SearchIndex {
  const numbers = numberTerms();
  const collector = new PostingCollector();
  const add = documentAdder(numbers, collector);
  const contexts = contextsOf(records, numbers);
  const documents: SearchDocument[] = [];
  const standing: number[] = [];
  for (const [at, record] of records.entries()) {
    const fields = fieldsOf(record);
    if (fields === undefined) continue;
    const context = record.kind === 'claim' ? contexts.get(record.body.about) : undefined;
    add(fields, context ?? [], documents.length);
    documents.push(toDocument(record));
    standing.push(standingOf(record) * (isImported(at) ? IMPORTED : 1));
  }
  const inOrder = numbers.terms.toSorted();
  const rankOf = new Uint32Array(inOrder.length);
  for (const [number, term] of numbers.terms.entries()) rankOf[number] = lowerBound(inOrder, term);
  return {
    documents,
    standing: Float32Array.from(standing),
    terms: inOrder,
    lists: collector.toLists(rankOf),
    nearTerms: once(() => new NearTexts(inOrder)),
    tally: {
      scores: new Float32Array(documents.length),
      matched: new Uint8Array(documents.length),
      ofTerm: new Float32Array(documents.length),
      touched: new Uint32Array(documents.length),
      touchedByTerm: new Uint32Array(documents.length),
    },
  };
}

/** How much a word in the name of its subject says about a claim that does not repeat it. */
const CONTEXT_WEIGHT = 0.6;

/** For each subject the terms under which claims about it are found, too. */
function contextsOf(
  records: readonly RecordDraft[],
  numbers: TermNumbers,
): ReadonlyMap<string, readonly number[]> {
  const contexts = new Map<string, readonly number[]>();
  for (const record of records) {
    const context = contextOf(record);
    if (context !== undefined) contexts.set(record.body.id, numbers.of(context));
  }
  return contexts;
}

/** Adds up a document's term weights over its fields before handing them to the collector. */
function documentAdder(numbers: TermNumbers, collector: PostingCollector) {
  const sums: number[] = [];
  const touched: number[] = [];
  function count(number: number, weight: number): void {
    const sum = sums[number] ?? 0;
    if (sum === 0) touched.push(number);
    sums[number] = sum + weight;
  }
  return (fields: readonly Field[], context: readonly number[], document: number): void => {
    let length = 0;
    for (const [text, weight] of fields) {
      const found = numbers.of(text);
      for (const number of found) count(number, weight);
      length += found.length;
    }
    for (const number of context) count(number, CONTEXT_WEIGHT);
    for (const number of touched) {
      collector.add(number, document, saturate(sums[number] ?? 0, length));
      sums[number] = 0;
    }
    touched.length = 0;
  };
}

/** As in BM25: each further mention adds less, and a mention in a long record says less. */
function saturate(weight: number, length: number): number {
  const dampening = 1.2 * (0.6 + (0.4 * Math.min(length, MAX_LENGTH)) / TYPICAL_LENGTH);
  return Math.max(1, Math.round((255 * weight) / (weight + dampening)));
}

const TYPICAL_LENGTH = 30;
const MAX_LENGTH = 120;

function toDocument({ kind, body }: RecordDraft): SearchDocument {
  if (kind === 'claim') {
    const [isFigure, isMethod] = [body.figure !== undefined, body.kind === 'method'];
    return { kind, id: body.id, about: body.about, isFigure, isMethod };
  }
  const { id } = body;
  return { kind: kind as SearchHit['kind'], id, about: id, isFigure: false, isMethod: false };
}

const RETELLING: Readonly<Record<string, number>> = { misreported: 0.45, loosened: 0.6 };
const STATUS: Readonly<Record<string, number>> = { disputed: 0.6, corrected: 0.6, retracted: 0.3 };

/** Of what answers about as well, our own comes first: catalogues repeat each other's names. */
const IMPORTED = 0.6;

/** What is told of people and operations comes before flaws in products. */
const ADVISORY = 0.5;

function standingOf({ kind, body }: RecordDraft): number {
  if (kind === 'advisory') return ADVISORY;
  if (kind !== 'claim') return 1;
  return Math.min(RETELLING[body.retelling ?? ''] ?? 1, STATUS[body.status] ?? 1);
}
