import { z } from 'zod';

const Words = z.array(z.string()).default([]);

/** Of an action, an asset or an attribute: only which kinds there were. */
const Kinds = z.looseObject({ variety: z.union([z.array(z.string()), z.string()]).optional() });

/**
 * A record of VERIS, the Vocabulary for Event Recording and Incident Sharing, as far as it is used here.
 * Fields and what they mean: http://veriscommunity.net and the file `vcdb-schema.json` of
 * https://github.com/vz-risk/VCDB.
 */
export const VerisRecord = z.looseObject({
  incident_id: z.string().trim().min(1),
  security_incident: z.string().default('Unknown'),
  summary: z.string().default(''),
  reference: z.string().default(''),
  /** `High`, `Medium`, `Low`, `None`: how sure the analyst is of the record. */
  confidence: z.string().optional(),
  actor: z.looseObject({
    external: z
      .looseObject({
        variety: Words,
        country: Words,
        name: Words,
        notes: z.string().optional(),
        motive: Words,
      })
      .optional(),
  }),
  action: z.record(z.string(), Kinds).default({}),
  victim: z
    .looseObject({
      victim_id: z.string().optional(),
      country: Words,
      /** North American Industry Classification System, two to six digits. */
      industry: z.string().default('000'),
    })
    .default({ country: [], industry: '000' }),
  attribute: z
    .looseObject({
      confidentiality: z
        .looseObject({
          /** `Yes` (confirmed), `Potentially` (at risk), `No`, `Unknown`. */
          data_disclosure: z.string().default('Unknown'),
          /** "Total records breached." */
          data_total: z.number().optional(),
          data: z
            .array(z.looseObject({ variety: z.string(), amount: z.number().optional() }))
            .default([]),
        })
        .optional(),
    })
    .default({}),
  timeline: z.looseObject({
    /** "When did this incident initially occur?" */
    incident: z.looseObject({
      year: z.int().min(1950).max(2100),
      month: z.int().min(1).max(12).optional(),
      day: z.int().min(1).max(31).optional(),
    }),
  }),
  plus: z
    .looseObject({
      /** Names the record's file. */
      master_id: z.string().optional(),
      created: z.string().optional(),
      modified: z.string().optional(),
    })
    .default({}),
});
export type VerisRecord = z.infer<typeof VerisRecord>;
