import type { Action, Block, Card, SourceLine } from '../card/card.ts';
import { code, instant, refs, type Spans, strong, struck, text } from '../card/span.ts';
import { shorten } from '../card/split.ts';
import { LONGEST_URL } from '../card/tidy-spans.ts';
import type { CitedSource } from '../domain/disclosure.ts';
import {
  distinctSources,
  NO_BREAK,
  placesIn,
  type SourceRoom,
  sourceLines,
  withoutReferences,
} from './cited-sources.ts';
import { inOneLine } from './disclosure-words.ts';
import { fullestThatFits } from './one-message.ts';
import { correctionsOf, outAt, type PostedItem } from './posted-item.ts';
import type { View } from './view.ts';
import { action, strictest } from './view.ts';
import { count } from './words.ts';

/** What a list shows of what may be left out. */
interface Fit {
  /** Of each item; the others are counted. */
  readonly sources: number;
  /** UTF-16 units of a reason; a longer one is shortened. */
  readonly reason: number;
  readonly room: SourceRoom;
}

const ROOM = { publisher: 80, title: 160, url: LONGEST_URL } as const;
const FITS: readonly [Fit, ...Fit[]] = [
  { sources: 6, reason: 500, room: ROOM },
  { sources: 2, reason: 500, room: ROOM },
  { sources: 1, reason: 500, room: ROOM },
  { sources: 1, reason: 160, room: ROOM },
  ...[150, 80, 0].map((url) => ({ sources: 1, reason: 160, room: { ...ROOM, title: 60, url } })),
  { sources: 1, reason: 60, room: { publisher: 30, title: 0, url: 0 } },
  { sources: 0, reason: 60, room: ROOM },
];

/**
 * When an item was changed, if the message has to say so: what was corrected before it was due was
 * never in it otherwise. Undefined when there is nothing to say.
 */
export function changeSince({ current, ...item }: PostedItem, due: Date): Date | undefined {
  const isRetracted = current.state === 'retracted';
  const isCorrected = correctionsOf({ current, ...item }).includes(current);
  const at = outAt(current);
  return isRetracted || (isCorrected && at > due) ? at : undefined;
}

function citation(item: PostedItem, shown: readonly CitedSource[], { sources }: Fit): Spans {
  const own = item.current.disclosure.sources;
  const numbers = placesIn(shown, own.slice(0, sources));
  const left = own.length - Math.min(sources, own.length);
  if (numbers.length === 0) return [text(` (${count(own.length, 'source')})`)];
  const more = left === 0 ? [] : [text(` and ${count(left, 'more source')}`)];
  return [text(NO_BREAK), ...refs(numbers), ...more];
}

function changeSpans(item: PostedItem, at: Date, { reason: room }: Fit): Spans {
  const { state, reason = '', disclosure } = item.current;
  const word = state === 'retracted' ? 'Retracted' : 'Corrected';
  const words = shorten(withoutReferences(reason, disclosure.sources), room);
  return [strong(word), text(' '), instant(at), text(words === '' ? '. ' : `: ${words} `)];
}

/** "Headline [1] — update · Phosphorus · severity high · D-7F3KQ", after what became of it. */
function itemLine(
  item: PostedItem,
  shown: readonly CitedSource[],
  fit: Fit,
  due: Date,
  view: View,
): Spans {
  const { disclosure, state } = item.current;
  const at = changeSince(item, due);
  const headline = state === 'retracted' ? struck : strong;
  return [
    ...(at === undefined ? [] : changeSpans(item, at, fit)),
    headline(disclosure.headline),
    ...citation(item, shown, fit),
    text(` — ${inOneLine(disclosure, view)} · `),
    code(disclosure.id),
  ];
}

function leftOut(items: readonly PostedItem[], lines: readonly SourceLine[], fit: Fit): Spans {
  const isCounted = items.some(({ current }) => current.disclosure.sources.length > fit.sources);
  const isShort = items.some(({ current }) => (current.reason ?? '').length > fit.reason);
  const isBare = lines.some(({ url }) => url === '');
  const isWhole = !isCounted && !isShort && !isBare;
  return [text(isWhole ? 'A button opens each item.' : 'A button opens each item in full.')];
}

/** A button to open each; and to stop what brought the only one, or to be asked what should stop. */
function actionsOf(items: readonly PostedItem[], view: View): Action[] {
  const ids = items.map(({ current }) => current.disclosure.id);
  const stop = ids.length === 1 ? `unsubscribe ${ids[0]}` : 'unsubscribe';
  return [...ids.map((id) => action(view, id, `news ${id}`)), action(view, 'Stop these', stop)];
}

/** What stands around the list. */
export interface ListFrame extends Pick<Card, 'title' | 'tone'> {
  readonly kicker: Spans;
  /** Since when changes are told of. */
  readonly since: Date;
  readonly before: readonly Block[];
  readonly lead: string;
  readonly asOf: Spans;
}

/** Several disclosures, a line each, with a button that opens it. Up to ten fit one message. */
export function itemsCard(items: readonly PostedItem[], frame: ListFrame, view: View): Card {
  const { kicker, title, tone, since, before, lead, asOf } = frame;
  const disclosures = items.map(({ current }) => current.disclosure);
  return fullestThatFits(FITS, (fit) => {
    const shown = distinctSources(disclosures.map(({ sources }) => sources.slice(0, fit.sources)));
    const sources = sourceLines(shown, fit.room);
    return {
      kicker,
      title,
      tone,
      blocks: [
        ...before,
        { type: 'list', items: items.map((item) => itemLine(item, shown, fit, since, view)) },
        { type: 'paragraph', spans: leftOut(items, sources, fit) },
      ],
      sources,
      actions: actionsOf(items, view),
      footer: { lead, asOf, tlp: `TLP:${strictest(disclosures.map(({ tlp }) => tlp))}` },
    };
  });
}
