import type { Spans } from '../card/span.ts';
import { emphasis, strong, text } from '../card/span.ts';
import type { Conflict } from '../domain/conflict.ts';
import type { Citations } from './citations.ts';

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** A point on which publications differ: both sides with their sources, then why. */
export function conflictLine(conflict: Conflict, citations: Citations): Spans {
  const sides = conflict.sides.flatMap((side) => [
    text(sentence(side.text)),
    ...citations.spans(side.sources),
    text(' '),
  ]);
  return [strong(`${conflict.topic}: `), ...sides, emphasis(conflict.note)];
}
