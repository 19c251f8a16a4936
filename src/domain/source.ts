import { z } from 'zod';
import { PartialDate } from './partial-date.ts';
import { Prose, RecordId, Tier } from './vocabulary.ts';

/** A publication that carries claims. */
export const Source = z.strictObject({
  id: RecordId,
  publisher: z.string().min(1).max(120),
  /** Where a copy was read when the original was not, e.g. a syndicating outlet. */
  via: z.string().min(1).max(120).optional(),
  title: z.string().min(1).max(300),
  url: z.url({ protocol: /^https?$/ }),
  /** Null when the page shows no date. */
  publishedOn: PartialDate.nullable(),
  tier: Tier,
  note: Prose.optional(),
  /** Subjects that somebody says it is about, though no claim here rests on it yet. */
  about: z.array(RecordId).optional(),
});
export type Source = z.infer<typeof Source>;
