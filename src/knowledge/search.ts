import type { SearchHit, SearchOptions } from './knowledge.ts';
import { type Question, sameMeaning } from './question.ts';
import type { SearchDocument, SearchIndex } from './search-index.ts';
import { keepBest, lowerBound, prefixEnd } from './sorted.ts';
import { tolerance } from './suggest.ts';

/** A term of the index that may stand for a term of the query, and how well it does. */
interface Reading {
  readonly term: number;
  readonly closeness: number;
}

const MAX_PREFIX_READINGS = 40;
const MAX_NEAR_READINGS = 8;

/**
 * Records that answer the query, best first. Each term is taken as it stands when the index knows
 * it, else as the beginning of known terms, else as a misspelling of some. Records that have all
 * terms beat those that have one often; a question prefers claims, "how many" prefers figures;
 * retellings and disputed claims come after what they retell; of claims that fit about as well those
 * about `prefer` come first.
 */
export function searchRecords(
  index: SearchIndex,
  holds: (document: SearchDocument) => boolean,
  question: Question,
  { kinds, about, prefer, limit }: SearchOptions & { readonly limit: number },
): readonly SearchHit[] {
  const readings = readTerms(index, question.terms);
  const { scores, matched, touched } = index.tally;
  const count = score(index, readings);
  const best: SearchHit[] = [];
  for (let position = 0; position < count; position += 1) {
    const at = touched[position] as number;
    const coverage = (matched[at] as number) / readings.length;
    const plain = (scores[at] as number) * coverage ** 2 * (index.standing[at] as number);
    scores[at] = 0;
    matched[at] = 0;
    if (best.length === limit && plain * HIGHEST <= (best[limit - 1]?.score ?? 0)) continue;
    const document = index.documents[at] as SearchDocument;
    if (kinds !== undefined && !kinds.includes(document.kind)) continue;
    if (about !== undefined && document.about !== about) continue;
    const preferred = prefer !== undefined && document.about === prefer ? PREFERRED : 1;
    const points = plain * suits(document, question) * preferred;
    const hit = { kind: document.kind, id: document.id, score: points };
    if (best.length === limit && hit.score <= (best[limit - 1]?.score ?? 0)) continue;
    if (holds(document)) keepBest(best, hit, limit, (a, b) => b.score - a.score);
  }
  return best;
}

const MOST_SUITED = 2;
/** Lifts a claim over one that fits about as well, not over one that fits far better. */
const PREFERRED = 1.5;
const HIGHEST = MOST_SUITED * PREFERRED;

function suits(
  { kind, isFigure, isMethod }: SearchDocument,
  { asks, asksFigure, asksMethod }: Question,
): number {
  if (asksFigure) return isFigure ? 2 : 0.8;
  if (asksMethod && isMethod) return 2;
  return asks && kind === 'claim' ? 1.5 : 1;
}

/** For each term of the query its readings; terms that mean nothing here are dropped. */
function readTerms(index: SearchIndex, terms: readonly string[]): Reading[][] {
  const all: Reading[][] = [];
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at] as string;
    // "solar winds" and "apt 35" are one word in the records.
    const joined = exact(index, term + (terms[at + 1] ?? ''));
    if (at + 1 < terms.length && joined !== undefined) {
      all.push([{ term: joined, closeness: 1.5 }]);
      at += 1;
      continue;
    }
    const readings = readTerm(index, term);
    if (readings.length > 0) all.push(readings);
  }
  return all;
}

function readTerm(index: SearchIndex, term: string): Reading[] {
  const known = exact(index, term);
  const synonyms = sameMeaning(term).flatMap((other) => {
    const found = exact(index, other);
    return found === undefined ? [] : [{ term: found, closeness: 0.6 }];
  });
  if (known !== undefined) return [{ term: known, closeness: 1 }, ...synonyms];
  if (synonyms.length > 0) return synonyms;
  const longer = beginningWith(index, term);
  return longer.length > 0 ? longer : nearTo(index, term);
}

function exact({ terms }: SearchIndex, term: string): number | undefined {
  const at = lowerBound(terms, term);
  return terms[at] === term ? at : undefined;
}

function beginningWith({ terms }: SearchIndex, term: string): Reading[] {
  if (term.length < 3) return [];
  const first = lowerBound(terms, term);
  const end = Math.min(prefixEnd(terms, term, first), first + MAX_PREFIX_READINGS);
  return Array.from({ length: end - first }, (_, at) => {
    const found = terms[first + at] as string;
    return { term: first + at, closeness: 0.5 + (0.4 * term.length) / found.length };
  });
}

function nearTo(index: SearchIndex, term: string): Reading[] {
  const limit = Math.min(2, tolerance(term.length));
  if (limit === 0 || term.length > 40) return [];
  return index
    .nearTerms()
    .within(term, limit)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, MAX_NEAR_READINGS)
    .map(({ at, edits }) => ({ term: at, closeness: 0.7 - 0.2 * edits }));
}

/**
 * Adds up, for every document, the best reading of each term, rarer terms counting more. Leaves
 * the result in the tally and returns how many documents were touched.
 */
function score(
  { documents, lists, tally }: SearchIndex,
  readings: readonly (readonly Reading[])[],
): number {
  const { scores, matched, ofTerm, touched, touchedByTerm } = tally;
  let count = 0;
  for (const alternatives of readings) {
    let countNow = 0;
    for (const { term, closeness } of alternatives) {
      const [start, end] = [lists.starts[term] ?? 0, lists.starts[term + 1] ?? 0];
      const rarity = Math.log(1 + documents.length / (end - start + 0.5));
      const step = (closeness * rarity) / 255;
      for (let at = start; at < end; at += 1) {
        const document = lists.documents[at] as number;
        const value = step * (lists.weights[at] as number);
        const known = ofTerm[document] as number;
        if (known === 0) touchedByTerm[countNow++] = document;
        if (value > known) ofTerm[document] = value;
      }
    }
    for (let at = 0; at < countNow; at += 1) {
      const document = touchedByTerm[at] as number;
      if (matched[document] === 0) touched[count++] = document;
      matched[document] = (matched[document] as number) + 1;
      scores[document] = (scores[document] as number) + (ofTerm[document] as number);
      ofTerm[document] = 0;
    }
  }
  return count;
}
