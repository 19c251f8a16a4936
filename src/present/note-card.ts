import type { Action, Block, Card } from '../card/card.ts';
import { instant, link, type Spans, strong, struck, text } from '../card/span.ts';
import { disclosureCardWith, disclosureFooter } from './disclosure-card.ts';
import { BEFORE, changeNotice } from './disclosure-changes.ts';
import { kickerOf, retractedTitle, toneOf } from './disclosure-words.ts';
import { itemsCard } from './items-card.ts';
import { outAt, type PostedItem } from './posted-item.ts';
import type { View } from './view.ts';
import { action } from './view.ts';
import { count } from './words.ts';

/** The post that a note is about. */
export interface NoteFrame {
  /** Opens it; undefined where there is no address, or it is no longer there. */
  readonly link: string | undefined;
  /** Whether it was changed in place. If not, the note takes its place. */
  readonly editable: boolean;
  /** Whether its message was taken away. */
  readonly gone?: boolean | undefined;
  /** Why it could not be changed, in words that may be shown. */
  readonly reason?: string | undefined;
}

/** Where the post is, and whether it still says what was wrong. */
function whereabouts({ link: url, editable, gone, reason }: NoteFrame): Block {
  const opened = (words: string): Spans => (url === undefined ? [] : [text(' '), link(words, url)]);
  if (editable) {
    const spans = [text('The post itself now says so.'), ...opened('Open it')];
    return { type: 'paragraph', spans };
  }
  if (gone === true) {
    const words = 'The post that said it before is no longer there. This one takes its place.';
    return { type: 'paragraph', spans: [text(words)] };
  }
  const because = reason === undefined ? '' : ` (${reason})`;
  const stands = `The post that said it before cannot be changed${because} and still says it.`;
  const spans = [text(`${stands} This one takes its place.`), ...opened('Open that post')];
  return { type: 'paragraph', spans };
}

function followUps({ current: { disclosure } }: PostedItem, view: View): Action[] {
  return [
    action(view, BEFORE, `news ${disclosure.id}`),
    action(view, 'Stop these', `unsubscribe ${disclosure.id}`),
  ];
}

/** For a post that says the rest by itself. */
function shortNote(item: PostedItem, frame: NoteFrame, view: View): Card {
  const { disclosure, state } = item.current;
  const isRetracted = state === 'retracted';
  return {
    kicker: kickerOf(item, view),
    title: isRetracted ? retractedTitle(disclosure) : disclosure.headline,
    tone: toneOf(item),
    blocks: [
      ...changeNotice(item, []),
      ...(isRetracted
        ? [{ type: 'paragraph', spans: [struck(disclosure.headline)] } as const]
        : []),
      whereabouts(frame),
    ],
    sources: [],
    actions: followUps(item, view),
    footer: disclosureFooter(item),
  };
}

/** Takes the place of a post: all of the item, with where the other stands. */
function longNote(item: PostedItem, frame: NoteFrame, view: View): Card {
  return disclosureCardWith([whereabouts(frame)], item, view);
}

function noteOnSeveral(items: readonly PostedItem[], frame: NoteFrame, view: View): Card {
  const times = items.map(({ current }) => outAt(current).getTime());
  const isSomeRetracted = items.some(({ current }) => current.state === 'retracted');
  const last = instant(new Date(Math.max(...times)));
  return itemsCard(
    items,
    {
      kicker: [strong('CORRECTED'), text(' '), last],
      title: `${count(items.length, 'item')} corrected${isSomeRetracted ? ' or retracted' : ''}`,
      tone: 'corrected',
      since: new Date(0),
      before: [whereabouts(frame)],
      lead: 'Last changed',
      asOf: [last],
    },
    view,
  );
}

/**
 * Tells below or beside a post that it was corrected, or in its place where it can no longer be changed.
 * @param items those of the post that were corrected or retracted: one, or several of a digest
 */
export function noteCard(items: readonly PostedItem[], frame: NoteFrame, view: View): Card {
  const [first, ...others] = items;
  if (first === undefined || others.length > 0) return noteOnSeveral(items, frame, view);
  return frame.editable ? shortNote(first, frame, view) : longNote(first, frame, view);
}
