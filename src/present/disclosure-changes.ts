import type { Block } from '../card/card.ts';
import { type Spans, strong, text } from '../card/span.ts';
import type { CitedSource, DisclosureRevision } from '../domain/disclosure.ts';
import { citedText } from './cited-sources.ts';
import { changeOf, instantBeside } from './disclosure-words.ts';
import { correctionsOf, firstOut, mayStandWith, outAt, type PostedItem } from './posted-item.ts';
import { whatChanged } from './what-changed.ts';
import { count } from './words.ts';

/** The button that leads to every revision. */
export const BEFORE = 'What it said before';

/**
 * "Corrected 15:40 UTC: …": what was wrong, for directly under the headline.
 * @param shown the sources on the card
 */
export function changeNotice(
  item: PostedItem,
  shown: readonly CitedSource[] = item.current.disclosure.sources,
): Block[] {
  const change = changeOf(item);
  if (change === undefined) return [];
  const { reason, disclosure } = item.current;
  const why: Spans =
    reason === undefined
      ? [text('.')]
      : [text(': '), ...citedText(reason, disclosure.sources, shown)];
  return [{ type: 'notice', spans: [text(`${change.word} `), change.at, ...why] }];
}

/** "What changed: headline and text; severity now high, was medium." */
export function changedBlock(item: PostedItem): Block[] {
  const changed = whatChanged(item);
  if (changed === undefined) return [];
  return [{ type: 'paragraph', spans: [strong('What changed:'), text(` ${changed}`)] }];
}

/** "Before that, corrected 14:20 UTC: …". */
function earlierLine(revision: DisclosureRevision, item: PostedItem): Spans {
  const { reason = '', state, disclosure } = revision;
  const word = state === 'retracted' ? 'retracted' : 'corrected';
  const shown = item.current.disclosure.sources;
  const why = reason === '' ? [] : [text(': '), ...citedText(reason, disclosure.sources, shown)];
  return [text(`Before that, ${word} `), instantBeside(outAt(revision), firstOut(item)), ...why];
}

/**
 * Earlier corrections, the newest first, or how many there were.
 * @param listed whether there is room for their reasons
 */
export function earlierBlocks(item: PostedItem, listed: boolean): Block[] {
  const earlier = correctionsOf(item).filter((revision) => revision !== item.current);
  if (earlier.length === 0) return [];
  if (listed && earlier.every((revision) => mayStandWith(revision, item))) {
    const items = earlier.toReversed().map((revision) => earlierLine(revision, item));
    return [{ type: 'list', items }];
  }
  const times = count(earlier.length, 'time');
  const words = `Changed ${times} before that: “${BEFORE}” tells of each.`;
  return [{ type: 'paragraph', spans: [text(words)] }];
}
