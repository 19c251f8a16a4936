import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { atMost } from '../turns.ts';
import type { Ask } from './dead-nodes.ts';

/** A connection of its own, and on it a lock that is free when this process is gone. */
export interface NodeLock {
  /** Of the node's row. */
  readonly id: string;
  /** Whether it replaced an older row. */
  readonly wasThere: boolean;
  /** Milliseconds for which the server has been up. */
  readonly serverAge: number;
  readonly ask: Ask;
  /** Aborted when the connection has ended. */
  readonly lost: AbortSignal;
  close(): Promise<void>;
}

/** So that the server soon notices when this machine is gone without a word. */
const NOTICE_SILENCE =
  'set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2; set tcp_keepalives_count = 3';

/** In one statement, so that of this and of others who strike the old row off one comes first. */
const REPLACE = `
  with old as (delete from tocsin.node where id = any ($4) returning id),
  new as (
    insert into tocsin.node (id, lock_key, workers, started_at) values ($1, $2, $3, now()))
  select exists (select from old) as "wasThere",
    extract(epoch from clock_timestamp() - pg_postmaster_start_time()) * 1000 as age`;

/**
 * Connects, takes a lock under a new name, and puts its row in the place of an older one.
 * @param id of the new row
 * @param workers those of this node
 * @param older ids of the rows that it replaces
 * @throws the driver's error
 */
export async function openNodeLock(
  connection: pg.ClientConfig,
  id: string,
  workers: readonly string[],
  older: readonly string[],
): Promise<NodeLock> {
  const client = new pg.Client({
    ...connection,
    application_name: 'tocsin (node)',
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
    keepAlive: true,
  });
  const lost = new AbortController();
  // The end of the connection is what counts, and that has an event of its own.
  client.on('error', () => {});
  client.once('end', () => lost.abort());
  const inTurn = atMost(1);
  const ask: Ask = (text, values) => inTurn(() => client.query(text, values && [...values]));
  const close = () => client.end().catch(() => {});
  try {
    await client.connect();
    const key = randomBytes(8).readBigInt64BE().toString();
    await ask(NOTICE_SILENCE);
    await ask('select pg_advisory_lock($1)', [key]);
    const { rows } = await ask(REPLACE, [id, key, workers, older]);
    const [{ wasThere, age }] = rows as [{ wasThere: boolean; age: string }];
    return {
      ...{ id, wasThere, ask, close, lost: lost.signal },
      serverAge: Number(age),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
