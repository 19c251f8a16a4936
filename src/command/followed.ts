import type { Knowledge, NameMatch } from '../knowledge/knowledge.ts';

/** What somebody names as what a channel is to follow. */
export type Followed =
  | { readonly is: 'everything' }
  /** Every record that goes by the name, in whatever catalogue. */
  | {
      readonly is: 'records';
      readonly kind: 'incident' | 'actor';
      readonly matches: readonly NameMatch[];
    }
  /** The name is a group's and an incident's. */
  | { readonly is: 'both'; readonly matches: readonly NameMatch[] }
  | { readonly is: 'programme'; readonly match: NameMatch }
  | { readonly is: 'unknown'; readonly near: readonly NameMatch[] };

const EVERYTHING = /^(?:all|anything|everything|\*)$/i;
const NEAR = 4;

/** Resolves a name or an id. Nothing close is taken for it. */
export function followed(given: string, knowledge: Knowledge): Followed {
  if (EVERYTHING.test(given.trim())) return { is: 'everything' };
  const matches = knowledge.resolve(given, ['incident', 'actor']);
  const kinds = new Set(matches.map(({ kind }) => kind));
  if (kinds.size > 1) return { is: 'both', matches };
  const [first] = matches;
  if (first !== undefined) {
    return { is: 'records', kind: first.kind === 'actor' ? 'actor' : 'incident', matches };
  }
  const [programme] = knowledge.resolve(given, ['programme']);
  if (programme !== undefined) return { is: 'programme', match: programme };
  return { is: 'unknown', near: knowledge.suggest(given, ['incident', 'actor'], NEAR) };
}
