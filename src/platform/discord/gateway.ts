import { setTimeout as pause } from 'node:timers/promises';
import type { HealthLine } from '../../command/context.ts';
import { inTime } from '../../interaction/in-time.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { GatewayFault } from './gateway-fault.ts';
import { minute } from './health.ts';
import type { DiscordSettings, Timing, Token } from './options.ts';
import { type Listeners, openSession, type Session } from './session.ts';

export interface GatewayOptions {
  readonly config: DiscordSettings;
  readonly token: Token;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timing: Timing;
  readonly on: Omit<Listeners, 'changed'>;
}

/** The connection to Discord's gateway, kept up for as long as it is wanted. */
export interface Gateway {
  /**
   * Connects; what may pass is tried again in the background.
   * @throws TocsinError that names the setting to change
   */
  start(): Promise<void>;
  health(): HealthLine;
  stop(): Promise<void>;
}

const PART = 'Discord';

/** A connection that is gone for longer is a fault. */
const BRIEF_MS = 60_000;

/** Anybody may ask for the status: what can name hosts is for the log. */
function inShort({ error, permanent }: GatewayFault): string {
  if (!permanent) return 'Discord does not answer; Tocsin goes on trying.';
  return `${error.message} ${error.remedy}`;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { config, token, clock, log, timing } = options;
  const stopping = new AbortController();
  let session: Session | undefined;
  let fault: GatewayFault | undefined;
  let since: Date | undefined;
  let brokenAt: Date | undefined;

  function changed(): void {
    const { connected, total } = session?.shards() ?? { connected: 0, total: 0 };
    if (total > 0 && connected === total) {
      since ??= clock.now();
      brokenAt = undefined;
    } else {
      if (since !== undefined) brokenAt = clock.now();
      since = undefined;
    }
  }

  /** Connections break off now and then, and resume within seconds. */
  function isBrief(): boolean {
    return brokenAt !== undefined && clock.now().getTime() - brokenAt.getTime() < BRIEF_MS;
  }

  async function close(opened: Session): Promise<void> {
    try {
      await opened.close();
    } catch (error) {
      log.warn({ err: error }, 'a connection to Discord did not close as it should');
    }
  }

  /** One session from log-in to end. @returns why it ended */
  async function once(onConnected: () => void): Promise<GatewayFault> {
    const opened = openSession({
      config,
      token,
      log,
      grace: timing.grace,
      on: { ...options.on, changed },
    });
    session = opened;
    try {
      await opened.login();
      fault = undefined;
      log.info(opened.shards(), 'connected to Discord');
      onConnected();
      return await opened.ended;
    } catch (error) {
      return error as GatewayFault;
    } finally {
      if (!stopping.signal.aborted) await close(opened);
    }
  }

  /** Logs in again and again, with longer and longer pauses, until it is stopped. */
  async function keepConnected(first: PromiseWithResolvers<void>): Promise<void> {
    const [shortest, longest] = timing.backOff;
    let wait = shortest;
    while (!stopping.signal.aborted) {
      const ended = await once(() => {
        wait = shortest;
        first.resolve();
      });
      if (stopping.signal.aborted) return;
      fault = ended;
      changed();
      if (ended.permanent) first.reject(ended.error);
      else first.resolve();
      const againIn = ended.permanent ? longest : wait;
      log.warn({ err: ended.error, againIn }, 'not connected to Discord');
      await pause(againIn, undefined, { signal: stopping.signal }).catch(() => {});
      wait = Math.min(wait * 2, longest);
    }
  }

  return {
    async start() {
      const first = Promise.withResolvers<void>();
      keepConnected(first).catch(first.reject);
      try {
        const connected = await inTime(first.promise, timing.connect);
        if (connected.late) {
          first.promise.catch(() => {});
          log.warn('Discord does not answer; Tocsin goes on trying');
        }
      } catch (error) {
        stopping.abort();
        throw error;
      }
    },
    health() {
      if (fault !== undefined) {
        return { part: PART, state: 'failing', detail: inShort(fault) };
      }
      const { connected, total } = session?.shards() ?? { connected: 0, total: 0 };
      const shards = total > 1 ? `, ${total} shards` : '';
      if (since !== undefined) {
        return { part: PART, state: 'ok', detail: `Connected since ${minute(since)}${shards}.` };
      }
      const detail = total > 1 ? `${connected} of ${total} shards are connected.` : 'Connecting.';
      return { part: PART, state: isBrief() || connected > 0 ? 'warning' : 'failing', detail };
    },
    async stop() {
      stopping.abort();
      if (session !== undefined) await close(session);
    },
  };
}
