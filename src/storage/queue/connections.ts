import pg from 'pg';
import { forManyQueues, KEEP_TO_INDEXES } from './many-queues.ts';

/** One listens, one looks for jobs, one writes down what was done. */
const MOST = 3;

interface Named {
  readonly name?: unknown;
  readonly text?: unknown;
}

function reworded(query: Named): Named {
  const text = typeof query.text === 'string' ? forManyQueues(query.text) : undefined;
  return text === undefined ? query : { ...query, text };
}

/** Asks nothing more of a connection until it is over, well or not: pg wants one question at a time. */
function waitFor(first: Promise<unknown>, client: pg.ClientBase): void {
  const ask = client.query;
  const over = first.then(
    () => {},
    () => {},
  );
  client.query = new Proxy(ask, {
    apply(query, self, given: unknown[]) {
      const now = () => Reflect.apply(query, self, given);
      // Whoever gives a function is answered by it.
      return typeof given.at(-1) === 'function' ? void over.then(now) : over.then(now);
    },
  });
}

/** What graphile-worker calls the queries after which a queue is free for its next job. */
const FREES_QUEUES = /^(complete|fail)_job_q\//;

/** What it calls the query that takes jobs. */
const TAKES_JOBS = /^get_job/;

/** Hears of what becomes of graphile-worker's queries. */
export interface QueueWatch {
  /** Jobs are over for which others of their queues may have waited. */
  onQueuesFree(): void;
  /** A look for jobs failed. It may have taken some all the same, and then nobody does them. */
  onLookFailed(): void;
}

/** Sends the query for jobs in words that suit many queues, and everything else as it is. */
function attend(client: pg.ClientBase, { onQueuesFree, onLookFailed }: QueueWatch): void {
  client.query = new Proxy(client.query, {
    apply(query, self, [first, ...rest]: unknown[]) {
      if (typeof first !== 'object' || first === null) {
        return Reflect.apply(query, self, [first, ...rest]);
      }
      const asked: Named = first;
      const answer: unknown = Reflect.apply(query, self, [reworded(asked), ...rest]);
      const name = typeof asked.name === 'string' ? asked.name : '';
      if (FREES_QUEUES.test(name)) Promise.resolve(answer).then(onQueuesFree, () => {});
      if (TAKES_JOBS.test(name)) Promise.resolve(answer).catch(onLookFailed);
      return answer;
    },
  });
}

/** Connections for graphile-worker alone. One that is lost is replaced when it is next asked for. */
export function openQueuePool(connection: pg.ClientConfig, watch: QueueWatch): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    application_name: 'tocsin (queue)',
    max: MOST,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // Not as the pool's `onConnect`: it may wait for ever for one that is lost meanwhile. What is asked
  // here comes before anything else that is asked of the connection.
  pool.on('connect', (client) => {
    // Unheard, the loss of a connection would end the process; whoever used it hears of it anyway.
    client.on('error', () => {});
    waitFor(client.query(KEEP_TO_INDEXES), client);
    attend(client, watch);
  });
  pool.on('error', () => {});
  return pool;
}
