import type { z } from 'zod';
import type { Claim } from '../../domain/claim.ts';
import type { Candidate } from '../core/format.ts';
import { hashId } from '../core/ids.ts';
import { shortened } from '../core/pointed-to.ts';
import { inQuotes } from '../core/words.ts';
import { dayOf } from './dates.ts';
import { isTargetOfIncident } from './incidents.ts';
import type { End, Link } from './links.ts';
import { countryOf, endInWords, placeName } from './places.ts';
import { RELATIONS } from './relationships.ts';
import { behindCitations, referredTo, sayerOf, type Tale } from './tale.ts';
import { citedIn, opening, plain } from './text.ts';

type Draft = z.input<typeof Claim>;
type Told = Pick<Draft, 'kind' | 'text'> & Partial<Draft>;

const MOST_NOTE = 800;

/** The claim that a relationship makes; nothing for one that the record of its incident tells. */
export function* claimCandidates(link: Link, tale: Tale): Iterable<Candidate> {
  const { relationship, from, where } = link;
  const by = relationship.created_by_ref === undefined ? from.by : sayerOf(relationship, tale);
  const told = toldOf(link, opening(by));
  if (told === undefined) return;
  const remark = plain(relationship.description);
  const said = dayOf(relationship.created);
  const window = { from: dayOf(relationship.start_time), to: dayOf(relationship.stop_time) };
  yield {
    kind: 'claim',
    where,
    body: {
      id: `${from.id}.${hashId('rel', relationship.id)}`,
      about: from.id,
      ...told,
      ...(relationship.confidence != null && {
        confidence: `${relationship.confidence} of 100`,
      }),
      ...((window.from !== undefined || window.to !== undefined) && {
        window: { from: window.from ?? null, to: window.to ?? null },
      }),
      assertedBy: [{ name: by }],
      ...(said !== undefined && { assertedOn: said }),
      basis: 'first-hand',
      status: 'asserted',
      sources: [...sourcesOf(link, tale)],
      ...(/\p{L}/u.test(remark) && { note: shortened(`${by}: ${inQuotes(remark)}`, MOST_NOTE) }),
      tlp: link.mark,
    },
  };
}

/** What the relationship cites, beside what its subject can be cited from. */
function sourcesOf({ relationship, from, where }: Link, tale: Tale): Iterable<string> {
  const cited = behindCitations(citedIn(relationship.description), relationship, where, tale);
  const own = cited.length > 0 ? cited : referredTo(relationship, where, tale);
  return new Set([...own, ...from.sources]);
}

function toldOf(link: Link, by: string): Told | undefined {
  switch (link.telling) {
    case 'attribution':
      return attribution(link, by);
    case 'origin':
      return origin(link, by);
    case 'relation':
      return relation(link, by);
    case 'target':
      return target(link, by);
    case 'related-incidents':
      return undefined;
  }
}

function attribution({ from, to }: Link, by: string): Told {
  const text = `${by} attributes ${from.name} to ${nameOf(to)}.`;
  if (to.is !== 'subject') return { kind: 'attribution', text };
  return { kind: 'attribution', text, actors: [to.subject.id] };
}

function origin({ from, to, relationship }: Link, by: string): Told | undefined {
  if (to.is !== 'location') return undefined;
  const country = countryOf(to.object);
  const verb = relationship.relationship_type === 'located-at' ? 'is in' : 'comes from';
  const text = `${by} says that ${from.name} ${verb} ${placeName(to.object)}.`;
  return { kind: 'attribution', text, ...(country !== undefined && { country }) };
}

function relation({ from, to, relationship }: Link, by: string): Told | undefined {
  const { relationship_type: verb } = relationship;
  const kind = RELATIONS[verb];
  if (to.is !== 'subject' || kind === undefined || to.subject.kind !== 'actor') return undefined;
  const [one, other] = [from.name, to.subject.name];
  const texts: Readonly<Record<string, string>> = {
    'attributed-to': `${by} attributes ${one} to ${other}.`,
    'derived-from': `${by} says that its record of ${one} is derived from that of ${other}.`,
    'duplicate-of': `${by} says that its records of ${one} and ${other} are of the same group.`,
    'related-to': `${by} relates ${one} to ${other}, without saying how.`,
    'revoked-by': `${by} revoked its record of ${one} in favour of ${other}.`,
  };
  const text = texts[verb] ?? '';
  return { kind: 'relation', text, relation: { kind, actor: to.subject.id } };
}

function target(link: Link, by: string): Told | undefined {
  const { from, to } = link;
  if (to.is === 'subject' || isTargetOfIncident(link)) return undefined;
  return { kind: 'target', text: `${by} says that ${from.name} targeted ${endInWords(to)}.` };
}

function nameOf(end: End): string {
  if (end.is === 'subject') return end.subject.name;
  return end.is === 'identity' ? end.object.name.slice(0, 300) : placeName(end.object);
}
