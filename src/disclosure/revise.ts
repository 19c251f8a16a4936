import type { Disclosure } from '../domain/disclosure.ts';
import { contentHash } from '../shared/content-hash.ts';

/** Whether two disclosures say the same in everything. */
export function saySame(a: Disclosure, b: Disclosure): boolean {
  return contentHash(a) === contentHash(b);
}

function same(a: unknown, b: unknown): boolean {
  return contentHash([a ?? null]) === contentHash([b ?? null]);
}

/**
 * A prepared change, carried over to a newer text: what it changed of the text it was made from, and
 * everything else as it is now.
 */
export function carriedOver(prepared: Disclosure, from: Disclosure, now: Disclosure): Disclosure {
  const keys = Object.keys({ ...from, ...prepared }) as (keyof Disclosure)[];
  const changed = keys.filter((key) => !same(prepared[key], from[key]));
  const merged = { ...now, ...Object.fromEntries(changed.map((key) => [key, prepared[key]])) };
  return merged.incident === undefined ? withoutIncident(merged) : merged;
}

/** A disclosure about no incident has no such field. */
function withoutIncident({ incident: _, ...others }: Disclosure): Disclosure {
  return others;
}
