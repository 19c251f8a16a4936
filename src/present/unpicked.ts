import type { Card } from '../card/card.ts';
import type { NameMatch } from '../knowledge/knowledge.ts';
import { ambiguousName, unknownName } from './problem.ts';
import type { View } from './view.ts';

/** A name that leads to no record, or to several. */
export type Unpicked =
  | { readonly is: 'several'; readonly given: string; readonly matches: readonly NameMatch[] }
  | { readonly is: 'unknown'; readonly given: string; readonly near: readonly NameMatch[] };

/** The card that asks which record is meant, or offers close names. Never a guess. */
export function unpickedCard(picked: Unpicked, kind: string, verb: string, view: View): Card {
  return picked.is === 'several'
    ? ambiguousName({ ...picked, verb }, view)
    : unknownName({ ...picked, kind, verb }, view);
}
