import type { Clock } from '../../shared/clock.ts';

/** The span in which Discord counts what it refused, in milliseconds. DD rate-limits */
const SPAN_MS = 10 * 60_000;

/**
 * Refused requests of one server after which nothing more is sent there for the rest of the span. What is
 * refused in a channel is not asked again until somebody there wakes it, so only who tries gets here; the
 * limit for all is many times that.
 */
const MOST = 300;

interface Counted {
  readonly since: number;
  readonly count: number;
}

/** Keeps the doings of one server from using up what Discord lets a whole address be refused. */
export interface TenantRefusals {
  note(tenant: string): void;
  /** For how many milliseconds nothing is sent there; 0 when it may be. */
  barred(tenant: string): number;
}

export function countByTenant(clock: Clock): TenantRefusals {
  const counted = new Map<string, Counted>();
  const now = () => clock.now().getTime();

  /** What still counts. The longest ago is first. */
  function current(tenant: string): Counted | undefined {
    for (const [one, { since }] of counted) {
      if (now() - since < SPAN_MS) break;
      counted.delete(one);
    }
    return counted.get(tenant);
  }

  return {
    note(tenant) {
      const { since, count } = current(tenant) ?? { since: now(), count: 0 };
      counted.set(tenant, { since, count: count + 1 });
    },
    barred(tenant) {
      const known = current(tenant);
      if (known === undefined || known.count < MOST) return 0;
      return Math.max(0, known.since + SPAN_MS - now());
    },
  };
}
