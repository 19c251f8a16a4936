import { z } from 'zod';
import { Basis, Prose, Sector, Tier } from '../../domain/vocabulary.ts';
import { DateStyle } from './dates.ts';

/** By words of a table, which may be those of any property that all objects have. */
function byWords<T>(record: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(record));
}

const Column = z.string().min(1).max(200);

/** A column, or the first of several that the table has, and how one cell holds several values. */
const Cells = z
  .strictObject({
    column: z.union([Column.transform((one) => [one]), z.array(Column).min(1)], {
      error: 'name a column, or a list of columns of which the first that the table has is read',
    }),
    /** `python`: `['a', 'b']`, also nested. */
    list: z.literal('python', { error: 'the only kind of list is "python"' }).optional(),
    /** What stands between values; not within brackets. */
    split: z.string().min(1).max(5).optional(),
  })
  .refine(({ list, split }) => list === undefined || split === undefined, {
    error: 'a cell is either a list or split, not both',
  });

/** A name alone stands for the column of that name. */
export const Field = z.preprocess(
  (value) => (typeof value === 'string' ? { column: value } : value),
  Cells,
);
export type Field = z.infer<typeof Field>;

/** One field, or several. */
const Fields = z.preprocess(
  (value) => (value === undefined || Array.isArray(value) ? value : [value]),
  z.array(Field).default([]),
);

/** Who is said to be behind an incident. Lists of one row are read side by side. */
const Attribution = z
  .strictObject({
    country: Field.optional(),
    actor: Field.optional(),
    /** `slashes`: names of one group; `commas`: groups; otherwise the cell is one name. */
    names: z.enum(['slashes', 'commas']).optional(),
    /** What kind of actor it is said to be. */
    what: Field.optional(),
    /** What the one named is said to be: `attacker`. */
    role: z.string().min(1).max(60).default('attacker'),
    /** What the country is said to be, where that is told apart: `suspected sponsor`. */
    countryRole: z.string().min(1).max(60).optional(),
    /** How sure the table is of all that it says here, in words. */
    confidence: z.string().min(1).max(160).optional(),
    /** Who says so, the first that is known; otherwise the table itself. */
    by: Fields,
    /** When it was said. */
    on: Field.optional(),
    /** On what ground, in the table's words. */
    basis: Fields,
    bases: z.record(z.string(), Basis).default({}).transform(byWords),
    /** Words of the ground that mean that others say otherwise. */
    disputed: z.array(z.string()).default([]),
    /** Pages that carry it; tied to it only where the row has one attribution. */
    links: Fields,
    /** Only where the ones before it say nothing of the row. */
    otherwise: z.boolean().default(false),
  })
  .refine(({ actor, country }) => actor !== undefined || country !== undefined, {
    error: 'an attribution needs "country" or "actor"',
  });
export type Attribution = z.infer<typeof Attribution>;

/** Who was hit. Lists of one row are read side by side, a victim each. */
const Victim = z.strictObject({
  name: Field.optional(),
  country: Field.optional(),
  /** From coarse to fine: the finest whose sector is known counts. */
  sector: Fields,
  /** All of the row's values are of one victim. */
  together: z.boolean().default(false),
});
export type Victim = z.infer<typeof Victim>;

/** How the columns of a table of incidents become records; see docs/importing-tables.md. */
export const Mapping = z.strictObject({
  /** Who keeps the table and says what it says. */
  publisher: z.string().min(1).max(100),
  title: z.string().min(1).max(300),
  url: z.url({ protocol: /^https?$/, error: 'not an address: begin with https://' }),
  /** Address of what is published on one row; `{column}` stands for a cell. */
  page: z.string().min(1).max(500).optional(),
  tier: Tier.default('community'),
  delimiter: z.string().min(1).max(1).optional(),
  encoding: z.enum(['utf-8', 'latin-1', 'utf-16le']).default('utf-8'),
  /** Words that mean that nothing is known. */
  unknown: z.array(z.string()).default([]),
  dates: z.array(DateStyle).min(1).default(['year-month-day']),
  /** Sectors that words of the table mean, where the usual words do not tell. */
  sectors: z
    .record(
      z.string(),
      z.union([Sector.transform((one) => [one]), z.array(Sector)], { error: 'not a sector' }),
    )
    .default({})
    .transform(byWords),
  incident: z.strictObject({
    /** A column with ids, or columns that together tell rows apart. */
    id: z.union([Column, z.array(Column).min(1)]),
    /** Before each id, so that it says where it is from. */
    prefix: z
      .string()
      .max(20)
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: 'small letters, digits and "-"' })
      .default('row'),
    title: Field,
    description: Field.optional(),
    disclosed: Field.optional(),
    disclosedNote: Prose.optional(),
    began: Field.optional(),
    ended: Field.optional(),
    periodNote: Prose.optional(),
    /** What was done. */
    method: Field.optional(),
    /** What was done about it. */
    response: Field.optional(),
    links: Fields,
  }),
  attributions: z.array(Attribution).default([]),
  victims: z.array(Victim).default([]),
});
export type Mapping = z.infer<typeof Mapping>;
