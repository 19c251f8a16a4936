import type { z } from 'zod';
import type { Claim } from '../../domain/claim.ts';
import type { Tlp } from '../../domain/vocabulary.ts';
import type { Candidate } from '../core/format.ts';
import { hashId } from '../core/ids.ts';
import { pointedTo, shortened } from '../core/pointed-to.ts';
import { inQuotes } from '../core/words.ts';
import type { Report } from './report.ts';
import type { TaggedGroup } from './tags.ts';

/** A report that may be told, and how far. */
export interface Telling extends Report {
  readonly tlp: Tlp;
}

/**
 * Subject of what may not be laid to a group openly. Subjects bear no mark and are shown to everybody, so
 * that this one tells of nothing: see docs/adr/0021-misp-events-are-reports.md.
 */
const SHARING = 'misp-events';

const LONGEST_TITLE = 200;

function groupId({ key }: TaggedGroup): string {
  return hashId('misp-actor', key);
}

function sourcesOf({ uuid, title, publisher, date, url, links, where }: Telling): Candidate[] {
  const id = `misp-event-${uuid}`;
  const own: Candidate[] =
    url === undefined
      ? []
      : [
          {
            kind: 'source',
            where,
            body: {
              ...{ id, publisher, url, publishedOn: date ?? null, tier: 'community' },
              title: shortened(title, 300),
              note: 'An event that was shared through MISP.',
            },
          },
        ];
  const pages = links.map(
    (link): Candidate => ({ kind: 'source', where, body: pointedTo({ from: id, url: link }) }),
  );
  return [...own, ...pages];
}

/** Every group that an event open to all names, with what tells its name. */
interface OpenGroup extends TaggedGroup {
  readonly usedBy: Set<string>;
  readonly sources: Set<string>;
  readonly where: string;
}

function openGroups(
  tellings: readonly Telling[],
  sources: ReadonlyMap<Telling, readonly Candidate[]>,
): ReadonlyMap<string, OpenGroup> {
  const open = new Map<string, OpenGroup>();
  for (const telling of tellings) {
    if (telling.tlp !== 'CLEAR') continue;
    for (const group of telling.groups) {
      const { where } = telling;
      const known = open.get(group.key) ?? {
        ...group,
        usedBy: new Set(),
        sources: new Set(),
        where,
      };
      known.usedBy.add(telling.publisher);
      for (const { body } of sources.get(telling) ?? []) known.sources.add(body.id);
      open.set(group.key, known);
    }
  }
  return open;
}

/** The records that reports give, of which none shows anybody more than the report's mark allows. */
export function* recordsOf(tellings: readonly Telling[]): Generator<Candidate> {
  const sources = new Map(tellings.map((one) => [one, sourcesOf(one)]));
  const open = openGroups(tellings, sources);
  yield {
    kind: 'programme',
    where: 'misp-events',
    body: {
      id: SHARING,
      label: 'Sharing through MISP',
      operator: 'organisations that use MISP',
      names: ['MISP events'],
    },
  };
  for (const group of open.values()) {
    yield {
      kind: 'actor',
      where: group.where,
      body: {
        id: groupId(group),
        label: group.name,
        names: [{ name: group.name, usedBy: [...group.usedBy], sources: [...group.sources] }],
      },
    };
  }
  for (const [telling, pages] of sources) {
    yield* pages;
    const cited = pages.map(({ body }) => body.id);
    for (const body of claimsOf(telling, cited, open)) {
      yield { kind: 'claim', where: telling.where, body };
    }
  }
}

function claimsOf(
  { uuid, title, publisher, date, groups, targets, tlp }: Telling,
  sources: string[],
  open: ReadonlyMap<string, OpenGroup>,
): readonly z.input<typeof Claim>[] {
  const named = inQuotes(shortened(title, LONGEST_TITLE));
  const claim = (
    about: string,
    name: string,
    kind: z.input<typeof Claim>['kind'],
    text: string,
  ): z.input<typeof Claim> => ({
    id: `${about}.event-${uuid}${name}`,
    ...{ about, kind, text, sources, tlp, basis: 'first-hand', status: 'asserted' },
    assertedBy: [{ name: publisher }],
    ...(date !== undefined && { assertedOn: date }),
  });
  const laid = groups.map((group) => {
    const text = `${publisher} lays what it shares in ${named} to ${group.name}, by a tag.`;
    return open.has(group.key)
      ? claim(groupId(group), '', 'attribution', text)
      : claim(SHARING, `-${hashId('to', group.key)}`, 'attribution', text);
  });
  const [only] = groups.length === 1 ? groups.filter(({ key }) => open.has(key)) : [];
  const aimed = targets.length > 0 ? shortened(targets.join('; '), 1000) : undefined;
  return [
    ...laid,
    ...(aimed === undefined
      ? []
      : [
          claim(
            only === undefined ? SHARING : groupId(only),
            '-targets',
            'target',
            `${publisher} names as targets in ${named}, by tags: ${aimed}.`,
          ),
        ]),
    ...(groups.length > 0
      ? []
      : [claim(SHARING, '', 'response', `${publisher} shares technical findings: ${named}.`)]),
  ];
}
