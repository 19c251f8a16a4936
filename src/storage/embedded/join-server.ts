import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { LocalServer } from './server.ts';
import { serverError } from './server-error.ts';

/** The advisory lock that every process using the server holds, shared, for as long as it does. */
const MEMBERS_LOCK = 7_230_184_611;

const RETRY_MS = 15;
/** How long joining may take in all; a server that recovers from a crash counts. */
const PATIENCE_MS = 60_000;

/** Nobody listens. */
const ABSENT = new Set(['ENOENT', 'ECONNREFUSED']);
/** The connection was cut, or the queue for it is full. */
const CUT = new Set(['ECONNRESET', 'EPIPE', 'EAGAIN']);
/**
 * The server starts or stops: cannot connect now, shut down by its administrator or after a crash,
 * and what PostgreSQL says when the shutdown comes while it still checks who is there.
 */
const STARTS_OR_STOPS = new Set(['57P03', '57P01', '57P02', '57014']);

/** A membership in force. */
export interface Hold {
  readonly client: pg.Client;
  /** Of the server, e.g. `18.4`. */
  readonly version: string;
  /** The server was already running. */
  readonly attached: boolean;
}

function stateOf(error: unknown): 'absent' | 'busy' | 'failed' {
  const { code } = error as { code?: string };
  // The driver's own words for a connection that is lost, or was lost a moment ago, have no code.
  if (code === undefined || CUT.has(code) || STARTS_OR_STOPS.has(code)) return 'busy';
  return ABSENT.has(code) ? 'absent' : 'failed';
}

/** Connects and takes the lock; waits for it while the last member is stopping the server. */
async function takeHold(server: LocalServer): Promise<Omit<Hold, 'attached'>> {
  const client = new pg.Client({
    ...(await server.endpoint()),
    application_name: 'tocsin (member)',
    connectionTimeoutMillis: 10_000,
    statement_timeout: PATIENCE_MS,
  });
  // The end of the connection is what counts, and that has an event of its own.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [MEMBERS_LOCK]);
    // A second question, because the lock may have come from a server in the act of ending.
    const { rows } = await client.query<{ version: string }>(
      `select split_part(current_setting('server_version'), ' ', 1) as version`,
    );
    return { client, version: rows[0]?.version ?? '' };
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/**
 * Ends the membership. Returns true when there is no other member; the server is then kept from
 * taking new ones for as long as the connection stands.
 */
export async function isLastToLeave(client: pg.Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_shared($1)', [MEMBERS_LOCK]);
  const { rows } = await client.query<{ alone: boolean }>(
    'select pg_try_advisory_lock($1) as alone',
    [MEMBERS_LOCK],
  );
  return rows[0]?.alone === true;
}

/**
 * Makes this process a member of those that use the server, and starts the server when it is down.
 *
 * There is no lock file that could go stale: membership ends with the connection, however the
 * process ends. Whoever finds the server going down waits and starts it anew.
 * @param signal gives up
 * @throws TocsinError `storage.server` and what `LocalServer.start` throws
 */
export async function joinServer(server: LocalServer, signal: AbortSignal): Promise<Hold> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let starting: Promise<'settled'> | undefined;
  let attached = true;
  for (;;) {
    signal.throwIfAborted();
    try {
      return { ...(await takeHold(server)), attached };
    } catch (error) {
      const state = stateOf(error);
      if (state === 'failed' || patience.aborted) {
        throw serverError(
          'The database cannot be opened',
          server.directory,
          await told(server, error),
        );
      }
      if (state === 'absent' && starting === undefined) {
        attached = false;
        starting = server.start().then(() => 'settled');
      }
    }
    // pg_ctl looks ten times a second whether the server is up: asking the server is quicker.
    const first = await Promise.race(
      [starting, delay(RETRY_MS)].filter((one) => one !== undefined),
    );
    if (first === 'settled') starting = undefined;
  }
}

async function told(server: LocalServer, error: unknown): Promise<string> {
  return `${await server.log()}\n${error instanceof Error ? error.message : String(error)}`;
}
