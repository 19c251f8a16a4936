import type { Block } from '../card/card.ts';
import { text } from '../card/span.ts';
import type { Description } from '../domain/vocabulary.ts';
import type { Citations } from './citations.ts';

/** How much of a text opens a card, in UTF-16 units; the rest stands at the card's end. */
const OPENING = 500;
/** What is hardly longer is not parted. */
const TOLERATED = 700;
/** Where a sentence ends this early, another place to part it is looked for. */
const LEAST = 200;

export interface OwnWords {
  /** For the top of the card. */
  readonly opening: readonly Block[];
  /** For its end: what the opening left out. */
  readonly rest: readonly Block[];
}

function lastMatch(words: string, pattern: RegExp): number {
  let end = -1;
  for (const match of words.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

/** After a sentence, else after a word, else between two characters. */
function cutOf(words: string): number {
  const head = words.slice(0, OPENING);
  const sentence = lastMatch(head, /[.!?。！？]["”»)]?(?:\s|$)/g);
  if (sentence >= LEAST) return sentence;
  const word = lastMatch(head, /\s/g);
  if (word >= LEAST) return word;
  return /[\ud800-\udbff]$/.test(head) ? OPENING - 1 : OPENING;
}

/** What a catalogue says in its own words, as a quotation with its source. */
export function ownWords(
  description: Description | undefined,
  catalogue: string,
  citations: Citations,
): OwnWords {
  if (description === undefined) return { opening: [], rest: [] };
  const words = description.text.trim();
  const cited = citations.spans(description.sources);
  const lead = (said: string): Block => ({ type: 'paragraph', spans: [text(said), ...cited] });
  const quote = (said: string): Block => ({ type: 'quote', spans: [text(said)] });
  if (words.length <= TOLERATED) {
    return { opening: [lead(`In the words of ${catalogue}:`), quote(words)], rest: [] };
  }
  const cut = cutOf(words);
  return {
    opening: [
      lead(`In the words of ${catalogue}, which go on at the end of this answer:`),
      quote(`${words.slice(0, cut).trimEnd()} …`),
    ],
    rest: [
      { type: 'heading', text: `The rest in the words of ${catalogue}` },
      quote(`… ${words.slice(cut).trimStart()}`),
    ],
  };
}
