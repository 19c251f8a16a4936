import { z } from 'zod';
import { Severity } from '../domain/disclosure.ts';
import { Tier } from '../domain/vocabulary.ts';
import type { Person } from './leads.ts';

/** What becomes of a feed's items that name something known here. */
export const FeedPolicy = z.enum([
  /** Each waits in the inbox for an editor. */
  'hold',
  /** Published at once when the publisher is close to what it tells and the match is strong; else held. */
  'publish',
  /** Kept, so that it is known again, and never raised. */
  'drop',
]);
export type FeedPolicy = z.infer<typeof FeedPolicy>;

/** What an editor decides of a feed. */
export const FeedSettings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(500),
  /** As cards call it. */
  publisher: z.string().trim().min(1).max(120),
  tier: Tier,
  policy: FeedPolicy.default('hold'),
  /** Of what is published at once. */
  severity: Severity.default('medium'),
});
export type FeedSettings = z.infer<typeof FeedSettings>;

/** A publisher's feed that is looked at again and again. */
export interface Feed extends FeedSettings {
  /** As `shared/short-id.ts` makes them: F-9QW2A. */
  readonly id: string;
  /**
   * `paused`: by an editor; `disabled`: it failed for too long; `gone`: its publisher says that it is no
   * more (410).
   */
  readonly state: 'active' | 'paused' | 'disabled' | 'gone';
  /** Why it is not active, in words; undefined while it is. */
  readonly reason: string | undefined;
  readonly addedBy: Person;
  readonly addedAt: Date;
  /** When it was last asked, and last answered well. */
  readonly polledAt: Date | undefined;
  readonly answeredAt: Date | undefined;
  readonly nextPollAt: Date | undefined;
  /** Failures in a row, and what the last one was. */
  readonly failures: number;
  readonly lastError: string | undefined;
  /** Items known, and how many of them were raised as leads. */
  readonly items: number;
  readonly raised: number;
}

/** The feeds that editors have added. */
export interface Feeds {
  /**
   * The first fetch only learns what is there.
   * @throws TocsinError `feed.known` when the address is one of a feed already
   */
  add(settings: FeedSettings, by: Person): Promise<Feed>;
  get(id: string): Promise<Feed | undefined>;
  /** By publisher. */
  list(): Promise<readonly Feed[]>;
  /** What is absent stays. A feed that is made active is asked at once, its failures forgotten. */
  change(
    id: string,
    change: Partial<FeedSettings> & { readonly state?: 'active' | 'paused' },
    by: Person,
  ): Promise<Feed | undefined>;
  /** Its items go with it; what was published or attached stays. */
  remove(id: string, by: Person): Promise<Feed | undefined>;
}
