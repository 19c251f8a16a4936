import { Tier } from '../domain/vocabulary.ts';
import { Tally } from '../ingest/core/tally.ts';
import type { FeedList, ListedFeed } from '../ingest/opml/schema.ts';
import { type FeedPolicy, FeedSettings, type Feeds } from '../leads/feeds.ts';
import type { Person } from '../leads/leads.ts';
import { TocsinError } from '../shared/errors.ts';

export interface ListOptions {
  /** Of all; undefined: the heading that each lies under, where that is a tier. */
  readonly tier: Tier | undefined;
  readonly policy: FeedPolicy;
  readonly by: Person;
}

/** What became of a list of feeds. */
export interface AddedList {
  readonly added: number;
  /** Their addresses are those of feeds already. */
  readonly known: number;
  readonly skipped: Tally;
}

function tierOf({ groups }: ListedFeed, given: Tier | undefined): Tier | undefined {
  if (given !== undefined) return given;
  return groups.map((one) => Tier.safeParse(one).data).find((tier) => tier !== undefined);
}

/** Adds every feed of a list. What is wrong with one keeps no other out. */
export async function addListed(
  list: FeedList,
  { tier, policy, by }: ListOptions,
  feeds: Pick<Feeds, 'add'>,
): Promise<AddedList> {
  let [added, known] = [0, 0];
  const skipped = new Tally();
  for (const { where, reason } of list.skipped) skipped.add(reason, where);
  for (const one of list.feeds) {
    const itsTier = tierOf(one, tier);
    if (itsTier === undefined) {
      skipped.add('no heading says how close the publisher stands: give --tier', one.title);
      continue;
    }
    const settings = FeedSettings.safeParse({
      ...{ url: one.url, publisher: one.title, tier: itsTier, policy },
    });
    if (!settings.success) {
      skipped.add(settings.error.issues[0]?.message ?? 'not sound', one.title);
      continue;
    }
    try {
      await feeds.add(settings.data, by);
      added += 1;
    } catch (error) {
      if (!(error instanceof TocsinError) || error.fault !== 'user') throw error;
      if (error.code === 'feed.known') known += 1;
      else skipped.add(error.message, one.title);
    }
  }
  return { added, known, skipped };
}
