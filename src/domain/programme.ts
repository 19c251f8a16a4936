import { z } from 'zod';
import { RecordId } from './vocabulary.ts';

/** A standing service that incidents keep referring to, such as a provider's warning scheme. */
export const Programme = z.strictObject({
  id: RecordId,
  label: z.string().min(1).max(48),
  operator: z.string().min(1).max(120),
  names: z.array(z.string().min(1).max(80)).default([]),
});
export type Programme = z.infer<typeof Programme>;
