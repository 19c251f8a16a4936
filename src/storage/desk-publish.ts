import type { Transaction } from 'kysely';
import type { Draft, Published, Reach } from '../disclosure/desk.ts';
import type { ChannelWish } from '../disclosure/fan-out.ts';
import type { FacetsOf } from '../disclosure/match.ts';
import type { Person } from '../disclosure/subscriptions.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import type { Subscription } from '../domain/subscription.ts';
import { reachOf } from './desk-reach.ts';
import { writeDeskRecords } from './desk-records.ts';
import { newestRevision, writeRevision } from './disclosure-rows.ts';
import { changedError, takeDraft } from './drafts.ts';
import { fanOut } from './fan-out.ts';
import { addReleaseJob } from './queue/jobs.ts';
import type { SubscriptionCache } from './subscription-cache.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** Decides whom an item is for. All pure. */
export interface Aim {
  readonly facetsOf: FacetsOf;
  /** Of those that want an item, what each channel is to be told, and when. */
  readonly wishesOf: (wanting: readonly Subscription[], at: Date) => readonly ChannelWish[];
  readonly cache: SubscriptionCache;
}

/** What channels wish for now; nothing new is said of what is retracted. */
export async function wishesFor(
  trx: Tx,
  { facetsOf, wishesOf, cache }: Aim,
  { disclosure, state }: DisclosureRevision,
  at: Date,
): Promise<readonly ChannelWish[]> {
  if (state === 'retracted') return [];
  const matcher = await cache.matcher(trx);
  return wishesOf(matcher.wanting(facetsOf(disclosure)), at);
}

/** Whether a disclosure was brought to channels already. */
export async function wasFannedOut(trx: Tx, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('delivery')
    .select('post')
    .where('disclosure', '=', id)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What a draft will be, once published. */
export function revisionOf(
  { act, disclosure, base, reason }: Draft,
  newest: DisclosureRevision | undefined,
  { by, at, embargo }: Pick<DisclosureRevision, 'at' | 'by' | 'embargo'>,
): DisclosureRevision {
  return {
    disclosure: act === 'retract' ? (newest?.disclosure ?? disclosure) : disclosure,
    revision: base + 1,
    state: act === 'retract' ? 'retracted' : 'published',
    ...{ reason, by, at, embargo },
  };
}

/** What a revision written now waits for: an embargo that is not over holds for all that follows. */
async function embargoOf(
  trx: Tx,
  draft: Draft,
  newest: DisclosureRevision | undefined,
  at: Date,
): Promise<Date | undefined> {
  const { embargo } = newest ?? draft;
  if (embargo === undefined || embargo <= at) return undefined;
  const isOver = newest !== undefined && (await wasFannedOut(trx, newest.disclosure.id));
  return isOver ? undefined : embargo;
}

async function tell(trx: Tx, aim: Aim, written: DisclosureRevision): Promise<Reach> {
  const { disclosure, revision, state, embargo, at } = written;
  const wishes = await wishesFor(trx, aim, written, at);
  if (embargo === undefined) return fanOut(trx, { written, wishes, at });
  if (state === 'published') await addReleaseJob(trx, disclosure.id, revision, embargo);
  return reachOf(trx, written, wishes);
}

/**
 * Publishes a draft in the given transaction.
 * @throws TocsinError as `Desk.publish` says
 */
export async function publishDraft(
  trx: Tx,
  aim: Aim,
  what: { readonly id: string; readonly version: number; readonly by: Person; readonly now: Date },
): Promise<Published> {
  const { id, version, by, now } = what;
  const draft = await takeDraft(trx, id, version);
  const newest = await newestRevision(trx, id);
  if ((newest?.revision ?? 0) !== draft.base) {
    throw changedError(`${id} has a newer revision than the one that the draft began with.`);
  }
  // Nodes' clocks differ, but a revision is never older than the one before it.
  const at = newest !== undefined && newest.at > now ? newest.at : now;
  const embargo = await embargoOf(trx, draft, newest, at);
  const written = revisionOf(draft, newest, { by, at, embargo });
  await writeRevision(trx, written);
  await writeDeskRecords(trx, draft.records, by.id, at);
  return { revision: written, reach: await tell(trx, aim, written) };
}
