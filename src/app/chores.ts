import type { Notices } from '../delivery/ledger.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { EditorChannels } from '../leads/editor-channels.ts';
import type { Feed } from '../leads/feeds.ts';
import type { Leads } from '../leads/leads.ts';
import { feedEndedCard } from '../present/feed-ended-card.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { Queue } from '../storage/queue/run.ts';
import type { Answering } from './answering.ts';
import type { ImportServices } from './imports.ts';
import { leadChores } from './lead-chores.ts';
import type { LeadCards } from './lead-cards.ts';
import type { Outside } from './outside.ts';
import { scheduledImport } from './scheduled-imports.ts';

/** Chores done at a time: most of one is waiting for publishers. */
const CONCURRENCY = 4;

export interface ChoreOptions {
  readonly storage: Storage;
  readonly importing: () => Promise<ImportServices>;
  readonly outside: Outside;
  readonly knowledge: () => Knowledge;
  /** The inbox whose decisions editors see. */
  readonly leads: Pick<Leads, 'decide' | 'get'>;
  readonly cards: LeadCards;
  readonly answering: Pick<Answering, 'named' | 'within'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

interface FeedNewsOptions extends Pick<ChoreOptions, 'answering' | 'clock' | 'log'> {
  readonly channels: Pick<EditorChannels, 'list'>;
  readonly notices: Pick<Notices, 'announce'>;
}

/** Tells editors' channels, once each, that a feed is asked no more. */
function tellOfFeed({ channels, notices, answering, clock, log }: FeedNewsOptions) {
  return async (feed: Feed, what: 'disabled' | 'gone'): Promise<void> => {
    log.warn(
      { feed: feed.id, publisher: feed.publisher, reason: feed.reason },
      `a feed is ${what}`,
    );
    const key = `feed/${feed.id}/${what}/${feed.polledAt?.getTime() ?? 0}`;
    for (const { place, on } of await channels.list()) {
      if (!on) continue;
      const view = { knowledge: answering.within(place), now: clock.now() };
      await notices.announce(place, key, answering.named(feedEndedCard(feed, view), place));
    }
  };
}

/**
 * Does what is to be done in the background besides telling: in a queue of its own, which all nodes share.
 * @throws the driver's error when it cannot begin
 */
export async function startChores(options: ChoreOptions): Promise<Queue> {
  const { storage, importing, outside, cards, log, clock, signal } = options;
  const { editorChannels: channels, notices } = storage;
  const queue = await storage.startQueue({
    chores: {
      'import-catalogue': async (job) => {
        const services = await importing();
        await scheduledImport({ ...services, log, signal, random: Math.random })(job);
      },
      ...leadChores({
        ...{ storage, clock, log, signal },
        ...{ leads: options.leads, knowledge: options.knowledge },
        ...{ fetcher: outside.fetcher, reader: outside.reader },
        tellOfFeed: tellOfFeed({ ...options, channels, notices }),
        showLead: cards.show,
      }),
    },
    concurrency: CONCURRENCY,
  });
  await storage.polls.sweep();
  return queue;
}
