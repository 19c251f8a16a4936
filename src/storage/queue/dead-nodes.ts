import type { QueryResult } from 'pg';

/** Asks the database on the connection that holds the node's lock. */
export type Ask = (text: string, values?: readonly unknown[]) => Promise<QueryResult>;

/** Nodes whose lock is free. It is given back at once. */
async function findFree(ask: Ask, self: string): Promise<readonly string[]> {
  const { rows } = await ask(
    `with other as materialized (select id, lock_key from tocsin.node where id <> $1)
     select id from other where pg_try_advisory_xact_lock(lock_key)`,
    [self],
  );
  return rows.map(({ id }) => String(id));
}

/** Frees what a node held and strikes it off, if its lock is free still. */
async function strikeOff(ask: Ask, id: string): Promise<void> {
  await ask(
    `with dead as materialized (
       delete from tocsin.node
       where id in (select id from tocsin.node where id = $1 and pg_try_advisory_xact_lock(lock_key))
       returning workers
     )
     select graphile_worker.force_unlock_workers(workers) from dead`,
    [id],
  );
}

/**
 * Looks for nodes that died and frees their jobs for others.
 * @param self the node that looks
 * @param makeSure waits, before a lock that is free is looked at again: a node that only lost its
 *   connection has another by then
 */
export async function clearDeadNodes(
  ask: Ask,
  self: string,
  makeSure: () => Promise<void>,
): Promise<void> {
  const free = await findFree(ask, self);
  if (free.length === 0) return;
  await makeSure();
  for (const id of free) await strikeOff(ask, id);
}
