import { type Span, type Spans, strong, text } from '../card/span.ts';
import type { Actor } from '../domain/actor.ts';
import type { NameMatch } from '../knowledge/knowledge.ts';
import { sayersOf } from './attribution.ts';
import { catalogueName } from './catalogues.ts';
import type { Citations } from './citations.ts';
import { inSentence } from './party-words.ts';
import type { View } from './view.ts';
import { count, listInWords } from './words.ts';

/** A record that goes by a name, and all that one row or line tells of it. */
export interface KnownAs {
  readonly match: NameMatch;
  readonly actor: Actor;
  /** As people call it. */
  readonly catalogue: string;
}

const NAMES_SHOWN = 5;
const SAYERS_SHOWN = 3;
const USERS_SHOWN = 4;

/** The records in the order of the matches. */
export function knownAs(matches: readonly NameMatch[], { knowledge }: View): KnownAs[] {
  return matches.flatMap((match) => {
    const actor = match.kind === 'actor' ? knowledge.actor(match.id) : undefined;
    if (actor === undefined) return [];
    return [{ match, actor, catalogue: catalogueName(match.catalogue) }];
  });
}

/** The first few, and how many others there are: nothing is left out in silence. */
function firstOf(items: readonly string[], shown: number): string {
  const more = items.length - shown;
  if (more <= 1) return listInWords(items);
  return listInWords([...items.slice(0, shown), count(more, 'other')]);
}

/** Whose name it is there: "Microsoft", "Microsoft, for part of it". */
export function usersOf({ match, actor }: KnownAs, citations: Citations): Spans {
  const names = actor.names.filter(({ name }) => name === match.name);
  const users = [...new Set(names.flatMap(({ usedBy }) => usedBy))];
  const part = names.length > 0 && names.every(({ kind }) => kind === 'partial');
  return [
    text(users.length === 0 ? 'its own identifier' : firstOf(users.map(inSentence), USERS_SHOWN)),
    ...(part ? [text(', for part of it')] : []),
    ...citations.spans(names.flatMap(({ sources }) => sources)),
  ];
}

/** What else it is called there. */
export function otherNames({ match, actor }: KnownAs): string {
  const others = actor.names.filter(
    ({ name, kind }) => name !== match.name && name !== actor.label && kind !== 'misspelling',
  );
  return others.length === 0
    ? 'no other name'
    : firstOf([...new Set(others.map(({ name }) => name))], NAMES_SHOWN);
}

/** "Iran, by Microsoft [2]; …": each country with who links the group to it. */
export function originsAsClaimed({ actor }: KnownAs, view: View, citations: Citations): Span[] {
  const claims = view.knowledge.claimsAbout(actor.id).filter(({ kind }) => kind === 'attribution');
  const parts = view.knowledge.originsOf(actor.id).map((country): Span[] => {
    const links = claims.filter((claim) => claim.country === country);
    const sources = [...new Set(links.flatMap((claim) => claim.sources))];
    return [
      text(`${country}, by ${firstOf(sayersOf(country, links), SAYERS_SHOWN)}`),
      ...citations.spans(sources),
    ];
  });
  return parts.flatMap((part, at) => (at === 0 ? part : [text('; '), ...part]));
}

/** One record as a line of a list. */
export function knownAsLine(known: KnownAs, view: View, citations: Citations): Spans {
  const origins = originsAsClaimed(known, view, citations);
  return [
    strong(known.actor.label),
    text(` (${known.catalogue}): “${known.match.name}” used by `),
    ...usersOf(known, citations),
    text(`; also ${otherNames(known)}`),
    ...(origins.length === 0 ? [] : [text('; linked to '), ...origins]),
    text('.'),
  ];
}
