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

/** What graphile-worker calls the queries after which a queue is free for its next job. */
const FREES_QUEUES = /^(complete|fail)_job_q\//;

/** Sends the query for jobs in words that suit many queues, and everything else as it is. */
function attend(client: pg.ClientBase, onQueuesFree: () => void): void {
  client.query = new Proxy(client.query, {
    apply(query, self, [first, ...rest]: unknown[]) {
      if (typeof first !== 'object' || first === null) {
        return Reflect.apply(query, self, [first, ...rest]);
      }
      const asked: Named = first;
      const answer: unknown = Reflect.apply(query, self, [reworded(asked), ...rest]);
      if (typeof asked.name === 'string' && FREES_QUEUES.test(asked.name)) {
        Promise.resolve(answer).then(onQueuesFree, () => {});
      }
      return answer;
    },
  });
}

/**
 * Connections for graphile-worker alone. One that is lost is replaced when it is next asked for.
 * @param onQueuesFree called when jobs are over for which others of their queues may have waited
 */
export function openQueuePool(connection: pg.ClientConfig, onQueuesFree: () => void): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    application_name: 'tocsin (queue)',
    max: MOST,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    async onConnect(client) {
      attend(client, onQueuesFree);
      await client.query(KEEP_TO_INDEXES);
    },
  });
  // Unheard, the loss of a connection would end the process; whoever used it hears of it anyway.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', () => {});
  return pool;
}
