import { storable } from './storable-text.ts';

/** A value's JSON as `jsonb` can hold it: that knows no zero character, and no half of a character pair. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'string' ? storable(inner.toWellFormed()) : inner,
  );
}
