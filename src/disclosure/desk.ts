import type { Disclosure, DisclosureRevision } from '../domain/disclosure.ts';
import type { RecordDraft } from '../domain/record.ts';
import type { Person } from './subscriptions.ts';

export type Act = 'publish' | 'correct' | 'retract';

/** A revision that somebody prepared and nobody has sent yet. One of each disclosure at a time. */
export interface Draft {
  readonly act: Act;
  /** What the disclosure will say. For `retract`: what it says now. */
  readonly disclosure: Disclosure;
  /** The newest revision when it was prepared; 0 for a disclosure that was never published. */
  readonly base: number;
  /** What was wrong before; always there for `correct` and `retract`. */
  readonly reason: string | undefined;
  /** For `publish`: nothing leaves before it. */
  readonly embargo: Date | undefined;
  /** Records of the catalogue `desk` that are written in the same transaction. */
  readonly records: readonly RecordDraft[];
  /** For what a change of claims led to: what changed from what to what, one sentence each. */
  readonly changes: readonly string[];
  readonly by: Person;
  readonly at: Date;
  /** Counts up with each edit: what was previewed is what is sent. */
  readonly version: number;
}

export type NewDraft = Omit<Draft, 'at' | 'version'>;

/** How many channels something will reach. */
export interface Reach {
  /** New posts, by platform; `digest`: those that will find it in a digest. */
  readonly posts: Readonly<Record<string, { readonly now: number; readonly digest: number }>>;
  /** Posts there already that will be changed in place. */
  readonly edits: number;
}

export interface Published {
  readonly revision: DisclosureRevision;
  readonly reach: Reach;
}

/** Where disclosures are written. Acts of several editors take turns, whichever node they are at. */
export interface Desk {
  /** Puts it in place of a draft of the same disclosure that is there. */
  keep(draft: NewDraft): Promise<Draft>;
  draft(id: string): Promise<Draft | undefined>;
  /** The newest first. */
  drafts(): Promise<readonly Draft[]>;
  /**
   * @param version the draft's, as it was seen
   * @returns false when there is no such draft, or it is no longer as it was seen
   */
  discard(id: string, version: number): Promise<boolean>;
  reach(draft: Draft): Promise<Reach>;
  /**
   * Writes records, revision, ledger rows and jobs in one transaction.
   * @param version the draft's, as it was seen
   * @throws TocsinError `desk.changed` when the draft or the disclosure is no longer as it was seen,
   *   `desk.no-draft` when there is none
   */
  publish(id: string, version: number, by: Person): Promise<Published>;
  /** Every revision whose embargo is over, the oldest first; empty when there is none. */
  revisions(id: string): Promise<readonly DisclosureRevision[]>;
  /** The newest revision of every disclosure that waits for its embargo, the soonest first. For editors. */
  held(): Promise<readonly DisclosureRevision[]>;
  /** The newest revision of every disclosure first published since then, the newest first; no embargoed ones. */
  since(since: Date): Promise<readonly DisclosureRevision[]>;
}
