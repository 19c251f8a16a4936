import { z } from 'zod';
import { DisclosureKind, Severity } from './disclosure.ts';
import type { Place } from './place.ts';
import { RecordId, Sector } from './vocabulary.ts';

/** As `shared/short-id.ts` makes them. */
export const SubscriptionId = z.string().regex(/^S-[0-9A-HJKMNP-TV-Z]{5}$/, {
  error: 'not an id of a subscription: it looks like S-4M2XQ',
});
export type SubscriptionId = z.infer<typeof SubscriptionId>;

const Words = z.array(z.string().trim().min(2).max(80)).max(20).default([]);

/**
 * What a channel wants to hear of. Between fields: all must hold. Within a list: one suffices; an empty
 * list asks for nothing. `exclude` stops an item whatever else holds.
 */
export const Filter = z.strictObject({
  incidents: z.array(RecordId).max(50).default([]),
  /** Every record that the name given leads to: one name may be in several catalogues. */
  actors: z.array(RecordId).max(50).default([]),
  /** Countries that somebody links one of the item's groups to, as claims write them. */
  origins: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  sectors: z.array(Sector).default([]),
  kinds: z.array(DisclosureKind).default([]),
  /** Least severity. */
  severity: Severity.default('high'),
  /** Words or phrases, whole and in any case, in headline or body. */
  include: Words,
  exclude: Words,
  /** Publishers of its sources, or catalogues. */
  publishers: z.array(z.string().trim().min(1).max(120)).max(20).default([]),
});
export type Filter = z.infer<typeof Filter>;

export const Weekday = z.enum([
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]);
export type Weekday = z.infer<typeof Weekday>;

const LocalTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'not a time: 08:30' });

/** When matching items are posted. Times are local to the zone, across changes of its clocks. */
export const Cadence = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('item') }),
  z.strictObject({ every: z.literal('day'), at: LocalTime, zone: z.string().min(1).max(60) }),
  z.strictObject({
    every: z.literal('week'),
    on: Weekday,
    at: LocalTime,
    zone: z.string().min(1).max(60),
  }),
]);
export type Cadence = z.infer<typeof Cadence>;

/** A channel's standing wish. */
export interface Subscription {
  readonly id: SubscriptionId;
  readonly place: Place;
  readonly filter: Filter;
  readonly cadence: Cadence;
  /** Id of the one role or group that posts may call; undefined: nobody. */
  readonly mention: string | undefined;
  /** What falls before it is not posted, nor posted later. */
  readonly pausedUntil: Date | undefined;
  readonly addedBy: { readonly id: string; readonly name: string };
  readonly addedAt: Date;
}
