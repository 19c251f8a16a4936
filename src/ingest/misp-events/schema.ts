import { z } from 'zod';

/** MISP core format, https://www.misp-standard.org/rfc/misp-standard-core.html; only what is used. */
export const Uuid = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { error: 'not a UUID' });

const Text = z.string().trim();

export const Tag = z.object({
  name: Text,
  /** Set on one server only, perhaps by somebody else than the event's author. */
  local: z.union([z.boolean(), z.number(), z.string()]).optional(),
});
export type Tag = z.infer<typeof Tag>;

const Tags = z.array(z.unknown()).optional();

export const Attribute = z.object({
  type: z.string(),
  category: z.string(),
  value: Text,
  to_ids: z.boolean().optional(),
  deleted: z.union([z.boolean(), z.number(), z.string()]).optional(),
  Tag: Tags,
});
export type Attribute = z.infer<typeof Attribute>;

/** What a feed's manifest tells of an event, which the event tells as well. */
export const Heading = z.object({
  info: Text.min(1, { error: 'an event needs a title' }),
  date: z.string(),
  timestamp: z.union([z.string(), z.number()]).optional(),
  Orgc: z.object({ name: Text.min(1).max(120) }, { error: 'an event needs a publisher' }),
  Tag: Tags,
});
export type Heading = z.infer<typeof Heading>;

export const Event = Heading.extend({
  uuid: Uuid,
  Attribute: z.array(z.unknown()).optional(),
});
export type Event = z.infer<typeof Event>;

/** What is right in a list, one by one. */
export function sound<T>(schema: z.ZodType<T>, list: readonly unknown[] = []): readonly T[] {
  return list.flatMap((one) => schema.safeParse(one).data ?? []);
}
