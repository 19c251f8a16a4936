import type { Disclosure } from '../domain/disclosure.ts';
import type { Sector, Tlp } from '../domain/vocabulary.ts';
import type { FacetsOf } from './match.ts';
import { nameOf, wordsOf } from './words.ts';

/** What has to be known to make facets; a snapshot of knowledge is one. */
export interface Known {
  incident(id: string):
    | {
        readonly actors: readonly string[];
        readonly targets: readonly { readonly sectors: readonly Sector[] }[];
      }
    | undefined;
  /** Countries that somebody links the group to. */
  originsOf(actorId: string): readonly string[];
  /** Groups and incidents that running text names. */
  namesIn(
    text: string,
  ): readonly { readonly match: { readonly kind: string; readonly id: string } }[];
  /** The same without what is marked above the ceiling. */
  within(ceiling: Tlp): Known;
}

/** An item that names no incident is about those that its words name. */
function incidentsOf({ incident }: Disclosure, named: readonly string[]): readonly string[] {
  return incident === undefined ? named : [incident];
}

/**
 * Makes facets with what is known now. Only what is marked no higher than the disclosure itself counts:
 * that a channel gets an item must not give away a claim that it may not see.
 */
export function createFacets(known: Known): FacetsOf {
  return (disclosure) => {
    const visible = known.within(disclosure.tlp);
    const text = `${disclosure.headline}\n\n${disclosure.body}`;
    const named = visible.namesIn(text).map(({ match }) => match);
    const ids = (kind: string) => named.flatMap((one) => (one.kind === kind ? [one.id] : []));
    const incidents = incidentsOf(disclosure, ids('incident'));
    const records = incidents.flatMap((id) => visible.incident(id) ?? []);
    const actors = new Set([
      ...disclosure.actors,
      ...records.flatMap((record) => record.actors),
      ...ids('actor'),
    ]);
    const targeted = records.flatMap(({ targets }) => targets.flatMap(({ sectors }) => sectors));
    const publishers = disclosure.sources.map(({ publisher }) => publisher);
    return {
      incidents: new Set(incidents),
      actors,
      origins: new Set([...actors].flatMap((id) => visible.originsOf(id)).map(nameOf)),
      sectors: new Set([...disclosure.sectors, ...targeted]),
      kind: disclosure.kind,
      severity: disclosure.severity,
      // No phrase runs from the one into the other.
      words: `${wordsOf(disclosure.headline)}|${wordsOf(disclosure.body)}`,
      publishers: new Set([...publishers, disclosure.catalogue].map(nameOf)),
    };
  };
}
