import type { Disclosure, DisclosureRevision } from '../../src/domain/disclosure.ts';
import { PartialDate } from '../../src/domain/partial-date.ts';
import type { PostedItem } from '../../src/present/posted-item.ts';

/** A disclosure of the founding incident, as an editor writes one. */
export const posted: Disclosure = {
  id: 'D-7F3KQ',
  kind: 'update',
  severity: 'high',
  headline: 'Three men indicted over the intrusion into a presidential campaign',
  body: 'The Justice Department announced charges against three men. [1] The Treasury listed seven people. [2]',
  incident: '2019-10-phosphorus-us-campaign',
  actors: [],
  sectors: [],
  claims: [],
  sources: [
    {
      publisher: 'US Department of Justice',
      title: 'Three charged',
      url: 'https://justice.example/opa/pr/three-charged',
      publishedOn: PartialDate.parse('2024-09-27'),
      tier: 'government',
    },
    {
      publisher: 'US Department of the Treasury',
      title: 'Seven listed',
      url: 'https://treasury.example/news/jy2621',
      publishedOn: null,
      tier: 'government',
    },
  ],
  tlp: 'CLEAR',
  catalogue: 'desk',
};

/** A revision of it; the first of 14:02 UTC on 27 September 2024, each later one 50 minutes after. */
export function revised(
  revision: number,
  changes: Partial<Disclosure> = {},
  more: Partial<DisclosureRevision> = {},
): DisclosureRevision {
  return {
    disclosure: { ...posted, ...changes },
    revision,
    state: 'published',
    reason: revision === 1 ? undefined : `reason ${revision}`,
    at: new Date(Date.UTC(2024, 8, 27, 14, 2 + 50 * (revision - 1))),
    embargo: undefined,
    by: { id: 'U1', name: 'Editor' },
    ...more,
  };
}

/** The item as it stands after these revisions. */
export function itemOf(...history: readonly DisclosureRevision[]): PostedItem {
  const current = history.at(-1);
  if (current === undefined) throw new Error('an item has a revision');
  return { current, history };
}
