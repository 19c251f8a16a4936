import { setTimeout as pause } from 'node:timers/promises';
import type { FetchFunction } from '@slack/web-api';
import { inTime } from '../../../interaction/in-time.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Logger as HouseLog } from '../../../shared/logger.ts';
import { inLog, inShort } from '../failures.ts';
import type { Pace } from '../pace.ts';
import { backOff, hopelessReason } from './back-off.ts';
import { type Connection, type ConnectionOptions, openConnection } from './connection.ts';

/** How the sockets do. */
export interface SocketState {
  readonly open: number;
  readonly wanted: number;
  /** Since when there has been one at all times. */
  readonly since: Date | undefined;
  /** In Slack's words; undefined while all is well. */
  readonly trouble: string | undefined;
  /** Only a change of settings ends the trouble. */
  readonly isHopeless: boolean;
}

export interface Sockets {
  /**
   * Opens the first; what may pass is tried again in the background.
   * @throws what Slack answers when no new try would mend it
   */
  start(): Promise<void>;
  readonly state: SocketState;
  /** Closes all, and waits for that. */
  stop(): Promise<void>;
}

export interface SocketsOptions extends Omit<ConnectionOptions, 'pace'> {
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: HouseLog;
}

/**
 * While one is replaced the other hears; Slack hands each request to one of them, and allows ten
 * (SD using-socket-mode).
 */
const WANTED = 2;
/** A socket that lived shorter than this, in milliseconds, counts as a failed try. */
const SHORT_LIFE = 5_000;

const STOPPED = new Error('Tocsin stops');
const SHORT = new Error('Slack closed the socket at once');

/** `fetch` that is given up when Tocsin stops. */
function fetchUntil(stop: AbortSignal): FetchFunction {
  return (url, init = {}) => {
    const signal = init.signal === undefined ? stop : AbortSignal.any([init.signal, stop]);
    return fetch(url, { ...init, signal });
  };
}

/**
 * Keeps two sockets open for as long as Tocsin runs. socket-mode 3.1.0 ends the process when it cannot
 * reconnect by itself, so it never does: each socket is opened anew here.
 */
export function keepSockets(options: SocketsOptions): Sockets {
  const { pace, clock, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const open = new Set<Connection>();
  const all = new Set<Connection>();
  const lines: Promise<void>[] = [];
  let since: Date | undefined;
  let trouble: unknown;

  const api = { ...options.api, fetch: fetchUntil(signal) };

  async function connect(): Promise<Connection> {
    const connection = await openConnection({ ...options, api });
    if (signal.aborted) {
      await connection.close();
      throw STOPPED;
    }
    if (open.size === 0) since = clock.now();
    open.add(connection);
    all.add(connection);
    trouble = undefined;
    return connection;
  }

  function note(error: unknown): void {
    trouble = error;
    log.warn({ reason: inLog(error), open: open.size }, 'no socket to Slack could be opened');
  }

  /** Tries until there is one; undefined when Tocsin stops. */
  async function persist(failure: unknown, before: number): Promise<Connection | undefined> {
    let [last, failures] = [failure, before];
    while (!signal.aborted) {
      if (last !== undefined) {
        failures += 1;
        const wait = backOff(last, failures, pace, Math.random());
        await pause(wait, undefined, { signal }).catch(() => {});
        if (signal.aborted) return undefined;
      }
      try {
        return await connect();
      } catch (error) {
        if (!signal.aborted) note(error);
        last = error;
      }
    }
    return undefined;
  }

  /** Ends when the connection is to be replaced; says for how long it lived. */
  async function outlive(connection: Connection): Promise<number> {
    const opened = clock.now().getTime();
    const reason = await connection.replace;
    open.delete(connection);
    log.debug({ reason }, 'a Slack socket is replaced');
    return clock.now().getTime() - opened;
  }

  function retire(connection: Connection): void {
    connection
      .retire()
      .catch((error: unknown) => log.warn({ err: error }, 'a Slack socket did not close'))
      .finally(() => all.delete(connection));
  }

  /** Keeps one socket open. The old one is closed when there is a new one: meanwhile it still hears. */
  async function keepLine(first: Connection | undefined, failure: unknown): Promise<void> {
    let current = first ?? (await persist(failure, 0));
    let shortLives = 0;
    while (current !== undefined) {
      const lived = await outlive(current);
      shortLives = lived < SHORT_LIFE ? shortLives + 1 : 0;
      const next = await persist(shortLives > 0 ? SHORT : undefined, Math.max(0, shortLives - 1));
      retire(current);
      current = next;
    }
  }

  return {
    async start() {
      let first: Connection | undefined;
      let failure: unknown;
      try {
        first = await connect();
      } catch (error) {
        if (hopelessReason(error) !== undefined) throw error;
        note(error);
        failure = error;
      }
      lines.push(keepLine(first, failure));
      for (let more = 1; more < WANTED; more += 1) lines.push(keepLine(undefined, failure));
    },
    get state() {
      return {
        open: open.size,
        wanted: WANTED,
        since: open.size === 0 ? undefined : since,
        trouble: trouble === undefined ? undefined : inShort(trouble),
        isHopeless: trouble !== undefined && hopelessReason(trouble) !== undefined,
      };
    },
    async stop() {
      stopping.abort();
      await Promise.all([...all].map((connection) => connection.close()));
      await inTime(Promise.all(lines), pace.stop);
      await Promise.all([...all].map((connection) => connection.close()));
    },
  };
}
