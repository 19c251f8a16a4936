import type { PartialDate } from '../domain/partial-date.ts';
import type { Tier } from '../domain/vocabulary.ts';

/** Who did it: a platform's id, an account of this machine, or `policy:<name>`. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Why an item may matter here: what it names, in whose words, and where. */
export interface Reason {
  readonly kind: 'actor' | 'incident' | 'sector' | 'country';
  /** Of the record; a sector's or country's own word. */
  readonly id: string;
  /** As the record, the sector or the country is called. */
  readonly label: string;
  /** As the item has it. */
  readonly words: string;
  readonly where: 'title' | 'text';
  /** A name that means nothing else; an everyday word beside other signs is weak. */
  readonly strong: boolean;
}

/** What a feed item says, as plain text; nothing of it is markup. */
export interface ItemText {
  readonly title: string;
  /** At most 2,000 characters; empty when the feed gives none. */
  readonly summary: string;
  /** http or https; undefined when the feed gives none that is. */
  readonly url: string | undefined;
  readonly publishedOn: PartialDate | undefined;
}

/** One item of one feed as it stands now. */
export interface LeadItem extends ItemText {
  /** A number, as text. */
  readonly id: string;
  readonly feed: string;
  readonly publisher: string;
  readonly tier: Tier;
  readonly foundAt: Date;
  /** What it said before, the oldest first; empty when it never changed. */
  readonly earlier: readonly (ItemText & { readonly until: Date })[];
  /** When its feed stopped carrying it while older ones stayed, or took it back in so many words. */
  readonly withdrawnAt: Date | undefined;
}

export type LeadState = 'waiting' | 'published' | 'attached' | 'dismissed' | 'muted';

/** Items of one or more publishers that tell the same. What editors decide on. */
export interface Lead {
  /** As `shared/short-id.ts` makes them: L-7F3KQ. */
  readonly id: string;
  /**
   * `correction`: an item of a lead that was published or attached has changed or was withdrawn since; what
   * rests on it may be wrong.
   */
  readonly kind: 'news' | 'correction';
  readonly state: LeadState;
  /** The first item first. Never empty. */
  readonly items: readonly LeadItem[];
  readonly reasons: readonly Reason[];
  /** What was published from it. For a correction: what may have to be put right. */
  readonly disclosure: string | undefined;
  /** The incident it was attached to. */
  readonly incident: string | undefined;
  readonly raisedAt: Date;
  /** Who decided, when, and for a policy which rule; undefined while it waits. */
  readonly decided:
    | { readonly by: Person; readonly at: Date; readonly rule: string | undefined }
    | undefined;
  /** Counts up with each change, an item that joins too. */
  readonly version: number;
}

export interface LeadPage {
  readonly leads: readonly Lead[];
  readonly total: number;
}

/** What editors decided; `waiting` takes a decision back. */
export type Decision =
  | { readonly state: 'waiting' | 'dismissed' }
  /** As dismissed, and what joins it later is not raised again. */
  | { readonly state: 'muted' }
  | { readonly state: 'published'; readonly disclosure: string }
  | { readonly state: 'attached'; readonly incident: string };

/** The inbox. */
export interface Leads {
  get(id: string): Promise<Lead | undefined>;
  /** Those in one state, corrections first, then the newest. */
  list(state: LeadState, skip: number, limit: number): Promise<LeadPage>;
  /**
   * @param version the lead's, as it was seen; undefined: whatever it is
   * @returns undefined when there is no such lead, or it is no longer as it was seen
   */
  decide(
    id: string,
    version: number | undefined,
    decision: Decision,
    by: Person,
    rule?: string,
  ): Promise<Lead | undefined>;
}
