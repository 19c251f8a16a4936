import type { ChannelState, Subscriptions } from '../../src/disclosure/subscriptions.ts';
import type { Place, Tenant } from '../../src/domain/place.ts';
import type { Subscription } from '../../src/domain/subscription.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { shortId } from '../../src/shared/short-id.ts';

interface Kept {
  subscription: Subscription;
  removed: boolean;
}

const tenantKey = ({ platform, tenant }: Tenant) => JSON.stringify([platform, tenant]);
const placeKey = (place: Place) => JSON.stringify([tenantKey(place), place.channel]);

/** Subscriptions that are forgotten at the end. Nothing is delivered for them. */
export function memorySubscriptions(clock: Clock): Subscriptions {
  const kept: Kept[] = [];
  const threads = new Map<string, boolean>();
  const at = (place: Place) =>
    kept.filter((one) => placeKey(one.subscription.place) === placeKey(place));
  const channel = async (place: Place): Promise<ChannelState> => ({
    place,
    name: undefined,
    threads: threads.get(placeKey(place)) ?? false,
    rest: undefined,
  });
  return {
    async add(wanted) {
      const filter = JSON.stringify(wanted.filter);
      const same = at(wanted.place).find(
        ({ subscription }) => JSON.stringify(subscription.filter) === filter,
      );
      if (same !== undefined && !same.removed) {
        const { cadence, mention, pausedUntil } = wanted;
        same.subscription = { ...same.subscription, cadence, mention, pausedUntil };
        return { is: 'changed', subscription: same.subscription };
      }
      const id = same?.subscription.id ?? shortId('S');
      const subscription = { ...wanted, id, addedAt: clock.now() };
      if (same === undefined) kept.push({ subscription, removed: false });
      else Object.assign(same, { subscription, removed: false });
      return { is: 'added', subscription };
    },
    async change(place, id, change) {
      const found = at(place).find((one) => one.subscription.id === id && !one.removed);
      if (found === undefined) return undefined;
      found.subscription = { ...found.subscription, ...change };
      return found.subscription;
    },
    async remove(place, ids) {
      const found = at(place).filter((one) => ids.includes(one.subscription.id) && !one.removed);
      for (const one of found) one.removed = true;
      return found.map(({ subscription }) => subscription);
    },
    async restore(place, id) {
      const found = at(place).find((one) => one.subscription.id === id && one.removed);
      if (found === undefined) return undefined;
      found.removed = false;
      return found.subscription;
    },
    of: async (place) =>
      at(place).flatMap(({ subscription, removed }) => (removed ? [] : [subscription])),
    async list(tenant, skip, limit) {
      const all = kept.filter(
        (one) => !one.removed && tenantKey(one.subscription.place) === tenantKey(tenant),
      );
      const page = all.slice(skip, skip + limit).map(({ subscription }) => subscription);
      const places = new Map(page.map(({ place }) => [placeKey(place), place]));
      const channels = await Promise.all([...places.values()].map(channel));
      return { subscriptions: page, channels, total: all.length };
    },
    channel,
    async setThreads(place, on) {
      threads.set(placeKey(place), on);
    },
  };
}
