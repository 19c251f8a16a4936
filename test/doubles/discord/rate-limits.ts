import { createHash } from 'node:crypto';
import type { MovableClock } from './clock.ts';
import type { Route } from './router.ts';
import { SlidingWindow } from './sliding-window.ts';
import { Stalls } from './stalls.ts';

export type Headers = Readonly<Record<string, string>>;

export interface Limit {
  readonly limit: number;
  readonly perMs: number;
}

export interface RateLimited {
  readonly scope: 'user' | 'global' | 'shared' | 'cloudflare';
  /** Seconds. */
  readonly retryAfter: number;
}

export interface Verdict {
  readonly headers: Headers;
  readonly limited?: RateLimited;
}

export interface RateLimits {
  /** Enforces a limit on a route, `POST /channels/:channel/messages`; counted for each channel apart. */
  enforce(route: string, limit: Limit): void;
  /**
   * Enforces so many requests in any second over all routes; Discord allows 50, and does not say in which
   * seconds it counts. DD:rate-limits
   */
  enforceGlobal(perSecond: number): void;
  /** Counts a request and says whether it may pass. */
  count(route: Route, params: Readonly<Record<string, string>>): Verdict;
  stop(): void;
}

const SECOND_MS = 1_000;

/** So wide that a client which heeds the headers never waits in a test. */
const UNENFORCED: Limit = { limit: 1000, perMs: 1000 };

interface Window {
  readonly until: number;
  used: number;
}

export function rateLimits(clock: MovableClock): RateLimits {
  const limitByRoute = new Map<string, Limit>();
  const windows = new Map<string, Window>();
  let global: { readonly perSecond: number; readonly window: SlidingWindow } | undefined;
  let stalls: Stalls | undefined;

  function use(key: string, limit: Limit): Window {
    const now = clock.now();
    const known = windows.get(key);
    const open = known !== undefined && known.until > now;
    const window = open ? known : { until: now + limit.perMs, used: 0 };
    windows.set(key, window);
    window.used += 1;
    return window;
  }

  function overGlobal(route: Route): RateLimited | undefined {
    if (global === undefined || route.unlimited === true) return undefined;
    const { perSecond, window } = global;
    const stalled = stalls?.within(SECOND_MS) ?? 0;
    const wait = window.take(clock.now(), Math.floor((stalled * perSecond) / SECOND_MS));
    return wait === 0 ? undefined : { scope: 'global', retryAfter: wait / 1000 };
  }

  function count(route: Route, params: Readonly<Record<string, string>>): Verdict {
    const name = `${route.method} ${route.path}`;
    const enforced = limitByRoute.get(name);
    const over = overGlobal(route);
    if (over !== undefined) return { headers: {}, limited: over };
    if (enforced === undefined && route.unlimited === true) return { headers: {} };
    // Top-level identifiers have buckets of their own. DD:rate-limits
    const major = params.channel ?? params.guild ?? params.webhook ?? '';
    const limit = enforced ?? UNENFORCED;
    const window = use(`${name} ${major}`, limit);
    const resetAfter = (window.until - clock.now()) / 1000;
    const headers = {
      'x-ratelimit-limit': String(limit.limit),
      'x-ratelimit-remaining': String(Math.max(0, limit.limit - window.used)),
      'x-ratelimit-reset': (window.until / 1000).toFixed(3),
      'x-ratelimit-reset-after': resetAfter.toFixed(3),
      'x-ratelimit-bucket': createHash('sha256').update(name).digest('hex').slice(0, 32),
    };
    if (window.used <= limit.limit) return { headers };
    return { headers, limited: { scope: 'user', retryAfter: resetAfter } };
  }

  return {
    enforce: (route, limit) => {
      limitByRoute.set(route, limit);
    },
    enforceGlobal: (perSecond) => {
      global = { perSecond, window: new SlidingWindow(perSecond, SECOND_MS) };
      stalls ??= new Stalls();
    },
    count,
    stop: () => stalls?.stop(),
  };
}
