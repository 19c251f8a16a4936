import type { Clock } from '../shared/clock.ts';

/** Remembers ids of requests for a while, so that a second delivery to this process is known. */
export interface RecentKeys {
  /** @returns false when the key was added before and is still remembered */
  add(key: string): boolean;
}

/**
 * @param keepFor milliseconds
 * @param capacity the oldest go first when there are more
 */
export function recentKeys(clock: Clock, keepFor: number, capacity: number): RecentKeys {
  const addedAt = new Map<string, number>();

  function forget(now: number): void {
    for (const [key, at] of addedAt) {
      if (addedAt.size < capacity && now - at < keepFor) return;
      addedAt.delete(key);
    }
  }

  return {
    add(key) {
      const now = clock.now().getTime();
      forget(now);
      if (addedAt.has(key)) return false;
      addedAt.set(key, now);
      return true;
    },
  };
}
