import type { Actor } from '../domain/actor.ts';
import type { Advisory } from '../domain/advisory.ts';
import type { Claim } from '../domain/claim.ts';
import type { Conflict } from '../domain/conflict.ts';
import type { Incident } from '../domain/incident.ts';
import type { PartialDate } from '../domain/partial-date.ts';
import type { Programme } from '../domain/programme.ts';
import type { RecordKind, RecordRevision } from '../domain/record.ts';
import type { Source } from '../domain/source.ts';
import type { Tlp } from '../domain/vocabulary.ts';

/**
 * All that Tocsin knows at one moment: immutable, in memory, and queried by pure functions only.
 * Every list is in the order a reader expects: incidents newest disclosure first, claims as their
 * pack lists them, sources by date.
 */
export interface Knowledge {
  /** Set when this is an `as-of:` view; the day up to which publications count. */
  readonly asOf: PartialDate | undefined;
  /** When the newest revision in the view was recorded; undefined when there is none. */
  readonly recordedAt: Date | undefined;
  readonly counts: Readonly<Record<RecordKind, number>>;

  incident(id: string): Incident | undefined;
  actor(id: string): Actor | undefined;
  programme(id: string): Programme | undefined;
  claim(id: string): Claim | undefined;
  source(id: string): Source | undefined;
  advisory(id: string): Advisory | undefined;
  /** The catalogue a record came from, e.g. `pack:tocsin`. */
  catalogueOf(id: string): string | undefined;
  /** Every revision of a record, oldest first, this view's last. */
  history(id: string): readonly RecordRevision[];
  /** Every record of what is known now, in no particular order of kinds. */
  standing(): Iterable<StandingRecord>;

  incidents(): readonly Incident[];
  actors(): readonly Actor[];
  programmes(): readonly Programme[];
  sources(): readonly Source[];
  /** Newest first. */
  advisories(): readonly Advisory[];
  /**
   * Advisories with exactly this id, or else all that have this number or are about this CVE: those of
   * exploited flaws first, then the newest.
   */
  advisoriesNamed(name: string): readonly Advisory[];
  /** Claims about an incident, actor or programme. */
  claimsAbout(subject: string): readonly Claim[];
  /** Claims that name this one in `conflictsWith`, and those it names, each once. */
  claimsInConflictWith(claimId: string): readonly Claim[];
  /** Conflicts about an incident, actor or programme. */
  conflictsAbout(subject: string): readonly Conflict[];
  incidentsOfActor(actorId: string): readonly Incident[];
  /** Claims that rest on a source. */
  claimsFrom(sourceId: string): readonly Claim[];
  /** Sources said to be about a subject on which no claim about it rests, oldest first. */
  sourcesAbout(subject: string): readonly Source[];
  /** Relation claims by which other actors point at this one. */
  relationsTo(actorId: string): readonly Claim[];
  /** Countries that attribution claims link the actor to, most often claimed first. */
  originsOf(actorId: string): readonly string[];

  /** Every actor, incident or programme that goes by exactly this name, ignoring case, spacing and punctuation. */
  resolve(name: string, kinds?: readonly SubjectKind[]): readonly NameMatch[];
  /** Names close to one that did not resolve, best first: for "did you mean". Each label once. */
  suggest(name: string, kinds?: readonly SubjectKind[], limit?: number): readonly NameMatch[];
  /** Names that begin with, or contain a word that begins with, the prefix: for autocomplete. */
  complete(prefix: string, kinds?: readonly SubjectKind[], limit?: number): readonly NameMatch[];
  /** Full text over names, titles and claims; typo-tolerant, ranked. */
  search(query: string, options?: SearchOptions): readonly SearchHit[];
  /** Every actor and incident that running text names, with the words that named it. */
  namesIn(text: string): readonly NamedInText[];
  /**
   * A reader of running text that finds names and some words besides in one pass. To be made once for
   * many texts. Words are given by their spelling; those with a capital mean it: `US`, not `us`.
   */
  textReader<T>(words: ReadonlyMap<string, T>): (text: string) => readonly FoundInText<T>[];
  /** What was known on a date: see `snapshot.ts` for what counts. */
  at(date: PartialDate): Knowledge;
  /**
   * What may be seen where nothing marked above the ceiling is: as if what is above it had never
   * been recorded, see `within.ts`. Never more than this view; this view itself when nothing in it
   * is above the ceiling.
   */
  within(ceiling: Tlp): Knowledge;
  /** Claims left out of an `as-of:` view because they, or all their sources, came later or bear no date. */
  readonly leftOut: { readonly later: number; readonly undated: number };
}

/** A record as its own catalogue has it: the ids in it are that catalogue's. */
export interface StandingRecord {
  readonly first: RecordRevision;
  /** The first too, where nothing was changed since. */
  readonly newest: RecordRevision;
}

export type SubjectKind = 'incident' | 'actor' | 'programme';

export interface NameMatch {
  readonly kind: SubjectKind;
  readonly id: string;
  /** The record's own label. */
  readonly label: string;
  /** The name that matched, in its original spelling. */
  readonly name: string;
  /** The match went through a known misspelling. */
  readonly misspelling: boolean;
  readonly catalogue: string;
}

export interface SearchOptions {
  readonly kinds?: readonly SearchHit['kind'][];
  /** Claims and records about this subject only. */
  readonly about?: string;
  /** A subject whose claims win when others answer about as well. */
  readonly prefer?: string;
  readonly limit?: number;
}

export interface SearchHit {
  readonly kind: SubjectKind | 'claim' | 'advisory';
  readonly id: string;
  /** Higher is better; comparable within one query only. */
  readonly score: number;
}

export interface NamedInText {
  readonly match: NameMatch;
  /**
   * It may well mean something else: the name does in most texts, or is written here as a phrase would
   * be (an oil rig, scattered spider webs).
   */
  readonly everyday: boolean;
  /** Start and end in UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
}

/** A name of a record, or a word that was asked for. */
export type FoundInText<T> =
  | NamedInText
  | { readonly meaning: T; readonly start: number; readonly end: number };
