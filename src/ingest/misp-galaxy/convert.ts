import type { CitedPages } from '../core/cited.ts';
import { citedUrl } from '../core/cited.ts';
import type { Candidate, Reading } from '../core/format.ts';
import { deedsOf } from './deeds.ts';
import type { Group } from './group.ts';
import { textsOf } from './meta.ts';
import { namesOf, type Producers } from './names.ts';
import { originsOf } from './origins.ts';
import { relationsOf } from './relations.ts';

const LONGEST_DESCRIPTION = 10_000;

/** Keys of `meta` that are read; another one is counted, so that it is noticed. */
const KNOWN_KEYS: ReadonlySet<string> = new Set([
  ...['synonyms', 'name-attribution', 'country', 'attribution-confidence', 'GRU', 'sector'],
  ...['cfr-suspected-state-sponsor', 'cfr-suspected-victims', 'cfr-target-category'],
  ...[
    'cfr-type-of-incident',
    'suspected-victims',
    'targeted-sector',
    'victimology',
    'capabilities',
  ],
  ...['mode-of-operation', 'since', 'motive', 'threat-actor-classification', 'spoken-language'],
  ...['microsoft-origin-threat', 'refs', 'sources', 'references'],
]);

export interface Surroundings {
  readonly groups: ReadonlyMap<string, Group>;
  readonly producers: Producers;
  readonly pages: CitedPages;
}

/** The records that an entry gives: the group, and what is said of it. Pages it cites are collected. */
export function* recordsOf(
  group: Group,
  { groups, producers, pages }: Surroundings,
  reading: Reading,
): Generator<Candidate> {
  const { cluster, id, label, source, where } = group;
  const words = cluster.description?.trim() ?? '';
  const text = words.slice(0, LONGEST_DESCRIPTION);
  if (text.length < words.length) reading.note('description that was cut');
  yield {
    kind: 'actor',
    where,
    body: {
      id,
      label,
      names: [...namesOf(cluster, producers, source, reading)],
      ...(text !== '' && { description: { text, sources: [source] } }),
    },
  };
  const claims = [...originsOf(group), ...deedsOf(group), ...relationsOf(group, groups, reading)];
  for (const body of claims) yield { kind: 'claim', where, body };
  for (const reference of ['refs', 'sources', 'references'].flatMap((key) =>
    textsOf(cluster, key),
  )) {
    const url = citedUrl(reference);
    if (url === undefined) reading.note('reference that is no address on the web');
    else pages.add(url, id, where);
  }
  for (const key of Object.keys(cluster.meta ?? {})) {
    if (!KNOWN_KEYS.has(key) && !key.startsWith('origin:')) {
      reading.note(`key that is not read: ${key.slice(0, 60)}`);
    }
  }
}
