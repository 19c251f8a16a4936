import type { Block, Card } from '../card/card.ts';
import { code, type Spans, text } from '../card/span.ts';
import type { Subscription } from '../domain/subscription.ts';
import { echo } from './echo.ts';
import { subjectInWords, subscriptionInWords } from './filter-words.ts';
import { button, channelInWords, type FollowFrame } from './follow-frame.ts';
import { subscriptionLine } from './subscriptions-card.ts';
import { footer } from './view.ts';
import { capitalise, count } from './words.ts';

function paragraph(...spans: Spans): Block {
  return { type: 'paragraph', spans };
}

function undoLabel(one: Subscription, removed: number, { knowledge }: FollowFrame): string {
  return removed === 1 ? 'Undo' : `Undo: ${subjectInWords(one.filter, knowledge)}`;
}

/** What is no longer followed, each with its undo, and what is still. */
export function unsubscribedCard(
  removed: readonly Subscription[],
  left: number,
  frame: FollowFrame,
): Card {
  const { knowledge, line } = frame;
  const still =
    left === 0
      ? `${capitalise(channelInWords(frame))} now follows nothing.`
      : `${capitalise(count(left, 'other subscription'))} of ${channelInWords(frame)} ${left === 1 ? 'stays' : 'stay'}, and may bring some of the same.`;
  return {
    title: removed.length === 1 ? 'No longer followed' : `${removed.length} no longer followed`,
    tone: 'answer',
    blocks: [
      {
        type: 'list',
        items: removed.map((one) => [
          code(one.id),
          text(` ${subscriptionInWords(one, knowledge)}`),
        ]),
      },
      paragraph(
        text(
          `Nothing more of ${removed.length === 1 ? 'it' : 'these'} is posted, not even what was queued already. What stands in the channel is still put right when it turns out wrong. ${still}`,
        ),
      ),
    ],
    sources: [],
    actions: [
      ...removed.map((one) =>
        button(undoLabel(one, removed.length, frame), line('subscribe', one.id)),
      ),
      button('All that is followed', line('subscriptions')),
    ],
    footer: footer(frame),
  };
}

/** Why nothing was stopped. */
export interface NotStopped {
  readonly is: 'no-disclosure' | 'not-wanted' | 'no-name' | 'no-id';
  /** A name or an id, as it was given. */
  readonly given: string;
}

const WHY: Readonly<Record<NotStopped['is'], (given: string, channel: string) => string>> = {
  'no-disclosure': (given) => `There is no disclosure ${given} here.`,
  'not-wanted': (given, channel) => `Nothing that ${channel} follows asks for ${given} now.`,
  'no-name': (given, channel) => `No subscription of ${channel} names “${echo(given)}”.`,
  'no-id': (given, channel) => `${capitalise(channel)} has no subscription ${given}.`,
};

/** What could be stopped, each by its button. */
export function whichToStopCard(
  why: NotStopped | undefined,
  subscriptions: readonly Subscription[],
  frame: FollowFrame,
): Card {
  const { line } = frame;
  const none = `${capitalise(channelInWords(frame))} follows nothing.`;
  const head = subscriptions.length === 0 ? none : `${capitalise(channelInWords(frame))} follows:`;
  return {
    title: why === undefined ? 'What should stop?' : 'Nothing was stopped',
    tone: 'answer',
    blocks: [
      ...(why === undefined
        ? []
        : [paragraph(text(WHY[why.is](why.given, channelInWords(frame))))]),
      paragraph(text(head)),
      ...(subscriptions.length === 0
        ? []
        : [
            {
              type: 'list' as const,
              items: subscriptions.map((one) => subscriptionLine(one, frame)),
            },
          ]),
    ],
    sources: [],
    actions: [
      ...subscriptions.map(({ id }) => button(`Stop ${id}`, line('unsubscribe', id))),
      ...(subscriptions.length > 1 ? [button('Stop all', line('unsubscribe', 'all'))] : []),
    ],
    footer: footer(frame),
  };
}
