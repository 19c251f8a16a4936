import { z } from 'zod';
import { PartialDate, Period } from './partial-date.ts';
import {
  Basis,
  ClaimKind,
  Metric,
  Prose,
  Qualifier,
  RecordId,
  RelationKind,
  Stance,
  Status,
  Tlp,
} from './vocabulary.ts';

/** Who says it: an organisation or person, and the person who spoke for it. */
export const Party = z.strictObject({
  name: z.string().min(1).max(120),
  /** The person or unit through which the party spoke. */
  through: z.string().min(1).max(120).optional(),
});
export type Party = z.infer<typeof Party>;

/**
 * The quantity inside a claim. It is never shown without metric, qualifier, window, scope and the
 * claim's asserter; `limitedBy` names the claims that must stand directly beneath the number.
 */
export const Figure = z.strictObject({
  metric: Metric,
  /** Null: the source states the quantity in words only; `wording` then holds them. */
  value: z.number().finite().nullable(),
  qualifier: Qualifier,
  /** The source's own nuance in our words, e.g. "more than", "nearly", "several". */
  wording: z.string().min(1).max(80).optional(),
  /** What is counted, plural: "accounts", "domains". "percent" and "year" are special. */
  unit: z.string().min(1).max(80),
  /** For a share: what it is a share of. */
  of: z.string().min(1).max(120).optional(),
  /** What exactly is counted and what is not, in words. */
  scope: z.string().min(1).max(300).optional(),
  window: Period.optional(),
  limitedBy: z.array(RecordId).default([]),
});
export type Figure = z.infer<typeof Figure>;

/** One statement about one subject, in our own words. */
export const Claim = z
  .strictObject({
    id: RecordId,
    /** The incident, actor or programme it is about. */
    about: RecordId,
    kind: ClaimKind,
    text: Prose,
    figure: Figure.optional(),
    /** For an attribution: the country that the actor or operation is linked to. */
    country: z.string().min(1).max(60).optional(),
    /** For an attribution or judgement: confidence as the asserter words it. */
    confidence: z.string().min(1).max(160).optional(),
    /**
     * The groups that the asserter lays the incident, or its part of it, to, under whatever name. Not
     * only for attributions: "Strontium attacked 200 organisations" lays them to a group as well.
     */
    actors: z.array(RecordId).min(1).optional(),
    /** For a relation: the other actor and how the two relate. */
    relation: z.strictObject({ kind: RelationKind, actor: RecordId }).optional(),
    /** For a topic of the incident: which, and where this claim stands on it. */
    topic: RecordId.optional(),
    stance: Stance.optional(),
    /** When what it tells took place. */
    window: Period.optional(),
    assertedBy: z.array(Party).min(1),
    /** When it was said; where absent, the earliest dated source stands in. */
    assertedOn: PartialDate.optional(),
    reportedBy: z.array(z.string().min(1).max(120)).default([]),
    basis: Basis,
    status: Status,
    /** A retelling that differs from the statement it retells: wrong, or merely looser. */
    retelling: z.enum(['misreported', 'loosened']).optional(),
    sources: z.array(RecordId).min(1, { error: 'a claim needs at least one source' }),
    conflictsWith: z.array(RecordId).default([]),
    supersedes: RecordId.optional(),
    note: Prose.optional(),
    tlp: Tlp.default('CLEAR'),
  })
  .refine((claim) => (claim.kind === 'figure') === (claim.figure !== undefined), {
    error: 'a claim of kind figure needs "figure", and no other kind may have one',
    path: ['figure'],
  })
  .refine((claim) => (claim.kind === 'relation') === (claim.relation !== undefined), {
    error: 'a claim of kind relation needs "relation", and no other kind may have one',
    path: ['relation'],
  })
  .refine(
    ({ actors, kind, retelling }) =>
      actors === undefined ||
      (kind !== 'denial' && kind !== 'exclusion' && retelling === undefined),
    {
      error:
        'a denial, an exclusion or a retelling cannot have "actors": it lays nothing to a group',
      path: ['actors'],
    },
  );
export type Claim = z.infer<typeof Claim>;
export type FigureClaim = Claim & { readonly figure: Figure };

/** Narrows to claims that carry a quantity. */
export function isFigureClaim(claim: Claim): claim is FigureClaim {
  return claim.figure !== undefined;
}
