import { z } from 'zod';
import { PartialDate, Period } from './partial-date.ts';
import { Description, Prose, RecordId, Sector } from './vocabulary.ts';

/** A group of people or organisations that the operation was aimed at. */
export const Target = z.strictObject({
  sectors: z.array(Sector).min(1),
  description: Prose,
  sources: z.array(RecordId).min(1),
});
export type Target = z.infer<typeof Target>;

/** Something that happened in the matter after, or just before, its disclosure. */
export const Update = z.strictObject({
  on: PartialDate,
  headline: z.string().min(1).max(150),
  body: Prose,
  sources: z.array(RecordId).min(1),
});
export type Update = z.infer<typeof Update>;

/** A disclosed operation or campaign. */
export const Incident = z.strictObject({
  id: RecordId,
  title: z.string().min(1).max(300),
  /** Short name for buttons and tables. */
  label: z.string().min(1).max(80),
  /** Other names and key words people look it up by. */
  names: z.array(z.string().min(1).max(160)).default([]),
  disclosedOn: PartialDate,
  disclosedOnNote: Prose.optional(),
  /**
   * Its catalogue does not say when it was disclosed: `disclosedOn` is a date of the operation, for order
   * alone. When it became public is unknown, so views of the past leave it out.
   */
  disclosedOnStandsIn: z.literal(true).optional(),
  occurred: Period.extend({ note: Prose.optional() }),
  /** For lookup only: who lays the incident to which of them is told by the claims that name them. */
  actors: z.array(RecordId).default([]),
  targets: z.array(Target).default([]),
  /** Questions that the public record leaves open; claims take a stance on them. */
  topics: z.array(z.strictObject({ id: RecordId, title: z.string().min(1).max(80) })).default([]),
  updates: z.array(Update).default([]),
  related: z.array(RecordId).default([]),
  description: Description.optional(),
});
export type Incident = z.infer<typeof Incident>;
