import { z } from 'zod';

/** Of an object: its type, two hyphens, a UUID; some producers write something else for the UUID. */
const Id = z
  .string()
  .max(200)
  .regex(/^[a-z][a-z0-9-]{0,60}--[A-Za-z0-9._-]+$/, { error: 'not the id of a STIX object' });

const Text = z.string().max(200_000);
const Name = z.string().trim().min(1).max(1_000);

/** A list in which an element that is not what it should be is left out: it only decorates. */
function lenient<T extends z.ZodType>(element: T) {
  return z
    .array(z.unknown())
    .nullish()
    .transform((items) =>
      (items ?? []).flatMap((item): z.output<T>[] => {
        const parsed = element.safeParse(item);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

const ExternalReference = z.object({
  source_name: z.string().trim().min(1).max(1_000),
  url: z.string().trim().max(4_000).optional(),
  description: Text.optional(),
  external_id: z.string().trim().min(1).max(120).optional(),
});
export type ExternalReference = z.output<typeof ExternalReference>;

export const Common = z.object({
  id: Id,
  created: z.string().optional(),
  modified: z.string().optional(),
  created_by_ref: Id.optional(),
  revoked: z.boolean().nullish(),
  x_mitre_deprecated: z.boolean().nullish(),
  /** From 0 to 100. */
  confidence: z.number().min(0).max(100).nullish(),
  // Marks bind, so neither list is lenient.
  object_marking_refs: z.array(Id).default([]),
  granular_markings: z
    .array(z.object({ marking_ref: Id.optional(), lang: z.string().optional() }))
    .default([]),
  external_references: lenient(ExternalReference),
});
export type Common = z.output<typeof Common>;

const described = { name: Name, description: Text.nullish(), aliases: lenient(Name) };
const seen = { first_seen: z.string().nullish(), last_seen: z.string().nullish() };

/** The kinds of objects that are used, with the fields that are; both versions have these alike. */
export const SCHEMAS = {
  'intrusion-set': Common.extend({ type: z.literal('intrusion-set'), ...described, ...seen }),
  'threat-actor': Common.extend({ type: z.literal('threat-actor'), ...described, ...seen }),
  campaign: Common.extend({
    type: z.literal('campaign'),
    ...described,
    ...seen,
    x_mitre_first_seen_citation: Text.nullish(),
    x_mitre_last_seen_citation: Text.nullish(),
  }),
  /** 2.1 only, and there no more than a name and a description. */
  incident: Common.extend({ type: z.literal('incident'), ...described }),
  identity: Common.extend({
    type: z.literal('identity'),
    name: Name,
    identity_class: z.string().nullish(),
    sectors: lenient(z.string().max(120)),
    /** ISO 3166 codes; a custom field of the Cyber Threat Alliance's members. */
    x_cta_country: lenient(z.string().max(60)),
  }),
  /** 2.1 only. */
  location: Common.extend({
    type: z.literal('location'),
    name: Name.nullish(),
    country: z.string().max(60).nullish(),
    region: z.string().max(60).nullish(),
  }),
  report: Common.extend({
    type: z.literal('report'),
    name: Name,
    published: z.string().nullish(),
    object_refs: lenient(Id),
  }),
  relationship: Common.extend({
    type: z.literal('relationship'),
    relationship_type: z.string().max(120),
    source_ref: Id,
    target_ref: Id,
    description: Text.nullish(),
    start_time: z.string().nullish(),
    stop_time: z.string().nullish(),
  }),
  'marking-definition': Common.extend({
    type: z.literal('marking-definition'),
    name: z.string().nullish(),
    definition_type: z.string().nullish(),
    definition: z.record(z.string(), z.unknown()).nullish(),
    extensions: z.record(z.string(), z.record(z.string(), z.unknown())).nullish(),
  }),
} as const;

export type Type = keyof typeof SCHEMAS;
export type ObjectOf<T extends Type> = z.output<(typeof SCHEMAS)[T]>;
export type StixObject = ObjectOf<Type>;

export type ActorObject = ObjectOf<'intrusion-set'> | ObjectOf<'threat-actor'>;
export type IncidentObject = ObjectOf<'campaign'> | ObjectOf<'incident'>;
export type Relationship = ObjectOf<'relationship'>;

/** What an object says it is, before it is known to be sound; undefined when it is no STIX object. */
export function typeOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, id } = value as { type?: unknown; id?: unknown };
  return typeof type === 'string' && typeof id === 'string' ? type : undefined;
}

export function isUsed(type: string): type is Type {
  return Object.hasOwn(SCHEMAS, type);
}

/** The type in an id: what a reference leads to can be told without following it. */
export function typeIn(id: string): string {
  return id.slice(0, id.indexOf('--'));
}
