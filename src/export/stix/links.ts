import type { Claim } from '../../domain/claim.ts';
import type { RelationKind } from '../../domain/vocabulary.ts';
import type { Exported } from '../contents.ts';
import { type StixObject, stixObject } from './object.ts';
import { locationOf } from './places.ts';
import { sectorIdentity } from './sectors.ts';
import type { Telling, ToldKind } from './telling.ts';

/**
 * STIX's word for how two groups relate (section 4.13). None for two that somebody says are distinct or
 * merely confused: any line between them would say the contrary.
 */
const RELATION_TYPES: Readonly<Record<RelationKind, string | undefined>> = {
  'same-as': 'duplicate-of',
  overlaps: 'related-to',
  'part-of': 'related-to',
  contains: 'related-to',
  renamed: 'related-to',
  reattributed: 'related-to',
  'reported-link': 'related-to',
  'distinct-from': undefined,
  'confused-with': undefined,
};

interface Link {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly description: string;
}

function relationship(
  record: Exported<ToldKind>,
  { type, from, to, description }: Link,
  telling: Telling,
): StixObject {
  return stixObject(telling.follows(record, 'relationship', [type, from, to]), {
    ...{ relationship_type: type, source_ref: from, target_ref: to, description },
  });
}

/** Whether the claim says that it is so, and nobody has taken that back. */
function asserts({ kind, status, retelling, stance = 'asserts' }: Claim): boolean {
  const stands = status !== 'retracted' && status !== 'corrected' && retelling === undefined;
  const affirms = stance === 'asserts' || stance === 'supports';
  return stands && affirms && kind !== 'denial' && kind !== 'exclusion';
}

/** The lines that a claim draws: between an incident and groups, a group and a country, two groups. */
export function* linksOfClaim(claim: Exported<'claim'>, telling: Telling): Iterable<StixObject> {
  const { body, catalogue } = claim;
  const { contents, refTo } = telling;
  const about = contents.find.subject(body.about, catalogue);
  const from = refTo(about);
  if (from === undefined || !asserts(body)) return;
  const description = body.text;
  const refOf = (id: string) => refTo(contents.find.subject(id, catalogue));
  if (about?.kind === 'incident') {
    for (const to of (body.actors ?? []).flatMap((id) => refOf(id) ?? [])) {
      yield relationship(claim, { type: 'attributed-to', from, to, description }, telling);
    }
  }
  const place = body.kind === 'attribution' ? locationOf(body.country) : undefined;
  if (place !== undefined && about?.kind !== 'programme') {
    yield place;
    const link = { type: 'originates-from', from, to: place.id, description };
    yield relationship(claim, link, telling);
  }
  const type = body.relation && RELATION_TYPES[body.relation.kind];
  const to = body.relation && refOf(body.relation.actor);
  if (type !== undefined && to !== undefined && to !== from) {
    yield relationship(claim, { type, from, to, description }, telling);
  }
}

/** The sectors that an incident was aimed at, and the incidents it is related to. */
export function* linksOfIncident(
  incident: Exported<'incident'>,
  telling: Telling,
): Iterable<StixObject> {
  const { targets, related } = incident.body;
  const { contents, refTo } = telling;
  const from = refTo(incident);
  if (from === undefined) return;
  for (const sector of new Set(targets.flatMap(({ sectors }) => sectors))) {
    const identity = sectorIdentity(sector);
    const aimedAt = targets.filter(({ sectors }) => sectors.includes(sector));
    const description = aimedAt.map((target) => target.description).join('\n');
    yield identity;
    yield relationship(incident, { type: 'targets', from, to: identity.id, description }, telling);
  }
  for (const id of related) {
    const to = refTo(contents.find.subject(id, incident.catalogue));
    const description = 'Tocsin lists the two as related.';
    if (to === undefined || to === from) continue;
    yield relationship(incident, { type: 'related-to', from, to, description }, telling);
  }
}
