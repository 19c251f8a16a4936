import { z } from 'zod';

const Cursor = z.object({
  collection: z.string(),
  addedAfter: z
    .string()
    .max(40)
    .regex(/^[\d:.TZ-]+$/),
});

/** Where to go on: when the last object that was read was added to the collection. */
export function cursorOf(collection: string, addedAfter: string): string {
  return JSON.stringify({ collection, addedAfter });
}

/** Undefined when it was of another collection: one address may hold several. */
export function addedAfterIn(cursor: string | undefined, collection: string): string | undefined {
  if (cursor === undefined) return undefined;
  try {
    const kept = Cursor.safeParse(JSON.parse(cursor)).data;
    return kept?.collection === collection ? kept.addedAfter : undefined;
  } catch {
    return undefined;
  }
}
