import type { Transaction } from 'kysely';
import type { NewSubscription, Subscriptions } from '../disclosure/subscriptions.ts';
import type { Place } from '../domain/place.ts';
import { Filter } from '../domain/subscription.ts';
import { contentHash } from '../shared/content-hash.ts';
import { TocsinError } from '../shared/errors.ts';
import { shortId } from '../shared/short-id.ts';
import { wake } from './channel-states.ts';
import { storableJson } from './storable-json.ts';
import { storable } from './storable-text.ts';
import {
  isAt,
  SUBSCRIPTION_COLUMNS,
  type SubscriptionRow,
  toSubscription,
} from './subscription-rows.ts';
import { NEXT_VERSION } from './subscription-turn.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;
type Added = Awaited<ReturnType<Subscriptions['add']>>;

/** Of one channel. More are hardly wanted, and would make each item long to explain. */
const MOST = 50;

/** A filter as it is kept. What comes to the same has the same hash, in whatever order it was named. */
export function filterColumns(asked: Filter): { filter: string; filter_hash: string } {
  const filter = storableJson(Filter.parse(asked));
  const sorted = Object.entries(JSON.parse(filter)).map(([name, value]) => [
    name,
    Array.isArray(value) ? [...new Set<unknown>(value)].sort() : value,
  ]);
  return { filter, filter_hash: contentHash(Object.fromEntries(sorted)) };
}

/** @throws TocsinError `subscription.too-many` when the channel can have no further one */
export async function refuseTooMany(trx: Tx, place: Place): Promise<void> {
  const { total } = await trx
    .selectFrom('subscription')
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .where(isAt(place))
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(total) < MOST) return;
  throw new TocsinError(`This channel has ${total} subscriptions, and can have no more.`, {
    code: 'subscription.too-many',
    fault: 'user',
    remedy: 'remove one first; one subscription can name several incidents, actors or sectors',
  });
}

/** That of the channel with the filter, the one that lives before those that were removed. */
async function findSame(
  trx: Tx,
  place: Place,
  hash: string,
): Promise<{ readonly id: string; readonly removed_at: Date | null } | undefined> {
  return trx
    .selectFrom('subscription')
    .select(['id', 'removed_at'])
    .where(isAt(place))
    .where('filter_hash', '=', hash)
    .orderBy('removed_at', (order) => order.desc().nullsFirst())
    .executeTakeFirst();
}

async function insert(
  trx: Tx,
  row: Omit<SubscriptionRow, 'id' | 'filter' | 'cadence'> & ReturnType<typeof filterColumns>,
  cadence: string,
): Promise<SubscriptionRow> {
  const inserted = await trx
    .insertInto('subscription')
    .values({ ...row, id: shortId('S'), cadence, version: NEXT_VERSION })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning(SUBSCRIPTION_COLUMNS)
    .executeTakeFirst();
  // By chance the id is another's: the next will hardly be.
  return inserted ?? insert(trx, row, cadence);
}

/** In a turn of subscriptions. @throws TocsinError `subscription.too-many` */
export async function addSubscription(trx: Tx, asked: NewSubscription, at: Date): Promise<Added> {
  const { place, mention, pausedUntil, addedBy } = asked;
  const wish = filterColumns(asked.filter);
  const cadence = storableJson(asked.cadence);
  const settings = { mention: mention ?? null, paused_until: pausedUntil ?? null };
  const adding = { added_by: addedBy.id, added_name: storable(addedBy.name), added_at: at };
  await wake(trx, [place], at);
  const same = await findSame(trx, place, wish.filter_hash);
  const isThere = same !== undefined && same.removed_at === null;
  if (!isThere) await refuseTooMany(trx, place);
  const { platform, tenant, channel } = place;
  const row =
    same === undefined
      ? await insert(trx, { platform, tenant, channel, ...wish, ...settings, ...adding }, cadence)
      : await trx
          .updateTable('subscription')
          .set({
            ...{ ...settings, cadence, version: NEXT_VERSION },
            ...(!isThere && { ...adding, removed_at: null, removed_by: null }),
          })
          .where('id', '=', same.id)
          .returning(SUBSCRIPTION_COLUMNS)
          .executeTakeFirstOrThrow();
  return { is: isThere ? 'changed' : 'added', subscription: toSubscription(row) };
}
