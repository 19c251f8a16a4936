import { z } from 'zod';
import type { Json } from './json.ts';
import { parseJson } from './message-check.ts';
import { SlackRefusal } from './refusal.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const flat = z.record(z.string(), scalar);

/** Metadata as an app sets it. T message-metadata */
const shape = z.strictObject({
  event_type: z.string().regex(/^\w{1,255}$/),
  event_payload: z.record(z.string(), z.union([scalar, flat, z.array(flat)])),
});

/** Characters of it as JSON. own: Slack refuses what is too large, and names no size. */
const MOST = 8_000;

/** Reads what a message is to carry unseen; undefined for none. Throws SlackRefusal. */
export function checkMetadata(given: unknown): Json | undefined {
  const value = parseJson(given, 'invalid_metadata_format');
  if (value === undefined) return undefined;
  const parsed = shape.safeParse(value);
  if (!parsed.success)
    throw new SlackRefusal('invalid_metadata_schema', JSON.stringify(parsed.error.issues));
  const { length } = JSON.stringify(parsed.data);
  if (length > MOST) throw new SlackRefusal('metadata_too_large', `${length} characters`);
  return parsed.data;
}
