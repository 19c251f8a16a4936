import type { Action, Block, Card } from '../card/card.ts';
import { code, instant, type Spans, strong, text } from '../card/span.ts';
import type { ChannelState, SubscriptionPage } from '../disclosure/subscriptions.ts';
import type { Place } from '../domain/place.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { cadenceInWords } from './cadence-words.ts';
import { filterInWords, subscriptionInWords } from './filter-words.ts';
import { button, channelInWords, type FollowFrame } from './follow-frame.ts';
import { REST_WORDS } from './rest-card.ts';
import { section } from './section.ts';
import { inTenant } from './tenant-words.ts';
import { footer } from './view.ts';
import { capitalise, count } from './words.ts';

/** Subscriptions shown at once. */
export const SUBSCRIPTIONS_SHOWN = 8;

/** A page of the subscriptions of a channel or of a tenant. */
export interface Listed {
  readonly shown: readonly Subscription[];
  readonly channels: readonly ChannelState[];
  readonly total: number;
  readonly skipped: number;
}

/** Why nothing is posted in a channel, and what to do. */
function restNotice({ rest }: ChannelState): Block[] {
  if (rest === undefined) return [];
  const reason = rest.reason === '' ? '' : ` ${rest.reason.replace(/\.?$/, '.')}`;
  return [
    {
      type: 'notice',
      spans: [
        text('Nothing is posted here since '),
        instant(rest.since),
        text(`.${reason} ${REST_WORDS[rest.why].next}`),
      ],
    },
  ];
}

function isOver(until: Date, { now }: Pick<FollowFrame, 'now'>): boolean {
  return until <= now;
}

/** One subscription: what and when, since when by whom, whom it calls, whether it is paused. */
export function subscriptionLine(one: Subscription, frame: FollowFrame): Spans {
  const { id, filter, cadence, mention, pausedUntil, addedBy, addedAt } = one;
  return [
    code(id),
    text(' '),
    strong(filterInWords(filter, frame.knowledge)),
    text(`; ${cadenceInWords(cadence)}. Added by ${addedBy.name}, `),
    instant(addedAt),
    ...(mention === undefined ? [] : [text('. Mentions the group '), code(mention)]),
    ...(pausedUntil === undefined || isOver(pausedUntil, frame)
      ? []
      : [text('. Paused until '), instant(pausedUntil)]),
    text('.'),
  ];
}

function rangeOf({ shown, total, skipped }: Listed): string {
  return shown.length < total ? `, ${skipped + 1} to ${skipped + shown.length} shown` : '';
}

function paging({ skipped, total }: Listed, lineTo: (skip: number) => string): Action[] {
  const next = skipped + SUBSCRIPTIONS_SHOWN;
  return [
    ...(skipped > 0
      ? [button('Earlier ones', lineTo(Math.max(0, skipped - SUBSCRIPTIONS_SHOWN)))]
      : []),
    ...(next < total ? [button('Later ones', lineTo(next))] : []),
  ];
}

function howToBegin(frame: FollowFrame): Spans {
  if (!frame.isChannel) {
    const named = 'subscriptions in:slack/T0123ABCD/C0123ABCD';
    return frame.where.platform === 'cli'
      ? [text(' Name a channel: '), code(`/tocsin ${named}`), text('.')]
      : [text(' Only a channel can; ask in one.')];
  }
  return [
    text(' To follow a group: '),
    code(`/tocsin ${frame.line('subscribe', 'Phosphorus')}`),
    text('. More: '),
    code('/tocsin help subscribe'),
    text('.'),
  ];
}

function nothing(frame: FollowFrame): Card {
  const words = `${capitalise(channelInWords(frame))} follows nothing.`;
  return {
    title: 'What is followed',
    tone: 'answer',
    blocks: [{ type: 'paragraph', spans: [text(words), ...howToBegin(frame)] }],
    sources: [],
    actions: frame.maySubscribe ? [button('Follow something', frame.line('subscribe'))] : [],
    footer: footer(frame),
  };
}

function changes({ shown }: Listed, { line, maySubscribe }: FollowFrame, rests: boolean): Action[] {
  if (!maySubscribe) return [];
  const [first] = shown;
  return [
    ...(rests && first !== undefined ? [button('Try again', line('subscribe', first.id))] : []),
    ...shown.map(({ id }) => button(`Stop ${id}`, line('unsubscribe', id))),
    button('Follow more', line('subscribe')),
  ];
}

/** What one channel follows, the oldest first. */
export function channelSubscriptionsCard(
  listed: Listed,
  state: ChannelState,
  frame: FollowFrame,
): Card {
  const { shown, total } = listed;
  if (total === 0) return nothing(frame);
  const { line, maySubscribe } = frame;
  const threads = state.threads
    ? 'Updates go below the first post on the same incident.'
    : 'Updates stand side by side with what was posted before.';
  return {
    title: 'What is followed',
    tone: state.rest === undefined ? 'answer' : 'alert',
    blocks: [
      ...restNotice(state),
      {
        type: 'paragraph',
        spans: [
          text(
            `${capitalise(channelInWords(frame))} has ${count(total, 'subscription')}${rangeOf(listed)}. ${threads}`,
          ),
        ],
      },
      { type: 'list', items: shown.map((one) => subscriptionLine(one, frame)) },
    ],
    sources: [],
    actions: [
      ...paging(listed, (skip) => line('subscriptions', undefined, { skip })),
      button('Preview', line('preview')),
      ...changes(listed, frame, state.rest !== undefined),
      ...(maySubscribe
        ? [button('All channels', line('subscriptions', undefined, { all: 'true' }))]
        : []),
    ],
    footer: footer(frame),
  };
}

function isAt({ platform, tenant, channel }: Place) {
  return (other: Place) =>
    other.platform === platform && other.tenant === tenant && other.channel === channel;
}

function nameOf({ place, name }: ChannelState): string {
  return name === undefined ? place.channel : `#${name.replace(/^#/, '')} (${place.channel})`;
}

/** What all channels of a tenant follow, by channel and the oldest first. */
export function tenantSubscriptionsCard(listed: Listed, frame: FollowFrame): Card {
  const { shown, channels, total } = listed;
  const { where, line } = frame;
  const tenant = inTenant(where);
  const sections = channels.flatMap((state) => {
    const own = shown.filter(({ place }) => isAt(state.place)(place));
    const lines = own.map((one) => subscriptionLine(one, frame));
    const [heading, ...rest] = section(nameOf(state), lines);
    return heading === undefined ? [] : [heading, ...restNotice(state), ...rest];
  });
  const head =
    total === 0
      ? `No channel ${tenant} follows anything.`
      : `${capitalise(count(total, 'subscription'))} ${tenant}${rangeOf(listed)}. Each is changed in its own channel.`;
  return {
    title: 'What all channels follow',
    tone: 'answer',
    blocks: [{ type: 'paragraph', spans: [text(head)] }, ...sections],
    sources: [],
    actions: [
      ...paging(listed, (skip) => line('subscriptions', undefined, { all: 'true', skip })),
      button('One channel', line('subscriptions')),
    ],
    footer: footer(frame),
  };
}

/** Each subscription of a page in words, its channel first; then how many there are beside. */
export function followedInWords(
  { subscriptions, channels, total }: SubscriptionPage,
  knowledge: Knowledge,
): string[] {
  const more = total - subscriptions.length;
  const listed = subscriptions.map((one) => {
    const state = channels.find(({ place }) => isAt(one.place)(place));
    const rests = state?.rest === undefined ? '' : '; nothing is posted there now';
    const channel = state === undefined ? one.place.channel : nameOf(state);
    return `${channel}: ${subscriptionInWords(one, knowledge)}${rests}`;
  });
  return more > 0 ? [...listed, `${count(more, 'other')}: /tocsin subscriptions all:true`] : listed;
}
