import { type RawBuilder, type SqlBool, sql, type Transaction } from 'kysely';
import { RESTING } from '../delivery/ledger.ts';
import type { Scope } from '../disclosure/receipts.ts';
import type { PlatformName } from '../domain/place.ts';
import { wake } from './channel-states.ts';
import { within } from './deliveries-read.ts';
import { isRowId } from './ledger-load.ts';
import { addDeliverJobs } from './queue/jobs.ts';
import { storable } from './storable-text.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

interface RetriedRow {
  readonly id: string;
  readonly platform: PlatformName;
  readonly tenant: string;
  readonly channel: string;
}

function isMeant(what: string): RawBuilder<SqlBool> {
  if (isRowId(what)) return sql`post.id = ${what}`;
  return sql`post.id in (
    select delivery.post from tocsin.delivery where delivery.disclosure = ${storable(what)})`;
}

/** Makes posts as good as new; what was left out because its channel rested is among them. */
async function putBack(
  trx: Tx,
  what: string,
  scope: Scope,
  at: Date,
): Promise<readonly RetriedRow[]> {
  const { rows } = await sql<RetriedRow>`
    with chosen as (
      select post.id from tocsin.post
      where ${isMeant(what)} and ${within(scope, 'post')} and post.kind <> 'notice'
        and (
          post.state in ('failed', 'unknown')
          or post.state = 'suppressed' and post.ref_id is null
            and starts_with(post.reason, ${RESTING})
        )
      order by post.id for update
    )
    update tocsin.post
    set state = 'waiting', reason = null, tries = 0, next_try = null, due_at = ${at},
      begun_act = null, begun_at = null, begun_hash = null
    from chosen where post.id = chosen.id
    returning post.id, post.platform, post.tenant, post.channel`.execute(trx);
  return rows;
}

async function writeRetried(trx: Tx, posts: readonly string[], at: Date): Promise<void> {
  await sql`
    insert into tocsin.happening (post, disclosure, revision, what, reason, at)
    select delivery.post, delivery.disclosure,
      (select max(revision) from tocsin.disclosure where disclosure.id = delivery.disclosure),
      'retried', '', ${at}
    from tocsin.delivery where delivery.post = any(${posts}::bigint[])
    order by delivery.post, delivery.disclosure`.execute(trx);
}

/**
 * Puts posts that failed, are unknown, or were left out because their channel rested back into the
 * queue, and wakes their channels.
 * @returns how many
 */
export async function retryPosts(trx: Tx, what: string, scope: Scope, at: Date): Promise<number> {
  const retried = await putBack(trx, what, scope, at);
  const posts = retried.map(({ id }) => id);
  if (posts.length === 0) return 0;
  await writeRetried(trx, posts, at);
  const jobs = retried.map(({ id, platform, tenant, channel }) => ({
    ...{ id, runAt: at },
    place: { platform, tenant, channel },
  }));
  await addDeliverJobs(trx, jobs);
  const places = new Map(jobs.map(({ place }) => [JSON.stringify(place), place]));
  await wake(trx, [...places.values()], at);
  return posts.length;
}
