import { isDeepStrictEqual } from 'node:util';
import type { Card } from '../src/card/card.ts';
import type { CommandContext } from '../src/command/context.ts';
import { defineCommand, type Shown } from '../src/command/define.ts';
import { actorOf, type Frame, frameOf } from '../src/command/follow-frame.ts';
import { FOLLOW_PARAMS } from '../src/command/follow-params.ts';
import { followed } from '../src/command/followed.ts';
import { groupMeant } from '../src/command/group.ts';
import type { ValuesOf } from '../src/command/param.ts';
import { param } from '../src/command/param.ts';
import { channelMeant } from '../src/command/place.ts';
import { startOfDay } from '../src/disclosure/digest-times.ts';
import { cadenceGiven, filterGiven } from '../src/disclosure/given.ts';
import type { SubscriptionChange } from '../src/disclosure/subscriptions.ts';
import { zoneNamed } from '../src/disclosure/zones.ts';
import { firstDay } from '../src/domain/partial-date.ts';
import { Filter, type Subscription, Weekday } from '../src/domain/subscription.ts';
import { subscribeAskCard, threadsCard, unclearCard } from '../src/present/subscribe-ask-card.ts';
import {
  type Subscribed,
  subscribedCard,
  subscribedNotice,
} from '../src/present/subscribe-card.ts';
import { TocsinError } from '../src/shared/errors.ts';
import { isShortId } from '../src/shared/short-id.ts';

const { subject, severity, include, exclude, ...narrowing } = FOLLOW_PARAMS;

/** Forms that have room for only a few ask for the first. */
const params = {
  subject,
  severity,
  every: param.choice('Each item as it comes, or a digest', ['item', 'day', 'week']).optional,
  include,
  exclude,
  ...narrowing,
  at: param.keyed('text', 'When a digest comes; 08:00 if left out', 20).optional,
  on: param.choice('On which day a weekly digest comes; Monday if left out', Weekday.options)
    .optional,
  zone: param.zone('Time zone of a digest; yours if left out').optional,
  mention: param.group('The one user group or role that posts call; none calls nobody').optional,
  threads: param.choice('Updates below the first post of their incident: for the whole channel', [
    'on',
    'off',
  ]).optional,
  pause: param.dateOrNone('Nothing is posted before this day; none ends the pause').optional,
};

type Values = ValuesOf<typeof params>;

/** A line being answered, for one channel. */
interface Turn {
  readonly values: Values;
  readonly context: CommandContext;
  readonly frame: Frame;
}

const EMPTY = Filter.parse({});

function pausedUntil(given: NonNullable<Values['pause']>, { invocation, now }: CommandContext) {
  if (given === 'none') return undefined;
  const until = startOfDay(firstDay(given), zoneNamed(invocation.timeZone) ?? 'UTC');
  if (until > now) return until;
  throw new TocsinError(`A pause until ${given} would be over already.`, {
    code: 'subscribe.past-pause',
    fault: 'user',
    remedy: 'Name the day on which posts begin again, such as 2030-01-31.',
  });
}

/** A time was asked for where the platform tells no zone, and none was named. */
function guessesZone({ zone }: Values, { cadence }: Subscription, { invocation }: CommandContext) {
  return invocation.where.platform === 'discord' && cadence.every !== 'item' && zone === undefined;
}

async function show(
  done: Omit<Subscribed, 'threads' | 'zoneGuessed'>,
  { values, context, frame }: Turn,
): Promise<Shown> {
  const { threads } = await context.services.subscriptions.channel(context.place);
  const changed = done.is === 'added' || done.is === 'changed';
  const zoneGuessed = changed && guessesZone(values, done.subscription, context);
  return {
    card: subscribedCard({ ...done, threads, zoneGuessed }, frame),
    again: frame.line('subscribe', done.subscription.id),
  };
}

async function setThreads({ values, context }: Turn): Promise<void> {
  if (values.threads === undefined) return;
  await context.services.subscriptions.setThreads(context.place, values.threads === 'on');
}

/** What the line changes of a subscription that is there. */
function changeOf(before: Subscription, { values, context }: Turn): SubscriptionChange {
  const filter = filterGiven(values, before.filter);
  const cadence = cadenceGiven(values, before.cadence, context.invocation.timeZone);
  const { mention, pause } = values;
  return {
    ...(isDeepStrictEqual(filter, before.filter) ? {} : { filter }),
    ...(isDeepStrictEqual(cadence, before.cadence) ? {} : { cadence }),
    ...(mention === undefined ? {} : { mention: groupMeant(mention, context.place) }),
    ...(pause === undefined ? {} : { pausedUntil: pausedUntil(pause, context) }),
  };
}

function noSuch(id: string): TocsinError {
  return new TocsinError(`This channel has no subscription ${id} to change or to bring back.`, {
    code: 'subscribe.unknown-id',
    fault: 'user',
    remedy:
      'Those it has: /tocsin subscriptions. One of another channel is changed in that channel.',
  });
}

/** Changes, restores or shows one; showing it has a channel that rests tried again. */
async function change(id: string, turn: Turn): Promise<Shown> {
  const { context } = turn;
  const { place, services } = context;
  const { subscriptions } = services;
  const there = (await subscriptions.of(place)).find((one) => one.id === id);
  const before = there ?? (await subscriptions.restore(place, id));
  if (before === undefined) throw noSuch(id);
  await setThreads(turn);
  const wanted = changeOf(before, turn);
  const done = { before: undefined, named: undefined, told: undefined } as const;
  if (Object.keys(wanted).length > 0) {
    const subscription = await subscriptions.change(place, id, wanted);
    if (subscription === undefined) throw noSuch(id);
    return await show({ ...done, is: 'changed', subscription, before }, turn);
  }
  if (there === undefined)
    return await show({ ...done, is: 'restored', subscription: before }, turn);
  await subscriptions.add(there);
  return await show({ ...done, is: 'shown', subscription: there }, turn);
}

/** Whether two of one channel ask for the same in the same way. */
function isSame(one: Subscription, other: Subscription): boolean {
  const asked = ({ filter, cadence, mention, pausedUntil }: Subscription) => {
    return { filter, cadence, mention, pausedUntil };
  };
  return isDeepStrictEqual(asked(one), asked(other));
}

async function add(
  about: Pick<Filter, 'actors' | 'incidents'>,
  named: Subscribed['named'],
  turn: Turn,
): Promise<Shown> {
  const { values, context, frame } = turn;
  const { place, invocation, services } = context;
  const { mention, pause } = values;
  const wanted = {
    place,
    filter: filterGiven(values, { ...EMPTY, ...about }),
    cadence: cadenceGiven(values, { every: 'item' }, invocation.timeZone),
    mention: mention === undefined ? undefined : groupMeant(mention, place),
    pausedUntil: pause === undefined ? undefined : pausedUntil(pause, context),
    addedBy: actorOf(context),
  };
  await setThreads(turn);
  const before = await services.subscriptions.of(place);
  const { is, subscription } = await services.subscriptions.add(wanted);
  if (is === 'changed') {
    const was = before.find(({ id }) => id === subscription.id);
    const done = { subscription, named, told: undefined } as const;
    return was === undefined || isSame(was, subscription)
      ? await show({ ...done, is: 'same', before: undefined }, turn)
      : await show({ ...done, is: 'changed', before: was }, turn);
  }
  const key = `subscribed/${subscription.id}/${subscription.addedAt.getTime()}`;
  const told = await services.announce(place, key, subscribedNotice(subscription, frame));
  return await show({ is: 'added', subscription, before: undefined, named, told }, turn);
}

/** Whether the line says by itself what is wanted. */
function asksFor(values: Values): boolean {
  const { origin, sector, kind, publisher } = values;
  const asked = [values.severity, origin, sector, kind, values.include, publisher];
  return asked.some((one) => one !== undefined);
}

async function addNamed(given: string, turn: Turn): Promise<Card | Shown> {
  const { values, frame } = turn;
  const found = followed(given, frame.knowledge);
  if (found.is === 'everything') return await add({ actors: [], incidents: [] }, undefined, turn);
  if (found.is !== 'records') {
    const lineFor = (other: string | undefined) =>
      frame.line('subscribe', other, { ...values, subject: other });
    return unclearCard(given, found, lineFor, frame);
  }
  const ids = found.matches.map(({ id }) => id);
  const about =
    found.kind === 'actor' ? { actors: ids, incidents: [] } : { actors: [], incidents: ids };
  return await add(about, { given, matches: found.matches }, turn);
}

export const subscribe = defineCommand({
  verb: 'subscribe',
  aliases: ['follow'],
  summary: 'Let this channel follow a group, an incident, a country, words, or everything',
  examples: [
    'subscribe Phosphorus',
    'subscribe origin:Iran exclude:draft',
    'subscribe everything severity:critical',
    'subscribe SolarWinds every:week on:friday at:08:00',
    'subscribe',
  ],
  params,
  asOf: false,
  right: 'subscribe',
  askerOnly: true,
  async run(values, context) {
    const turn = { values, context, frame: await frameOf(context) };
    channelMeant(context.place);
    const named = values.subject;
    if (named !== undefined) {
      const id = named.trim().toUpperCase();
      return isShortId('S', id) ? await change(id, turn) : await addNamed(named, turn);
    }
    if (asksFor(values)) return await add({ actors: [], incidents: [] }, undefined, turn);
    const others = Object.values(values).filter((one) => one !== undefined);
    if (values.threads === undefined || others.length > 1) return subscribeAskCard(turn.frame);
    await setThreads(turn);
    return threadsCard(values.threads === 'on', turn.frame);
  },
});
