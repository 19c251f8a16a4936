import { z } from 'zod';
import { Prose, RecordId } from './vocabulary.ts';

const Side = z.strictObject({
  text: Prose,
  sources: z.array(RecordId).min(1),
  /** The claims that take this side, where the pack holds them. */
  claims: z.array(RecordId).default([]),
});

/** A point on which publications differ. Both sides are kept; neither is merged away. */
export const Conflict = z.strictObject({
  id: RecordId,
  topic: z.string().min(1).max(150),
  /** The incidents, actors or programmes it concerns. */
  about: z.array(RecordId).min(1),
  sides: z.array(Side).min(2),
  /** Why they differ, or how to handle it. */
  note: Prose,
});
export type Conflict = z.infer<typeof Conflict>;
