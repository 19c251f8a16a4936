import type { Disclosure, DisclosureKind, Severity } from '../domain/disclosure.ts';
import type { Filter, Subscription } from '../domain/subscription.ts';

/** All of a disclosure that a filter can ask about, ready to be compared. */
export interface Facets {
  readonly incidents: ReadonlySet<string>;
  /** Those it names by id, those of its incident, and those that its words name. */
  readonly actors: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  readonly sectors: ReadonlySet<string>;
  readonly kind: DisclosureKind;
  readonly severity: Severity;
  /** Headline and body, folded for looking up whole words. */
  readonly words: string;
  readonly publishers: ReadonlySet<string>;
}

/** Makes a disclosure's facets with what is known now. */
export type FacetsOf = (disclosure: Disclosure) => Facets;

/** The parts of a filter, each of which can stop an item. */
export type Rule =
  | 'severity'
  | 'kinds'
  | 'incidents'
  | 'actors'
  | 'origins'
  | 'sectors'
  | 'include'
  | 'exclude'
  | 'publishers';

/** Decides which of many subscriptions want an item. Made once for a set of them, used for many items. */
export interface Matcher {
  wanting(facets: Facets): readonly Subscription[];
}

/** Which rules stop an item, in the order in which people read a filter; none: it passes. */
export type StoppedBy = (filter: Filter, facets: Facets) => readonly Rule[];
