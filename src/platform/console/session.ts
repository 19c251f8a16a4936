import { randomBytes, randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Clock } from '../../shared/clock.ts';

const COOKIE = 'tocsin_session';
const IDLE_MS = 12 * 60 * 60 * 1000;
const LIMIT = 1_000;

/** One browser. Its id stands in records of who asked; the cookie's secret never leaves this file. */
export interface Session {
  readonly id: string;
}

/** Sessions of this process: kept for twelve hours after their last use, a thousand at most. */
export interface Sessions {
  /** The session of a request, or undefined when it has none that was given out here. */
  of(c: Context): Session | undefined;
  /** Gives the browser a new session in place of the one it has. */
  open(c: Context): Session;
  end(c: Context): void;
  /** Whether the session has neither ended nor given way to newer ones. */
  has(session: Session): boolean;
}

interface Kept {
  readonly session: Session;
  readonly usedAt: number;
}

function isHttps(c: Context): boolean {
  return c.req.url.startsWith('https:') || c.req.header('x-forwarded-proto') === 'https';
}

export function createSessions(clock: Clock): Sessions {
  const kept = new Map<string, Kept>();

  function use(secret: string, session: Session): void {
    kept.delete(secret);
    kept.set(secret, { session, usedAt: clock.now().getTime() });
    const [oldest] = kept.keys();
    if (kept.size > LIMIT && oldest !== undefined) kept.delete(oldest);
  }

  function forget(c: Context): void {
    const secret = getCookie(c, COOKIE);
    if (secret !== undefined) kept.delete(secret);
  }

  return {
    of(c) {
      const secret = getCookie(c, COOKIE);
      const found = secret === undefined ? undefined : kept.get(secret);
      if (secret === undefined || found === undefined) return undefined;
      if (clock.now().getTime() - found.usedAt > IDLE_MS) {
        kept.delete(secret);
        return undefined;
      }
      use(secret, found.session);
      return found.session;
    },
    open(c) {
      forget(c);
      const secret = randomBytes(32).toString('base64url');
      const session = { id: `console-${randomUUID()}` };
      use(secret, session);
      setCookie(c, COOKIE, secret, {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        secure: isHttps(c),
      });
      return session;
    },
    end(c) {
      forget(c);
      deleteCookie(c, COOKIE, { path: '/' });
    },
    has: (session) => kept.values().some((one) => one.session === session),
  };
}
