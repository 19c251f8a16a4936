import { z } from 'zod';
import { PartialDate } from './partial-date.ts';
import { RecordId, Tlp } from './vocabulary.ts';

/** As https://www.cve.org numbers vulnerabilities: four digits or more after the year. */
export const CveId = z
  .string()
  .regex(/^CVE-\d{4}-\d{4,19}$/, { error: 'not a CVE id: write CVE-2024-1234' });
export type CveId = z.infer<typeof CveId>;

/**
 * A notice of somebody who watches over vulnerabilities, about flaws in products. It never says who
 * exploits them: no actor is linked to one, by its publisher or by us.
 */
export const Advisory = z.strictObject({
  id: RecordId,
  /** `exploited-vulnerability`: its publisher holds that the flaw is exploited, without saying by whom. */
  kind: z.enum(['exploited-vulnerability', 'security-advisory']),
  title: z.string().trim().min(1).max(300),
  /** What its publisher calls it by: a CVE id, `ICSA-24-200-01`. */
  label: z.string().trim().min(1).max(80),
  publisher: z.string().trim().min(1).max(120),
  publishedOn: PartialDate.nullable(),
  /** When its publisher last changed it, where that is not the day it came out. */
  updatedOn: PartialDate.optional(),
  cves: z.array(CveId).max(2000).default([]),
  /** The products it concerns, without versions: `Citrix Session Recording`. */
  products: z.array(z.string().trim().min(1).max(200)).max(1000).default([]),
  /** How many more it names than are kept. */
  moreProducts: z.int().positive().optional(),
  /** What is wrong, in the publisher's words. */
  summary: z.string().trim().min(1).max(10_000).optional(),
  /** What to do about it, in the publisher's words. */
  advice: z.string().trim().min(1).max(10_000).optional(),
  /** The day by which those whom the publisher binds have to have done so. */
  dueOn: PartialDate.optional(),
  /** Whether the publisher knows of use in ransomware campaigns; `unknown` is not no. */
  ransomware: z.enum(['known', 'unknown']).optional(),
  tlp: Tlp.default('CLEAR'),
  /** Where its publisher shows it. */
  sources: z.array(RecordId).min(1),
  /** Pages that its publisher points to; nothing here rests on them. */
  references: z.array(RecordId).max(1000).default([]),
});
export type Advisory = z.infer<typeof Advisory>;
