import { Refusal, refusal } from './refusal.ts';

/** How a request is made to fail. Times are milliseconds, `retryAfter` is seconds. */
export type How =
  | {
      readonly status: 429;
      /** `user` when left out. `global` is said of the whole application. DD:rate-limits */
      readonly scope?: 'user' | 'global' | 'shared';
      readonly retryAfter: number;
    }
  | {
      readonly status: 500 | 502 | 503 | 504;
      /** The request takes effect although the answer says otherwise. */
      readonly handled?: boolean;
    }
  /** The socket is cut; with `handled` after the request took effect. */
  | { readonly drop: true; readonly handled?: boolean }
  /** The answer comes late; the request takes effect at once. */
  | { readonly slowMs: number }
  /** One of Discord's own errors, `50013`. */
  | { readonly code: number };

export interface Failure {
  /** `POST /channels/:channel/messages`, a full path, or `*` for a part; every request when left out. */
  readonly route?: string;
  /** How often; once when left out. */
  readonly times?: number;
  readonly how: How;
}

export interface Faults {
  fail(failure: Failure): void;
  /** Takes the failure that a test has planned for this request, if any. */
  take(method: string, path: string): How | undefined;
  /** Forgets what was planned. */
  clear(): void;
}

function pattern(route: string): RegExp {
  const parts = route
    .split(/(:\w+\*?|\*)/)
    .map((part) =>
      /^(:|\*)/.test(part) ? '[^ ]*?' : part.replaceAll(/[.\\^$+?()[\]{}|]/g, '\\$&'),
    );
  return new RegExp(`^${parts.join('')}$`);
}

export function faults(): Faults {
  const planned: { matches: RegExp; left: number; how: How }[] = [];
  return {
    fail: ({ route = '*', times = 1, how }) => {
      planned.push({ matches: pattern(route), left: times, how });
    },
    take: (method, path) => {
      const found = planned.find(
        ({ matches, left }) => left > 0 && matches.test(`${method} ${path}`),
      );
      if (found === undefined) return undefined;
      found.left -= 1;
      return found.how;
    },
    clear: () => {
      planned.length = 0;
    },
  };
}

/** The refusal that stands for a failing server or for one of Discord's errors. */
export function failureOf(how: { status: number } | { code: number }): Refusal {
  if ('code' in how) return refusal(how.code, 'A test asked for this');
  const words = `${how.status}: Internal Server Error`;
  return new Refusal(how.status, 0, words, 'A test asked for this');
}
