import { z } from 'zod';

const Title = z.string().trim().max(1_000);

/** https://docs.oasis-open.org/cti/taxii/v2.1/os/taxii-v2.1-os.html, section 4.1 */
export const Discovery = z.object({ api_roots: z.array(z.string().max(2_000)).max(50) });

/** Section 4.2. */
export const ApiRoot = z.object({ versions: z.array(z.string()) });

/** Section 5.2. */
export const Collection = z.object({
  id: z.string().min(1).max(200),
  title: Title.default(''),
  alias: Title.optional(),
  can_read: z.boolean(),
});
export type Collection = z.output<typeof Collection>;

/** Section 5.1; there is no such list in a root without any. */
export const Collections = z.object({ collections: z.array(z.unknown()).max(10_000) });

/** Section 3.7. */
export const Envelope = z.object({
  more: z.boolean().nullish(),
  next: z.string().min(1).max(4_000).nullish(),
  objects: z.array(z.unknown()).default([]),
});
