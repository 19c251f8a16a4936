import type { z } from 'zod';
import type { ActorName } from '../../domain/actor.ts';
import type { Candidate } from '../core/format.ts';
import { shortened } from '../core/pointed-to.ts';
import { inQuotes, listed } from '../core/words.ts';
import { describe } from './descriptions.ts';
import { type ActorSubject, behindCitations, type Tale } from './tale.ts';
import { citedIn, plain } from './text.ts';

type NameDraft = z.input<typeof ActorName>;

const LIMITS = { label: 80, name: 160, note: 600 } as const;

/** The record of a group. */
export function* actorCandidates(subject: ActorSubject, tale: Tale): Iterable<Candidate> {
  const { id, name, object, where } = subject;
  const label = shortened(name, LIMITS.label);
  const all = [...new Set([label, name, ...object.aliases])];
  const names = all.filter((one) => one.length <= LIMITS.name);
  if (names.length < all.length) tale.reading.note('name too long to be one');
  const description = describe(subject, tale);
  yield {
    kind: 'actor',
    where,
    body: {
      ...{ id, label, names: names.map((one) => nameOf(one, subject, tale)) },
      ...(description !== undefined && { description }),
    },
  };
}

/** A publisher of whom nobody here knows more than the host. */
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/**
 * A name, and who uses it: the publishers of what is cited for it. ATT&CK cites in a reference that has
 * the name in place of a source's. A host uses no name: a report that lies on one is a source, and whose
 * it is stays open. Where no publisher is known, all that is known is who lists the name.
 */
function nameOf(name: string, subject: ActorSubject, tale: Tale): NameDraft {
  const { by, object, sources, where } = subject;
  const texts = object.external_references
    .filter((one) => one.source_name === name && one.url === undefined)
    .map(({ description }) => description ?? '');
  const cited = behindCitations(citedIn(texts.join('\n')), object, where, tale);
  const publishers = cited.flatMap((id) => tale.references.publisherOf(id) ?? []);
  const users = publishers.filter((publisher) => !HOST.test(publisher));
  const isKnown = users.length > 0 || name === subject.name;
  const hosts = isKnown ? [] : [...new Set(publishers)];
  const note = noteOn(plain(texts.join('\n')), isKnown, hosts, by);
  return {
    name,
    usedBy: users.length > 0 ? [...new Set(users)] : [by],
    sources: [...new Set([...cited, ...sources])],
    ...(note !== undefined && { note: shortened(note, LIMITS.note) }),
  };
}

function noteOn(
  remark: string,
  isItsUserKnown: boolean,
  hosts: readonly string[],
  by: string,
): string | undefined {
  if (/\p{L}/u.test(remark)) return `${by}: ${inQuotes(remark)}`;
  if (isItsUserKnown) return undefined;
  return hosts.length === 0
    ? `Listed by ${by}, without saying who uses it.`
    : `Listed by ${by}, which cites ${listed(hosts)} for it.`;
}
