import type { Feed, Feeds } from '../../src/leads/feeds.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { TocsinError } from '../../src/shared/errors.ts';
import { shortId } from '../../src/shared/short-id.ts';

/** Feeds that are forgotten at the end. Nothing is fetched for them. */
export function memoryFeeds(clock: Clock): Feeds {
  const kept = new Map<string, Feed>();
  return {
    async add(settings, by) {
      if ([...kept.values()].some(({ url }) => url === settings.url)) {
        throw new TocsinError('There is a feed with this address.', {
          code: 'feed.known',
          fault: 'user',
          remedy: 'feed lists those there are.',
        });
      }
      const feed: Feed = {
        ...settings,
        id: shortId('F'),
        state: 'active',
        reason: undefined,
        addedBy: by,
        addedAt: clock.now(),
        polledAt: undefined,
        answeredAt: undefined,
        nextPollAt: clock.now(),
        failures: 0,
        lastError: undefined,
        items: 0,
        raised: 0,
      };
      kept.set(feed.id, feed);
      return feed;
    },
    get: async (id) => kept.get(id),
    list: async () =>
      [...kept.values()].toSorted((a, b) => a.publisher.localeCompare(b.publisher, 'en')),
    async change(id, change) {
      const feed = kept.get(id);
      if (feed === undefined) return undefined;
      const state = change.state ?? feed.state;
      const changed = { ...feed, ...change, state };
      kept.set(id, { ...changed, reason: state === 'paused' ? 'by an editor' : undefined });
      return kept.get(id);
    },
    async remove(id) {
      const feed = kept.get(id);
      kept.delete(id);
      return feed;
    },
  };
}
