import type { Claim } from '../domain/claim.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import type { Source } from '../domain/source.ts';
import type { Draft, NewDraft } from './desk.ts';

/** A claim whose record changed. */
export interface ClaimChange {
  readonly catalogue: string;
  readonly before: Claim;
  /**
   * The claim now, or another that came in its place by `supersedes`; undefined when the catalogue no
   * longer carries it.
   */
  readonly after: Claim | undefined;
}

/** What happened to claims since it was last asked. */
export interface ChangedClaims {
  readonly changes: readonly ClaimChange[];
  /** Claims that were not there before. */
  readonly added: readonly Claim[];
  /** The newest revision of every disclosure that rests on a claim of these, not of retracted ones. */
  readonly resting: readonly DisclosureRevision[];
  /** Those that the claims cite, by id, as they were last; those that are carried no longer, too. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** Port: changes of claims, each handed over once over all nodes. */
export interface ClaimChanges {
  /**
   * Hands over what changed and keeps the drafts that are made of it, in one transaction. Where somebody
   * is at a draft of the same disclosure, theirs stays. When `make` throws nothing is kept, and the
   * changes are handed over the next time. What a catalogue holds when it is first taken in is no
   * change, but for the desk's.
   * @returns the drafts kept
   */
  take(make: (changed: ChangedClaims) => readonly NewDraft[]): Promise<readonly Draft[]>;
}
