import type { RelationKind } from '../../domain/vocabulary.ts';

/** The ends of a relationship by type, and what it says of them. */
export interface Shape {
  readonly from: string;
  readonly verb: string;
  readonly to: string;
}

const ACTORS = ['intrusion-set', 'threat-actor'];
const INCIDENTS = ['campaign', 'incident'];

/** What becomes of a relationship. */
export type Telling = 'attribution' | 'origin' | 'relation' | 'target' | 'related-incidents';

/** How two groups relate, by the relationship's type: STIX 2.1, section 4.13 and appendix B. */
export const RELATIONS: Readonly<Record<string, RelationKind>> = {
  'attributed-to': 'reported-link',
  'derived-from': 'reported-link',
  'duplicate-of': 'same-as',
  'related-to': 'reported-link',
  'revoked-by': 'renamed',
};

/** What is told of a relationship; undefined for one that Tocsin has no use for. */
export function tellingOf({ from, verb, to }: Shape): Telling | undefined {
  const isActor = ACTORS.includes(from);
  const isIncident = INCIDENTS.includes(from);
  if (isActor && ACTORS.includes(to))
    return Object.hasOwn(RELATIONS, verb) ? 'relation' : undefined;
  if (verb === 'attributed-to') {
    if (isIncident) return [...ACTORS, 'identity'].includes(to) ? 'attribution' : undefined;
    return isActor && to === 'identity' ? 'attribution' : undefined;
  }
  if (verb === 'originates-from' || verb === 'located-at') {
    return (isActor || isIncident) && to === 'location' ? 'origin' : undefined;
  }
  if (verb === 'targets') {
    return (isActor || isIncident) && ['identity', 'location'].includes(to) ? 'target' : undefined;
  }
  if (verb !== 'related-to' || !isIncident) return undefined;
  return INCIDENTS.includes(to) ? 'related-incidents' : undefined;
}

export function isTold(shape: Shape): boolean {
  return tellingOf(shape) !== undefined;
}
