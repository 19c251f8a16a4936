import { createHash } from 'node:crypto';
import type { MovableClock } from './clock.ts';
import type { Route } from './router.ts';

export interface Limit {
  readonly limit: number;
  readonly perMs: number;
}

export interface RateLimited {
  readonly scope: 'user' | 'global' | 'shared';
  /** Seconds. */
  readonly retryAfter: number;
}

export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  readonly limited?: RateLimited;
}

export interface RateLimits {
  /** Enforces a limit on a route, `POST /channels/:channel/messages`; counted for each channel apart. */
  enforce(route: string, limit: Limit): void;
  /** Enforces so many requests a second over all routes; Discord allows 50. DD:rate-limits */
  enforceGlobal(perSecond: number): void;
  /** Counts a request and says whether it may pass. */
  count(route: Route, params: Readonly<Record<string, string>>): Verdict;
}

/** Wide enough that a client which heeds the headers never waits in a test. */
const UNENFORCED: Limit = { limit: 1000, perMs: 1000 };

interface Window {
  until: number;
  used: number;
}

export function rateLimits(clock: MovableClock): RateLimits {
  const limits = new Map<string, Limit>();
  const windows = new Map<string, Window>();
  let globalLimit: Limit | undefined;

  function use(key: string, limit: Limit): Window {
    const now = clock.now();
    const known = windows.get(key);
    const window =
      known !== undefined && known.until > now ? known : { until: now + limit.perMs, used: 0 };
    windows.set(key, window);
    window.used += 1;
    return window;
  }

  function count(route: Route, params: Readonly<Record<string, string>>): Verdict {
    if (globalLimit !== undefined && route.unlimited !== true) {
      const window = use('global', globalLimit);
      if (window.used > globalLimit.limit)
        return {
          headers: {},
          limited: { scope: 'global', retryAfter: (window.until - clock.now()) / 1000 },
        };
    }
    const name = `${route.method} ${route.path}`;
    const limit = limits.get(name);
    if (limit === undefined && route.unlimited === true) return { headers: {} };
    // Top-level identifiers have buckets of their own. DD:rate-limits
    const major = params.channel ?? params.guild ?? params.webhook ?? '';
    const of = limit ?? UNENFORCED;
    const window = use(`${name} ${major}`, of);
    const resetMs = window.until - clock.now();
    const headers = {
      'x-ratelimit-limit': String(of.limit),
      'x-ratelimit-remaining': String(Math.max(0, of.limit - window.used)),
      'x-ratelimit-reset': (window.until / 1000).toFixed(3),
      'x-ratelimit-reset-after': (resetMs / 1000).toFixed(3),
      'x-ratelimit-bucket': createHash('sha256').update(name).digest('hex').slice(0, 32),
    };
    if (limit === undefined || window.used <= limit.limit) return { headers };
    return { headers, limited: { scope: 'user', retryAfter: resetMs / 1000 } };
  }

  return {
    enforce: (route, limit) => {
      limits.set(route, limit);
    },
    enforceGlobal: (perSecond) => {
      globalLimit = { limit: perSecond, perMs: 1000 };
    },
    count,
  };
}
