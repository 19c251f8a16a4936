import { placeKey } from '../domain/place.ts';
import type { Cadence, Subscription } from '../domain/subscription.ts';
import { nextDigest } from './digest-times.ts';
import type { ChannelWish } from './fan-out.ts';

function isPaused({ pausedUntil }: Subscription, at: Date): boolean {
  return pausedUntil !== undefined && pausedUntil > at;
}

function byAge(a: Subscription, b: Subscription): number {
  return a.addedAt.getTime() - b.addedAt.getTime() || (a.id < b.id ? -1 : 1);
}

/** When each cadence posts what comes at an instant. Working out a zone's clocks takes a while, so once each. */
function timesAt(at: Date): (cadence: Cadence) => 'now' | Date {
  const known = new Map<string, Date>();
  return (cadence) => {
    if (cadence.every === 'item') return 'now';
    const key = JSON.stringify(cadence);
    const due = known.get(key) ?? nextDigest(cadence, at);
    known.set(key, due);
    return due;
  };
}

function soonest(times: readonly ('now' | Date)[]): 'now' | Date {
  return times.reduce((a, b) => {
    if (a === 'now' || b === 'now') return 'now';
    return b < a ? b : a;
  });
}

/**
 * What each channel is to be told of one item that comes at an instant, by those of its subscriptions
 * that want it and are not paused then. At once wins over a digest, the soonest digest over later ones.
 * The one mention is that of the oldest subscription that has one.
 */
export function wishesOf(wanting: Iterable<Subscription>, at: Date): ChannelWish[] {
  const timeOf = timesAt(at);
  const byPlace = new Map<string, Subscription[]>();
  for (const subscription of wanting) {
    if (isPaused(subscription, at)) continue;
    const key = placeKey(subscription.place);
    byPlace.set(key, [...(byPlace.get(key) ?? []), subscription]);
  }
  return [...byPlace.values()].flatMap((unordered) => {
    const subscriptions = unordered.toSorted(byAge);
    const [oldest] = subscriptions;
    if (oldest === undefined) return [];
    return [
      {
        place: oldest.place,
        subscriptions: subscriptions.map(({ id }) => id),
        when: soonest(subscriptions.map(({ cadence }) => timeOf(cadence))),
        mention: subscriptions.find(({ mention }) => mention !== undefined)?.mention,
      },
    ];
  });
}
