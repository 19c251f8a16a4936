import type { MovableClock } from './clock.ts';
import { GATEWAY } from './gateway-rules.ts';

export interface StartLimit {
  /** Counts an identify of a shard. `early`: too soon after the last; `spent`: none is left today. */
  take(shard: number): 'granted' | 'early' | 'spent';
  /** As `GET /gateway/bot` tells it. */
  payload(): Readonly<Record<string, number>>;
}

/** The limit of new sessions, a day and in 5 seconds. DD:gateway */
export function startLimit(
  clock: MovableClock,
  options: { readonly maxConcurrency?: number; readonly starts?: number },
): StartLimit {
  const concurrency = options.maxConcurrency ?? 1;
  const total = options.starts ?? GATEWAY.starts;
  const lastByKey = new Map<number, number>();
  let taken: number[] = [];

  function left(): number {
    taken = taken.filter((at) => clock.now() - at < GATEWAY.startsWindowMs);
    return total - taken.length;
  }

  return {
    take: (shard) => {
      const now = clock.now();
      const last = lastByKey.get(shard % concurrency);
      if (last !== undefined && now - last < GATEWAY.identifyWindowMs) return 'early';
      if (left() <= 0) return 'spent';
      lastByKey.set(shard % concurrency, now);
      taken.push(now);
      return 'granted';
    },
    payload: () => ({
      total,
      remaining: left(),
      reset_after: GATEWAY.startsWindowMs,
      max_concurrency: concurrency,
    }),
  };
}
