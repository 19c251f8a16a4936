import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { clearDeadNodes } from './dead-nodes.ts';
import { type NodeLock, openNodeLock } from './node-lock.ts';

export interface NodeOptions {
  readonly connection: ClientConfig;
  readonly notice: (text: string) => void;
  /** The others took this node for dead and have freed its jobs: its workers have to end. */
  readonly onStruckOff: () => void;
}

/** This process among those that share the queue. */
export interface QueueNode {
  /**
   * A worker whose jobs the others free should this node die.
   * @throws the driver's error
   */
  addWorker(worker: string): Promise<void>;
  /**
   * Frees what a worker that has ended may still hold.
   * @throws the driver's error
   */
  dropWorker(worker: string): Promise<void>;
  /** @param clean whether no worker runs any more; else the others free its jobs once this has left */
  leave(clean: boolean): Promise<void>;
}

const LOOK_EVERY_MS = 3_000;
const SURE_AFTER_MS = 1_000;
const RETRY_MS = 250;
/** When the server was away, so long nobody is taken for dead: all have to find their way back. */
const RETURN_MS = 5_000;

const noConnection = () => new Error('this node has no connection to the database at the moment');

async function openFirst(connection: ClientConfig): Promise<NodeLock> {
  const lock = await openNodeLock(connection, randomUUID(), [], []);
  try {
    // Nobody has had a chance to come back to a server that has just been started.
    if (lock.serverAge >= RETURN_MS) await clearDeadNodes(lock.ask, lock.id, async () => {});
    return lock;
  } catch (error) {
    await lock.close();
    throw error;
  }
}

/**
 * Takes a place among the nodes that share the queue, and keeps it: a lock that the database frees the
 * moment this process dies. Every few seconds it looks for others whose lock is free.
 * @returns once it has looked for the first time
 * @throws the driver's error when the first connection fails
 */
export async function joinNodes(options: NodeOptions): Promise<QueueNode> {
  const workers = new Set<string>();
  const leaving = new AbortController();
  let lock: NodeLock | undefined = await openFirst(options.connection);

  async function lookOut(held: NodeLock, quietFor: number): Promise<void> {
    const over = AbortSignal.any([leaving.signal, held.lost]);
    const pause = (ms: number) => delay<void>(ms, undefined, { signal: over });
    await pause(quietFor);
    for (;;) {
      await clearDeadNodes(held.ask, held.id, () => pause(SURE_AFTER_MS));
      await pause(LOOK_EVERY_MS);
    }
  }

  async function again(last: string): Promise<NodeLock | undefined> {
    // Of a try that failed nobody knows whether its row was written.
    const older = [last];
    while (!leaving.signal.aborted) {
      const id = randomUUID();
      try {
        return await openNodeLock(options.connection, id, [...workers], older);
      } catch {
        older.push(id);
        await delay(RETRY_MS, undefined, { signal: leaving.signal }).catch(() => {});
      }
    }
    return undefined;
  }

  async function keep(first: NodeLock): Promise<void> {
    let quietFor = first.serverAge < RETURN_MS ? RETURN_MS : LOOK_EVERY_MS;
    for (let held: NodeLock | undefined = first; held !== undefined; quietFor = RETURN_MS) {
      lock = held;
      // A question that fails or is not answered is as good as a connection that is lost.
      await lookOut(held, quietFor).catch(() => {});
      if (leaving.signal.aborted) return;
      lock = undefined;
      await held.close();
      held = await again(held.id);
      if (held?.wasThere === false) {
        options.notice('This node was taken for dead by others and begins anew.');
        options.onStruckOff();
      }
    }
  }

  const kept = keep(lock);
  return {
    async addWorker(worker) {
      if (lock === undefined) throw noConnection();
      // Before it is written: the row may be replaced in between, and the new one is made of these.
      workers.add(worker);
      await lock.ask(
        'update tocsin.node set workers = array_append(workers, $2) where id = $1 and not $2 = any (workers)',
        [lock.id, worker],
      );
    },
    async dropWorker(worker) {
      if (lock === undefined) throw noConnection();
      await lock.ask('select graphile_worker.force_unlock_workers(array[$1])', [worker]);
      await lock.ask('update tocsin.node set workers = array_remove(workers, $2) where id = $1', [
        lock.id,
        worker,
      ]);
      workers.delete(worker);
    },
    async leave(clean) {
      leaving.abort();
      await kept;
      if (clean) {
        await lock?.ask('delete from tocsin.node where id = $1', [lock.id]).catch(() => {});
      }
      await lock?.close();
    },
  };
}
