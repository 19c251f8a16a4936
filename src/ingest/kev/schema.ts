import { z } from 'zod';
import { CveId } from '../../domain/advisory.ts';
import { PartialDate } from '../../domain/partial-date.ts';

/**
 * One entry of the catalogue, alike in the JSON and the CSV edition, as its JSON schema has it:
 * https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities_schema.json
 */
export const KevEntry = z.object({
  cveID: CveId,
  vendorProject: z.string().trim(),
  product: z.string().trim(),
  vulnerabilityName: z.string().trim().min(1),
  dateAdded: PartialDate,
  shortDescription: z.string().trim(),
  requiredAction: z.string().trim(),
  dueDate: PartialDate.optional().catch(undefined),
  knownRansomwareCampaignUse: z.enum(['Known', 'Unknown']).optional().catch(undefined),
  notes: z.string().default(''),
});
export type KevEntry = z.infer<typeof KevEntry>;
