import type { Claim } from '../domain/claim.ts';
import type { RecordRevision } from '../domain/record.ts';
import { isAbove, type Tlp } from '../domain/vocabulary.ts';
import { type Holding, recordOf } from './holding.ts';

/** Keys, made by {@link KEY}, of all that a ceiling withholds. */
export type Withheld = ReadonlySet<string>;

/** Ids in keys are those under which records are found. */
export const KEY = {
  claim: (id: string) => `claim ${id}`,
  source: (id: string) => `source ${id}`,
  group: (incident: string, actor: string) => `group ${incident} ${actor}`,
  topic: (incident: string, id: string) => `topic ${incident} ${id}`,
} as const;

/**
 * The claims that a ceiling withholds, and what nothing but them speaks for: the sources that no
 * other claim cites, the groups to which no other claim lays an incident, the topics of an incident
 * on which no other claim takes a stance.
 *
 * What no claim speaks for at all is not withheld. Nor is a source of the name under which a group
 * is shown: a group bears no mark, and it must go by some name.
 */
export function withheldAbove(ceiling: Tlp, holdings: readonly Holding[]): Withheld {
  const claims = holdings.filter(({ kind }) => kind === 'claim');
  const withheld = new Set<string>();
  for (const claim of claims) {
    const shown = claimWithin(ceiling, claim.revisions);
    if (shown === claim.revisions) continue;
    if (shown.length === 0) withheld.add(KEY.claim(claim.id));
    const hidden = claim.revisions.filter((revision) => !shown.includes(revision));
    for (const body of bodiesOf(claim, hidden)) {
      for (const key of [...citedBy(body), ...toldBy(body)]) withheld.add(key);
    }
  }
  for (const claim of claims) {
    const shown = claimWithin(ceiling, claim.revisions);
    for (const body of bodiesOf(claim, shown)) {
      for (const key of citedBy(body)) withheld.delete(key);
    }
    // What a claim once told of its incident, or told before it was withdrawn, it no longer tells.
    for (const body of bodiesOf(claim, shown.slice(-1).filter(isCarried))) {
      for (const key of toldBy(body)) withheld.delete(key);
    }
  }
  for (const holding of holdings) {
    for (const id of labelSources(holding)) withheld.delete(KEY.source(id));
  }
  return withheld;
}

/**
 * The revisions of a claim that a ceiling lets through. None when the newest is above it: an older
 * wording may be the one that the newest puts right.
 */
export function claimWithin(
  ceiling: Tlp,
  revisions: readonly RecordRevision[],
): readonly RecordRevision[] {
  const isMarkedAbove = ({ kind, body }: RecordRevision) =>
    kind === 'claim' && isAbove(body.tlp, ceiling);
  if (!revisions.some(isMarkedAbove)) return revisions;
  const newest = revisions.at(-1);
  if (newest === undefined || isMarkedAbove(newest)) return [];
  const shown = revisions.filter((one) => !isMarkedAbove(one));
  const first = shown.findIndex(isCarried);
  return first < 0 ? [] : shown.slice(first);
}

function isCarried({ withdrawn }: RecordRevision): boolean {
  return !withdrawn;
}

function bodiesOf(holding: Holding, revisions: readonly RecordRevision[]): readonly Claim[] {
  return revisions.flatMap((revision) => {
    const { kind, body } = recordOf(holding, revision);
    return kind === 'claim' ? [body] : [];
  });
}

/** The sources of the name under which a group is, or was, shown. */
function labelSources(holding: Holding): readonly string[] {
  if (holding.kind !== 'actor') return [];
  return holding.revisions.flatMap((revision) => {
    const { kind, body } = recordOf(holding, revision);
    if (kind !== 'actor') return [];
    return (body.names.find(({ name }) => name === body.label) ?? body.names[0])?.sources ?? [];
  });
}

function citedBy({ sources }: Claim): readonly string[] {
  return sources.map(KEY.source);
}

function toldBy({ about, actors = [], topic }: Claim): readonly string[] {
  const groups = actors.map((actor) => KEY.group(about, actor));
  return topic === undefined ? groups : [...groups, KEY.topic(about, topic)];
}
