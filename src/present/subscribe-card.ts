import type { Action, Block, Card } from '../card/card.ts';
import { code, instant, type Spans, strong, text } from '../card/span.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { NameMatch } from '../knowledge/knowledge.ts';
import { catalogueName } from './catalogues.ts';
import { subjectInWords, subscriptionInWords, subscriptionWithin } from './filter-words.ts';
import { button, channelInWords, type FollowFrame } from './follow-frame.ts';
import { footer } from './view.ts';
import { capitalise, count, listInWords } from './words.ts';

/** What became of the one line that tells the channel who subscribed it. */
export interface Told {
  readonly state: 'shown' | 'waiting' | 'failed';
  readonly reason?: string | undefined;
}

/** A subscription and what has just been done about it. */
export interface Subscribed {
  /** `same`: the channel asked for exactly that already. */
  readonly is: 'added' | 'same' | 'changed' | 'restored' | 'shown';
  readonly subscription: Subscription;
  /** What it was until now, where it was changed. */
  readonly before: Subscription | undefined;
  /** The name that was given and the records that it leads to. */
  readonly named: { readonly given: string; readonly matches: readonly NameMatch[] } | undefined;
  readonly threads: boolean;
  /** Undefined: nothing was said in the channel. */
  readonly told: Told | undefined;
  /** A time was set in UTC only because the platform tells no zone. */
  readonly zoneGuessed: boolean;
}

function paragraph(...spans: Spans): Block {
  return { type: 'paragraph', spans };
}

const TITLES: Readonly<Record<Exclude<Subscribed['is'], 'added' | 'shown'>, string>> = {
  same: 'Followed already',
  changed: 'Subscription changed',
  restored: 'Followed again',
};

function titleOf({ is, subscription }: Subscribed, frame: FollowFrame): string {
  if (is === 'shown') return `Subscription ${subscription.id}`;
  if (is !== 'added') return TITLES[is];
  const subject = subjectInWords(subscription.filter, frame.knowledge);
  return `${capitalise(channelInWords(frame))} now follows ${subject}`;
}

/** Several records go by one name: all are followed, and named. */
function records({ named }: Subscribed): Block[] {
  if (named === undefined || named.matches.length < 2) return [];
  const { given, matches } = named;
  const labels = matches.map(({ label, catalogue }) => `${label} (${catalogueName(catalogue)})`);
  return [
    paragraph(
      text(
        `“${given}” leads to ${count(matches.length, 'record')}, and all are followed: ${listInWords(labels)}.`,
      ),
    ),
  ];
}

function severity({ subscription }: Subscribed): Block[] {
  const least = subscription.filter.severity;
  if (least === 'low' || least === 'critical') return [];
  const others = least === 'high' ? 'medium and low' : 'low';
  return [
    paragraph(
      text(
        `Severity is the publisher’s judgement of how much an item matters to those it concerns. ${capitalise(others)} ${least === 'high' ? 'are' : 'is'} left out, to keep the channel calm.`,
      ),
    ),
  ];
}

function groupSpans(mention: string | undefined): Spans {
  return mention === undefined ? [text('nobody')] : [text('the group '), code(mention)];
}

/** What a changed subscription was until now, of that which changed. */
function beforeBlocks({ before, subscription }: Subscribed, { knowledge }: FollowFrame): Block[] {
  if (before === undefined) return [];
  const was = subscriptionWithin(before, knowledge);
  const pause = before.pausedUntil;
  return [
    ...(was === subscriptionWithin(subscription, knowledge)
      ? []
      : [paragraph(text(`Before: ${was}.`))]),
    ...(before.mention === subscription.mention
      ? []
      : [paragraph(text('Before, posts mentioned '), ...groupSpans(before.mention), text('.'))]),
    ...(pause?.getTime() === subscription.pausedUntil?.getTime()
      ? []
      : [
          pause === undefined
            ? paragraph(text('Before, it was not paused.'))
            : paragraph(text('Before, it was paused until '), instant(pause), text('.')),
        ]),
  ];
}

/** Nothing is wrong with a country that nobody is linked to, but it is more often a misspelling. */
function unlinked({ subscription }: Subscribed, { knowledge }: FollowFrame): Block[] {
  const known = new Set(
    knowledge.actors().flatMap(({ id }) => knowledge.originsOf(id).map((one) => one.toLowerCase())),
  );
  const none = subscription.filter.origins.filter((one) => !known.has(one.toLowerCase()));
  if (none.length === 0) return [];
  const words = `Nobody links a group that is recorded here to ${listInWords(none, 'or')}, so nothing would pass yet. Look at the spelling.`;
  return [{ type: 'notice', spans: [text(words)] }];
}

function details({ subscription, threads }: Subscribed): Block {
  const { mention, pausedUntil } = subscription;
  return {
    type: 'facts',
    facts: [
      { label: 'Id', value: [code(subscription.id)] },
      {
        label: 'Mentions',
        value: groupSpans(mention),
      },
      ...(pausedUntil === undefined
        ? []
        : [{ label: 'Paused until', value: [instant(pausedUntil)] }]),
      {
        label: 'Updates',
        value: [
          text(
            threads
              ? 'go below the first post on the same incident'
              : 'stand by themselves, beside what was posted before',
          ),
        ],
      },
    ],
  };
}

const LET_IN: Readonly<Record<string, string>> = {
  slack: 'Where Tocsin is not in the channel, invite it with /invite @Tocsin',
  discord: 'Let Tocsin view the channel, send messages and embed links in it',
};

function toldInWords({ told }: Subscribed, { where }: FollowFrame): Block[] {
  if (told === undefined) return [];
  if (told.state === 'failed') {
    const reason = told.reason === undefined ? '' : `: ${told.reason.replace(/\.$/, '')}`;
    const remedy = LET_IN[where.platform] ?? 'Look at what status says';
    const words = `The channel could not be told of it${reason}. ${remedy}: until that is mended, what the channel follows does not arrive either.`;
    return [{ type: 'notice', spans: [text(words)] }];
  }
  const when = told.state === 'shown' ? 'says' : 'will say, after what waits to be posted there,';
  return [paragraph(text(`One line in the channel ${when} who added it and how to stop it.`))];
}

function zone({ zoneGuessed, subscription }: Subscribed, frame: FollowFrame): Block[] {
  if (!zoneGuessed) return [];
  return [
    paragraph(
      text('Discord tells no time zone, so the time is in UTC. To change that: '),
      code(`/tocsin ${frame.line('subscribe', subscription.id, { zone: 'Europe/Berlin' })}`),
    ),
  ];
}

function buttons({ subscription }: Subscribed, { line }: FollowFrame): Action[] {
  const { id, filter, cadence, mention, pausedUntil } = subscription;
  const change = (label: string, values: Record<string, string>) =>
    button(label, line('subscribe', id, values));
  return [
    ...(filter.severity === 'low' ? [] : [change('All severities', { severity: 'low' })]),
    cadence.every === 'item'
      ? change('Once a day instead', { every: 'day' })
      : change('As it comes instead', { every: 'item' }),
    ...(mention === undefined ? [] : [change('Mention nobody', { mention: 'none' })]),
    ...(pausedUntil === undefined ? [] : [change('End the pause', { pause: 'none' })]),
    button('Preview', line('preview', id)),
    button('All that is followed', line('subscriptions')),
    button('Stop', line('unsubscribe', id)),
  ];
}

/** What a channel follows now, what that means, and how it is changed or undone. */
export function subscribedCard(done: Subscribed, frame: FollowFrame): Card {
  const { is, subscription } = done;
  const { knowledge } = frame;
  const fresh = is === 'added' || is === 'restored';
  return {
    title: titleOf(done, frame),
    tone: 'answer',
    blocks: [
      paragraph(strong(`${subscriptionInWords(subscription, knowledge)}.`)),
      ...beforeBlocks(done, frame),
      ...unlinked(done, frame),
      ...records(done),
      details(done),
      ...(is === 'added' ? severity(done) : []),
      ...zone(done, frame),
      ...(fresh
        ? [
            paragraph(
              text(
                'Nothing older is posted. “Preview” shows what the last 30 days would have brought.',
              ),
            ),
          ]
        : []),
      ...toldInWords(done, frame),
    ],
    sources: [],
    actions: buttons(done, frame),
    footer: footer(frame),
  };
}

/** The one line that a channel is told: who subscribed it, to what, and how to stop it. */
export function subscribedNotice(subscription: Subscription, frame: FollowFrame): Card {
  const { id, addedBy, filter } = subscription;
  return {
    title: `Following ${subjectInWords(filter, frame.knowledge)}`,
    tone: 'answer',
    blocks: [
      paragraph(
        strong(capitalise(addedBy.name)),
        text(
          ` subscribed this channel to ${subscriptionWithin(subscription, frame.knowledge)}. To stop: `,
        ),
        code(`/tocsin unsubscribe ${id}`),
      ),
    ],
    sources: [],
    actions: [button('Stop', `unsubscribe ${id}`), button('All that is followed', 'subscriptions')],
    footer: footer(frame),
  };
}
