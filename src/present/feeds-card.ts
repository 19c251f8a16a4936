import type { Action, Block, Card } from '../card/card.ts';
import { code, instant, link, type Spans, strong, text } from '../card/span.ts';
import type { Feed } from '../leads/feeds.ts';
import { countWords, POLICY_WORDS, pollWords, stateWords } from './feed-words.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';
import { capitalise, count, sentence, TIER_WORDS } from './words.ts';

/** Feeds shown at once. */
export const FEEDS_SHOWN = 8;

/** What was just done to a feed. */
export type FeedDone = 'added' | 'changed' | 'paused' | 'resumed';

export interface FeedsSeen {
  readonly feeds: readonly Feed[];
  readonly total: number;
  readonly skipped: number;
  /** Opens a form that adds one; undefined where there are no forms. */
  readonly form: string | undefined;
  skipTo(skip: number): string;
}

export interface FeedSeen {
  readonly feed: Feed;
  readonly done: FeedDone | undefined;
  /** Opens a form with its settings; undefined where there are no forms. */
  readonly form: string | undefined;
}

const ADD = 'feed add https://… publisher:"…" tier:press policy:hold';

function button(label: string, commandLine: string, style: Action['style'] = 'default'): Action {
  return { label, commandLine, style };
}

function address({ url }: Pick<Feed, 'url'>): Spans[number] {
  return link(url, url);
}

function feedLine(feed: Feed): Spans {
  return [
    strong(feed.id),
    text(' · '),
    strong(feed.publisher),
    text(
      ` (${TIER_WORDS[feed.tier]}), policy ${feed.policy}. ${sentence(capitalise(stateWords(feed)))} `,
    ),
    text(feed.polledAt === undefined ? 'Not asked yet. ' : 'Last '),
    ...(feed.polledAt === undefined ? [] : [...pollWords(feed), text('. ')]),
    text(`${countWords(feed)} `),
    address(feed),
  ];
}

function paging({ feeds, skipped, total, skipTo }: FeedsSeen): Action[] {
  const next = skipped + feeds.length;
  return [
    ...(skipped > 0 ? [button('Previous feeds', skipTo(Math.max(0, skipped - FEEDS_SHOWN)))] : []),
    ...(next < total ? [button('More feeds', skipTo(next))] : []),
  ];
}

function howTo(): Block {
  return {
    type: 'paragraph',
    spans: [
      text('To look at an address first: '),
      code('/tocsin feed test https://…'),
      text('. To add it: '),
      code(`/tocsin ${ADD}`),
      text('. What feeds raise waits in '),
      code('/tocsin inbox'),
      text('.'),
    ],
  };
}

/** The feeds that are read, by publisher. */
export function feedsCard(seen: FeedsSeen, view: View): Card {
  const { feeds, total, skipped } = seen;
  const range =
    feeds.length < total ? `, ${skipped + 1} to ${skipped + feeds.length} stand here` : '';
  const many = `${capitalise(count(total, 'feed'))}, by publisher${range}.`;
  return {
    title: 'Feeds',
    tone: 'answer',
    blocks: [
      { type: 'paragraph', spans: [text(total === 0 ? 'No feed is read yet.' : many)] },
      ...(feeds.length === 0 ? [] : [{ type: 'list', items: feeds.map(feedLine) } as const]),
      howTo(),
    ],
    sources: [],
    actions: [
      ...feeds.map(({ id }) => button(id, `feed list ${id}`)),
      ...paging(seen),
      ...(seen.form === undefined ? [] : [button('Add one', seen.form)]),
    ],
    footer: footer(view),
  };
}

const DONE: Readonly<Record<FeedDone, string>> = {
  added:
    'It was added. The first fetch only learns what is there: nothing that it carries now is raised.',
  changed: 'It was changed. What it raised before stays as it is.',
  paused: 'It is not asked any more until it is resumed.',
  resumed: 'It is asked again, at once.',
};

function factsOf(feed: Feed): Block {
  const { severity, policy, tier, addedBy, addedAt, nextPollAt, state } = feed;
  const next = state === 'active' && nextPollAt !== undefined ? [instant(nextPollAt)] : undefined;
  return {
    type: 'facts',
    facts: [
      { label: 'Address', value: [address(feed)] },
      { label: 'Publisher is', value: [text(TIER_WORDS[tier])] },
      { label: 'Policy', value: [text(POLICY_WORDS[policy])] },
      ...(policy === 'publish'
        ? [{ label: 'Severity', value: [text(`${severity}, of what is published at once`)] }]
        : []),
      { label: 'State', value: [text(stateWords(feed))] },
      { label: 'Asked', value: pollWords(feed) },
      ...(next === undefined ? [] : [{ label: 'Next', value: next }]),
      { label: 'Items', value: [text(countWords(feed))] },
      { label: 'Added', value: [text(`by ${addedBy.name}, `), instant(addedAt)] },
    ],
  };
}

/** One feed: what it is, how it does, and what can be done with it. */
export function feedCard({ feed, done, form }: FeedSeen, view: View): Card {
  const { id, state } = feed;
  const toggle =
    state === 'active'
      ? button('Pause', `feed pause ${id}`)
      : button('Resume', `feed resume ${id}`, 'primary');
  return {
    title: `Feed of ${feed.publisher}`,
    tone: 'answer',
    blocks: [
      ...(done === undefined
        ? []
        : [{ type: 'notice', spans: [text(DONE[done])] } satisfies Block]),
      factsOf(feed),
    ],
    sources: [],
    actions: [
      button('Test', `feed test ${id}`),
      toggle,
      ...(form === undefined ? [] : [button('Change', form)]),
      button('Remove', `feed remove ${id}`, 'danger'),
      button('All feeds', 'feed'),
    ],
    footer: footer(view, id),
  };
}

/** @param again the line that adds it once more */
export function feedRemovedCard(feed: Feed, again: string, view: View): Card {
  return {
    title: 'Feed removed',
    tone: 'answer',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          strong(`${feed.publisher}.`),
          text(
            ' It is not asked any more, and its items are gone. What was published or attached from it stays. ',
          ),
          address(feed),
        ],
      },
    ],
    sources: [],
    actions: [button('Add it again', again), button('All feeds', 'feed')],
    footer: footer(view, feed.id),
  };
}
