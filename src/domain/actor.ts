import { z } from 'zod';
import { Description, Prose, RecordId } from './vocabulary.ts';

/** One name of a threat group and who uses it. */
export const ActorName = z.strictObject({
  name: z.string().min(1).max(160),
  usedBy: z.array(z.string().min(1).max(120)).min(1),
  /** When the users took it up or dropped it, in words: "since April 2023". */
  period: z.string().min(1).max(80).optional(),
  /** `misspelling`: found in copy, resolved but never offered; `partial`: covers part of the group. */
  kind: z.enum(['name', 'misspelling', 'partial']).default('name'),
  /** An everyday word or short acronym: matched in free text only beside other evidence. */
  needsContext: z.boolean().default(false),
  sources: z.array(RecordId).min(1),
  note: Prose.optional(),
});
export type ActorName = z.infer<typeof ActorName>;

/** A threat group as one catalogue describes it. Its origin is told by attribution claims only. */
export const Actor = z.strictObject({
  id: RecordId,
  /** The name it is shown under; must be one of `names`. */
  label: z.string().min(1).max(80),
  names: z.array(ActorName).min(1),
  description: Description.optional(),
});
export type Actor = z.infer<typeof Actor>;
