import { z } from 'zod';
import { PartialDate } from './partial-date.ts';
import { RecordId, Sector, Tier, Tlp } from './vocabulary.ts';

/** How much an item matters to whoever it concerns; the publisher's judgement, not a measurement. */
export const Severity = z.enum(['low', 'medium', 'high', 'critical']);
export type Severity = z.infer<typeof Severity>;

/** Whether one severity is at least another. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return Severity.options.indexOf(severity) >= Severity.options.indexOf(least);
}

/**
 * `correction` and `retraction` are items about what others published or what a catalogue held. When a
 * disclosure of our own was wrong, it gets a revision, and its kind stays what it was.
 */
export const DisclosureKind = z.enum(['new', 'update', 'correction', 'retraction']);
export type DisclosureKind = z.infer<typeof DisclosureKind>;

/** As `shared/short-id.ts` makes them. */
export const DisclosureId = z.string().regex(/^D-[0-9A-HJKMNP-TV-Z]{5}$/, {
  error: 'not an id of a disclosure: it looks like D-7F3KQ',
});
export type DisclosureId = z.infer<typeof DisclosureId>;

/** A publication as a disclosure cites it: a copy, so that what was sent stays what it was. */
export const CitedSource = z.strictObject({
  /** The record it was copied from, where there is one. */
  record: RecordId.optional(),
  publisher: z.string().trim().min(1).max(120),
  title: z.string().trim().min(1).max(300),
  url: z.url({ protocol: /^https?$/ }).max(500),
  /** Null when the page shows no date. */
  publishedOn: PartialDate.nullable(),
  tier: Tier,
});
export type CitedSource = z.infer<typeof CitedSource>;

/** Items in one digest: as many as fit one message on every platform. What is more makes another. */
export const DIGEST_ITEMS = 10;

/** Sized so that a disclosure with its history line fits one message on every platform. */
export const LIMITS = { headline: 150, body: 1_200, reason: 500, sources: 6, actors: 8 } as const;

/** An item pushed to channels, in our own words. */
export const Disclosure = z.strictObject({
  id: DisclosureId,
  kind: DisclosureKind,
  severity: Severity,
  headline: z.string().trim().min(1).max(LIMITS.headline),
  body: z.string().trim().min(1).max(LIMITS.body),
  incident: RecordId.optional(),
  actors: z.array(RecordId).max(LIMITS.actors).default([]),
  /** Who is concerned, beside those that the incident's targets name. */
  sectors: z.array(Sector).default([]),
  /** The claims it rests on: a change of one of them asks for a correction. */
  claims: z.array(RecordId).default([]),
  sources: z
    .array(CitedSource)
    .min(1, { error: 'a disclosure needs at least one source' })
    .max(LIMITS.sources),
  tlp: Tlp.default('CLEAR'),
  /** `desk` when it was written here; else the catalogue whose change it tells of. */
  catalogue: z.string().min(1).max(80).default('desk'),
});
export type Disclosure = z.infer<typeof Disclosure>;

/** One version of a disclosure. Revisions are never changed or deleted. */
export interface DisclosureRevision {
  readonly disclosure: Disclosure;
  /** 1 for the first, counting up without gaps. */
  readonly revision: number;
  /** A retracted one keeps the text that it had. */
  readonly state: 'published' | 'retracted';
  /** What was wrong before, in our own words; undefined for the first. */
  readonly reason: string | undefined;
  readonly at: Date;
  /** Nothing of it leaves before; undefined when it left at once. */
  readonly embargo: Date | undefined;
  /** Who published it; a platform's id, an account of this machine, or `policy:<name>`. */
  readonly by: { readonly id: string; readonly name: string };
}
