import type { Clock } from '../../../shared/clock.ts';

/** What was found out, believed for a while. */
export interface ForAWhile<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  clear(): void;
}

/**
 * @param keepFor milliseconds
 * @param capacity entries; the oldest goes first
 */
export function forAWhile<T>(keepFor: number, capacity: number, clock: Clock): ForAWhile<T> {
  const entries = new Map<string, { readonly value: T; readonly until: number }>();
  const now = () => clock.now().getTime();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined || now() < entry.until) return entry?.value;
      entries.delete(key);
      return undefined;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, until: now() + keepFor });
      const [oldest] = entries.keys();
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => entries.delete(key),
    clear: () => entries.clear(),
  };
}
