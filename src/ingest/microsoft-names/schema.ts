import { z } from 'zod';

const Text = z.string().max(5000);

/**
 * A row of Microsoft's list, in any of the shapes it has had since April 2023: `Previous name` and
 * `New name`; then `Threat actor name` beside `Previous name`; then `Threat actor name` alone. `Other names`
 * has been a list and a text with commas. Keys are in small letters here: see `rowOf`.
 */
const Row = z
  .object({
    'threat actor name': Text.optional(),
    'new name': Text.optional(),
    'previous name': Text.optional(),
    'origin/threat': Text.optional(),
    'other names': z.union([Text, z.array(Text).max(1000)]).optional(),
  })
  .transform((row) => ({
    name: (row['threat actor name'] ?? row['new name'] ?? '').trim(),
    previous: row['previous name'] ?? '',
    origin: row['origin/threat'] ?? '',
    others: row['other names'] ?? '',
  }))
  .refine(({ name }) => name !== '' && name.length <= 80, {
    error: 'a group needs a name of at most 80 characters',
  });
export type Row = z.infer<typeof Row>;

/** One row of the list, whatever the case of its keys; what is wrong when it is none. */
export function rowOf(value: unknown): z.ZodSafeParseResult<Row> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return Row.safeParse(value);
  }
  const entries = Object.entries(value).map(([key, one]) => [key.trim().toLowerCase(), one]);
  return Row.safeParse(Object.fromEntries(entries));
}
