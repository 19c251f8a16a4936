import { Refusal, refusal } from './refusal.ts';

/** How a request is made to fail. Times are milliseconds, `retryAfter` is seconds. */
export type How =
  | {
      readonly status: 429;
      /**
       * `user` when left out: the bucket of the route. `global`: the whole application. `shared`: others
       * used the resource up. `cloudflare`: the address is banned, said in HTML. DD:rate-limits
       */
      readonly scope?: 'user' | 'global' | 'shared' | 'cloudflare';
      readonly retryAfter: number;
    }
  | {
      readonly status: 500 | 502 | 503 | 504;
      /** The request takes effect although the answer says otherwise. */
      readonly handled?: boolean;
    }
  /** The socket is cut; with `handled` after the request took effect. */
  | { readonly drop: true; readonly handled?: boolean }
  /** The same, with a reset of the connection (RST). */
  | { readonly reset: true; readonly handled?: boolean }
  /** The request takes effect at once, the answer comes late. */
  | { readonly slowMs: number }
  /** The request takes effect late, as if it had been long on its way. */
  | { readonly arrivesAfterMs: number }
  /** One of Discord's own errors, `50013`; `retryAfter` for those that are limits. */
  | { readonly code: number; readonly retryAfter?: number };

export interface Failure {
  /**
   * `POST /channels/:channel/messages`, or with an identifier for a parameter; `*` stands for anything.
   * Every request when left out.
   */
  readonly route?: string;
  /** How often; once when left out. */
  readonly times?: number;
  readonly how: How;
}

export interface Faults {
  fail(failure: Failure): void;
  /** Takes the failure that a test has planned for this request, if any. */
  take(method: string, path: string): How | undefined;
  /** Forgets what is still planned, and says how many failures that was. */
  clear(): number;
}

function pattern(route: string): RegExp {
  const parts = route.split(/(:\w+|\*)/).map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.$^?+(){}|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}

export function faults(): Faults {
  let planned: { readonly matches: RegExp; left: number; readonly how: How }[] = [];

  function take(method: string, path: string): How | undefined {
    const found = planned.find(({ matches }) => matches.test(`${method} ${path}`));
    if (found === undefined) return undefined;
    found.left -= 1;
    planned = planned.filter(({ left }) => left > 0);
    return found.how;
  }

  return {
    fail: ({ route = '*', times = 1, how }) => {
      planned.push({ matches: pattern(route), left: times, how });
    },
    take,
    clear: () => {
      const left = planned.reduce((sum, one) => sum + one.left, 0);
      planned = [];
      return left;
    },
  };
}

/** The refusal that stands for a failing server or for one of Discord's errors. */
export function failureOf(
  how: { readonly status: number } | { readonly code: number; readonly retryAfter?: number },
): Refusal {
  if ('code' in how) return refusal(how.code, 'A test asked for this', how.retryAfter);
  const words = `${how.status}: Internal Server Error`;
  return new Refusal(how.status, 0, words, 'A test asked for this');
}
