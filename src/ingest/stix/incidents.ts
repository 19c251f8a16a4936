import type { z } from 'zod';
import type { Incident, Target } from '../../domain/incident.ts';
import type { PartialDate } from '../../domain/partial-date.ts';
import type { Candidate } from '../core/format.ts';
import { shortened } from '../core/pointed-to.ts';
import { listed } from '../core/words.ts';
import { dayOf } from './dates.ts';
import { describe } from './descriptions.ts';
import type { Link } from './links.ts';
import { endInWords, sectorsIn } from './places.ts';
import { behindCitations, earliest, type IncidentSubject, type Tale } from './tale.ts';
import { citedIn } from './text.ts';

type Draft = z.input<typeof Incident>;
type Occurred = Draft['occurred'];
type Ids = readonly string[];
type Seen = Readonly<Record<'first' | 'last', Ids>>;

const LIMITS = { title: 300, label: 80, name: 160, note: 1_000 } as const;

/** The record of a campaign or incident, with the groups and targets that relationships give it. */
export function* incidentCandidates(
  subject: IncidentSubject,
  links: readonly Link[],
  tale: Tale,
): Iterable<Candidate> {
  const { id, name, object, where } = subject;
  const description = describe(subject, tale);
  const seen = seenBy(subject, tale);
  const names = [...new Set(object.aliases)].filter(
    (one) => one !== name && one.length <= LIMITS.name,
  );
  yield {
    kind: 'incident',
    where,
    body: {
      id,
      title: shortened(name, LIMITS.title),
      label: shortened(name, LIMITS.label),
      names,
      ...disclosed(subject, [seen.first, seen.last, description?.sources ?? []], tale),
      occurred: occurred(subject, seen, tale),
      actors: [...new Set(links.flatMap(groupIn))],
      targets: links.flatMap((link) => targetIn(link, subject)),
      related: [...new Set(links.flatMap(relatedIn))],
      ...(description !== undefined && { description }),
    },
  };
}

/** A group may be listed whatever the mark: where the claim that names it is withheld, so is the group. */
function groupIn({ telling, to }: Link): string[] {
  return telling === 'attribution' && to.is === 'subject' ? [to.subject.id] : [];
}

function relatedIn({ telling, to, mark }: Link): string[] {
  const isOpen = telling === 'related-incidents' && mark === 'CLEAR';
  return isOpen && to.is === 'subject' ? [to.subject.id] : [];
}

/**
 * Whether a relationship becomes a target in the record of its incident. One bears no mark, and needs a
 * sector: any other is told by a claim.
 */
export function isTargetOfIncident({ telling, from, to, mark }: Link): boolean {
  const isOpen = telling === 'target' && mark === 'CLEAR' && from.kind === 'incident';
  return isOpen && to.is === 'identity' && sectorsIn(to.object).length > 0;
}

function targetIn(link: Link, { by, sources }: IncidentSubject): z.input<typeof Target>[] {
  const { to } = link;
  if (to.is !== 'identity' || !isTargetOfIncident(link)) return [];
  const description = `${endInWords(to)}, according to ${by}`;
  return [{ sectors: [...sectorsIn(to.object)], description, sources: [...sources] }];
}

/** Sources that an incident cites for when it was seen. */
function seenBy({ object, where }: IncidentSubject, tale: Tale): Seen {
  const cited = (text: string | null | undefined): Ids =>
    behindCitations(citedIn(text), object, where, tale);
  if (object.type !== 'campaign') return { first: [], last: [] };
  const { x_mitre_first_seen_citation: first, x_mitre_last_seen_citation: last } = object;
  return { first: cited(first), last: cited(last) };
}

function occurred({ object }: IncidentSubject, { first, last }: Seen, tale: Tale): Occurred {
  if (object.type !== 'campaign') return { from: null, to: null };
  const publishers = (ids: Ids): string =>
    listed([...new Set(ids.flatMap((id) => tale.references.publisherOf(id) ?? []))]);
  const said = [
    ...(first.length === 0 ? [] : [`First seen according to ${publishers(first)}.`]),
    ...(last.length === 0 ? [] : [`Last seen according to ${publishers(last)}.`]),
  ].join(' ');
  return {
    from: tale.dialect.seenOn(object.first_seen) ?? null,
    to: tale.dialect.seenOn(object.last_seen) ?? null,
    ...(said !== '' && { note: shortened(said, LIMITS.note) }),
  };
}

/**
 * STIX has no date of disclosure: what stands in for it is said beside it. Publications cited for when an
 * incident was seen are about it; others that are cited may be about what came before.
 */
function disclosed(
  { by, object }: IncidentSubject,
  cited: readonly Ids[],
  { references, dialect, reading }: Tale,
): Pick<Draft, 'disclosedOn' | 'disclosedOnNote'> {
  const begun = object.type === 'campaign' ? (dialect.seenOn(object.first_seen) ?? '') : '';
  const isSince = (date: PartialDate): boolean => date >= begun.slice(0, date.length);
  const [published] = cited.flatMap((ids) => {
    const others = ids.filter((id) => references.publisherOf(id) !== by);
    return earliest(others.flatMap((id) => references.dateOf(id) ?? []).filter(isSince)) ?? [];
  });
  if (published !== undefined) {
    const note = `The earliest date of what ${by} cites for it; it gives no date of disclosure.`;
    return { disclosedOn: published, disclosedOnNote: note };
  }
  const made = dayOf(object.created) ?? dayOf(object.modified);
  if (made === undefined) reading.note('campaign without any date');
  const note = `The day on which ${by} made its record; it gives no date of disclosure.`;
  return { disclosedOn: made ?? '', disclosedOnNote: note };
}
