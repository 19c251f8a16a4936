import { z } from 'zod';

/** How close a publication stands to what it tells. */
export const Tier = z.enum([
  'primary',
  'government',
  'vendor',
  'wire',
  'press',
  'state-media',
  'community',
]);
export type Tier = z.infer<typeof Tier>;

/** Who may see a claim: Traffic Light Protocol 2.0, https://www.first.org/tlp/. */
export const Tlp = z.enum(['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED']);
export type Tlp = z.infer<typeof Tlp>;

/** Whether a mark admits fewer readers than the ceiling does. */
export function isAbove(mark: Tlp, ceiling: Tlp): boolean {
  return Tlp.options.indexOf(mark) > Tlp.options.indexOf(ceiling);
}

export const ClaimKind = z.enum([
  'figure',
  'attribution',
  'target',
  'exclusion',
  'method',
  'response',
  'denial',
  'alias',
  'relation',
]);
export type ClaimKind = z.infer<typeof ClaimKind>;

/** On what ground a claim stands in the source that carries it. */
export const Basis = z.enum(['first-hand', 'named-source', 'unnamed-sources', 'official-document']);
export type Basis = z.infer<typeof Basis>;

export const Status = z.enum(['asserted', 'confirmed', 'disputed', 'corrected', 'retracted']);
export type Status = z.infer<typeof Status>;

export const Qualifier = z.enum(['exactly', 'at-least', 'at-most', 'about']);
export type Qualifier = z.infer<typeof Qualifier>;

/** What was done to the things counted. Attempted, attacked and compromised are three things. */
export const Metric = z.enum([
  'identified',
  'targeted',
  'attacked',
  'compromised',
  'affected',
  'notified',
  'stolen',
  'published',
  'received',
  'reached',
  'seized',
  'disrupted',
  'charged',
  'sanctioned',
  'sued',
  'rewarded',
  'observed',
  'tracked',
  'available',
  'located',
  'changed',
]);
export type Metric = z.infer<typeof Metric>;

export const Sector = z.enum([
  'political-campaign',
  'political-party',
  'political-organisation',
  'government',
  'legislature',
  'local-government',
  'election-system',
  'voters',
  'candidate',
  'media',
  'civil-society',
  'diaspora',
  'academia',
  'think-tank',
  'policy-expert',
  'critical-infrastructure',
  'telecommunications',
  'technology',
  'defence',
  'intelligence',
  'business',
  'individuals',
]);
export type Sector = z.infer<typeof Sector>;

/** Where a claim stands on a question that its incident leaves open (see `Incident.topics`). */
export const Stance = z.enum([
  'asserts',
  'supports',
  'could-not-confirm',
  'denies',
  'declines',
  'misreports',
]);
export type Stance = z.infer<typeof Stance>;

export const RelationKind = z.enum([
  'same-as',
  'overlaps',
  'part-of',
  'contains',
  'renamed',
  'distinct-from',
  'confused-with',
  'reattributed',
  'reported-link',
]);
export type RelationKind = z.infer<typeof RelationKind>;

/** Lower-case words joined by `-` or `.`; claims are `<subject id>.<own name>`. */
export const RecordId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, { error: 'not an id: use a-z, 0-9, "-" and "."' });
export type RecordId = z.infer<typeof RecordId>;

export const Prose = z.string().trim().min(1).max(2000);

/** What a catalogue says of its own record, in the catalogue's words. */
export const Description = z.strictObject({
  text: z.string().trim().min(1).max(10_000),
  sources: z.array(RecordId).min(1),
});
export type Description = z.infer<typeof Description>;
