import { MAX_NAME_INPUT } from './normalise.ts';
import { searchTerms, stem } from './search-terms.ts';

/** What a typed query asks for. */
export interface Question {
  /** Distinct, in the order typed, without stop words. */
  readonly terms: readonly string[];
  /** It asks for a quantity. */
  readonly asksFigure: boolean;
  /** It asks how something was done. */
  readonly asksMethod: boolean;
  /** The words that carry meaning, as typed: may be a name. */
  readonly gist: string;
  /** It is put as a question, so that a claim answers better than a record's name. */
  readonly asks: boolean;
}

const STOP_WORDS = new Set(
  (
    'a about all also am among an and any are as at be been being but by can could did do does for from ' +
    'get give had has have he her him his how i if in into is it its just know me many more most ' +
    'much my no not of on or our please say says said she should show so some tell than that the ' +
    'their them then there these they this those to too us was we were what when where which who ' +
    'whom whose why will with would you your'
  )
    .split(' ')
    .flatMap((word) => [word, stem(word)]),
);

const MAX_TERMS = 24;
/** What claims of kind `method` are indexed under. */
const METHOD_TERM = stem('method');

/** Reads a query of any length; only its beginning counts. */
export function readQuestion(query: string): Question {
  const text = query.slice(0, MAX_NAME_INPUT);
  const asksFigure = /\bhow (?:many|much)\b|\bnumber of\b|\bcount of\b/i.test(text);
  const asksMethod = /\bhow (?:did|do|does|was|were|had|have)\b/i.test(text);
  const terms = searchTerms(text).filter((term) => !STOP_WORDS.has(term));
  if (asksMethod) terms.push(METHOD_TERM);
  return {
    terms: [...new Set(terms)].slice(0, MAX_TERMS),
    asksFigure,
    asksMethod,
    gist: (text.match(/[^\s?]+/g) ?? [])
      .filter((word) => !STOP_WORDS.has(word.toLowerCase()))
      .join(' '),
    asks:
      text.includes('?') ||
      /^\W*(?:how|who|whom|whose|what|when|where|which|why|was|were|is|are|did|does|do|has|have)\b/i.test(
        text,
      ),
  };
}

const SAME_MEANING: readonly (readonly string[])[] = [
  ['compromised', 'hacked', 'breached', 'penetrated', 'broken'],
  ['denied', 'rejected', 'dismissed'],
  ['blamed', 'attributed', 'linked', 'behind', 'responsible'],
  ['email', 'mail', 'mailbox'],
  ['stolen', 'stole', 'theft', 'took'],
  ['charged', 'indicted', 'indictment'],
  ['warned', 'notified', 'alerted', 'told'],
  ['named', 'identified'],
  ['seized', 'takeover'],
  ['journalists', 'reporters', 'media'],
  ['officials', 'government'],
  ['victims', 'targets', 'targeted'],
  ['involved', 'behind', 'reattributed', 'responsible'],
];

const MEANINGS = meaningsByTerm();

/** Other terms by which a record may say the same. */
export function sameMeaning(term: string): readonly string[] {
  return MEANINGS.get(term) ?? [];
}

function meaningsByTerm(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const words of SAME_MEANING) {
    const terms = [...new Set(words.map(stem))];
    const [first = '', ...others] = terms;
    // What people ask with leads to what the records say, and the other way round.
    for (const other of others) {
      found.set(other, [...(found.get(other) ?? []), first]);
      found.set(first, [...(found.get(first) ?? []), other]);
    }
  }
  return found;
}
