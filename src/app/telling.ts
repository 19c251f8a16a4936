import { setTimeout as pause } from 'node:timers/promises';
import { createTasks } from '../delivery/create-tasks.ts';
import type { Destination } from '../delivery/destination.ts';
import type { Tasks } from '../delivery/tasks.ts';
import { createFacets } from '../disclosure/facets.ts';
import { createMatcher } from '../disclosure/matcher.ts';
import { wishesOf } from '../disclosure/wishes.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { Queue } from '../storage/queue/run.ts';
import type { Telling } from '../storage/stores.ts';
import type { Answering } from './answering.ts';
import { createPresenter } from './presenter.ts';

/** Posts worked on at a time; most of them wait for a platform's answer, or its limits. */
export const CONCURRENCY = 100;

/**
 * Decides whom an item is for, by what is known when it is published.
 * @param knowledge fails while there is none yet
 */
export function whomFor(knowledge: () => Knowledge): Telling {
  return {
    createMatcher,
    facetsOf: (disclosure) => createFacets(knowledge())(disclosure),
    wishesOf,
  };
}

export interface TellingOptions {
  readonly storage: Storage;
  readonly answering: Pick<Answering, 'named' | 'within'>;
  readonly destinations: readonly Destination[];
  readonly clock: Clock;
  readonly log: Logger;
}

/** What the queue has done, by a process that is connected to platforms. */
export function tellingTasks(options: TellingOptions): Tasks {
  const { storage, answering, destinations, clock, log } = options;
  const byPlatform = new Map(destinations.map((one) => [one.platform, one]));
  return createTasks({
    ledger: storage.ledger,
    pacing: storage.pacing,
    notices: storage.notices,
    destinations: (platform) => byPlatform.get(platform),
    presenter: createPresenter({ clock, within: answering.within, named: answering.named }),
    ceilings: storage.ceilings,
    channel: storage.subscriptions.channel,
    release: storage.release,
    clock,
    random: Math.random,
    sleep: (milliseconds) => pause(milliseconds),
    notice: (text) => log.warn(text),
  });
}

/**
 * Takes jobs for every platform, in a queue each: what waits for the limits of one does not keep the
 * others waiting.
 * @throws the driver's error when they cannot begin
 */
export async function startTelling(options: TellingOptions): Promise<readonly Queue[]> {
  const tasks = tellingTasks(options);
  const { storage, destinations } = options;
  const queues: Queue[] = [];
  for (const { platform } of destinations) {
    queues.push(
      await storage.startQueue({ tasks, platforms: [platform], concurrency: CONCURRENCY }),
    );
  }
  return queues;
}
