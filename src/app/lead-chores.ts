import type { Fetcher } from '../fetch/fetcher.ts';
import type { FeedReader } from '../ingest/feed/reader.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Feed } from '../leads/feeds.ts';
import type { Leads } from '../leads/leads.ts';
import { createPoll } from '../leads/poll.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { Chores } from '../storage/queue/task-list.ts';
import { feedReading } from './feed-reading.ts';
import { currentMatch } from './outside.ts';
import { publishLead } from './publish-lead.ts';

export interface LeadChoreOptions {
  readonly storage: Pick<Storage, 'desk' | 'feeds' | 'plans' | 'polls'>;
  /** The inbox whose decisions editors see. */
  readonly leads: Pick<Leads, 'decide' | 'get'>;
  readonly fetcher: () => Promise<Fetcher>;
  readonly reader: FeedReader;
  readonly knowledge: () => Knowledge;
  /**
   * Tells whoever added a feed, and editors, that it is asked no more. May be called again for the same:
   * what it posts needs a key of its own, such as one made of the feed's id, `what` and `polledAt`.
   */
  readonly tellOfFeed: (feed: Feed, what: 'disabled' | 'gone') => Promise<void>;
  /** Shows editors what a lead is now. May be called again for the same. */
  readonly showLead: (lead: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

/** What a node does of feeds and leads. Every active feed has a job once `storage.polls.sweep` was called. */
export function leadChores(
  options: LeadChoreOptions,
): Required<Pick<Chores, 'poll-feed' | 'publish-lead' | 'tell-of-feed' | 'tell-of-lead'>> {
  const { storage, leads, fetcher, reader, knowledge, clock, log, signal } = options;
  const match = currentMatch(knowledge);
  const poll = createPoll({
    store: storage.polls,
    ...feedReading(fetcher, reader),
    match,
    clock,
    random: Math.random,
    onFault: (error, feed) => log.error({ err: error, feed }, 'a feed could not be read'),
  });
  return {
    async 'poll-feed'({ feed }) {
      const polled = await poll(feed, signal);
      if (polled === undefined) return;
      const { fresh, changed, withdrawn, raised } = polled;
      if (fresh + changed + withdrawn > 0) {
        log.info({ feed, fresh, changed, withdrawn, raised }, 'a feed told something');
      }
    },
    'publish-lead': publishLead({ ...storage, leads, knowledge, match, log }),
    async 'tell-of-feed'({ feed: id, what }) {
      const feed = await storage.feeds.get(id);
      // An editor may have removed it, or set it going again.
      if (feed?.state === what) await options.tellOfFeed(feed, what);
    },
    'tell-of-lead': ({ lead }) => options.showLead(lead),
  };
}
