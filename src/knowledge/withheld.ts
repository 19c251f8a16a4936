import type { Claim } from '../domain/claim.ts';
import type { RecordDraft, RecordRevision } from '../domain/record.ts';
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

/** The mark that a record bears itself; the others bear none. */
export function markOf({ kind, body }: RecordDraft): Tlp | undefined {
  return kind === 'claim' || kind === 'advisory' ? body.tlp : undefined;
}

/**
 * The claims that a ceiling withholds, and what nothing but them and the advisories above it speaks
 * for: the sources that no other claim or advisory cites, the groups to which no other claim lays an
 * incident, the topics of an incident on which no other claim takes a stance.
 *
 * What nothing that bears a mark speaks for at all is not withheld. Nor is a source of the name under
 * which a group is shown: a group bears no mark, and it must go by some name.
 */
export function withheldAbove(ceiling: Tlp, holdings: readonly Holding[]): Withheld {
  const marked = holdings.filter(({ kind }) => kind === 'claim' || kind === 'advisory');
  const withheld = new Set<string>();
  for (const holding of marked) {
    const shown = markedWithin(ceiling, holding.revisions);
    if (shown === holding.revisions) continue;
    if (shown.length === 0 && holding.kind === 'claim') withheld.add(KEY.claim(holding.id));
    const hidden = holding.revisions.filter((revision) => !shown.includes(revision));
    for (const record of recordsOf(holding, hidden)) {
      for (const key of [...citedBy(record), ...toldBy(record)]) withheld.add(key);
    }
  }
  for (const holding of marked) {
    const shown = markedWithin(ceiling, holding.revisions);
    for (const record of recordsOf(holding, shown)) {
      for (const key of citedBy(record)) withheld.delete(key);
    }
    // What a claim once told of its incident, or told before it was withdrawn, it no longer tells.
    for (const record of recordsOf(holding, shown.slice(-1).filter(isCarried))) {
      for (const key of toldBy(record)) withheld.delete(key);
    }
  }
  for (const holding of holdings) {
    for (const id of labelSources(holding)) withheld.delete(KEY.source(id));
  }
  return withheld;
}

/**
 * The revisions of a claim or advisory that a ceiling lets through. None when the newest is above it:
 * an older wording may be the one that the newest puts right.
 */
export function markedWithin(
  ceiling: Tlp,
  revisions: readonly RecordRevision[],
): readonly RecordRevision[] {
  const isMarkedAbove = (revision: RecordRevision) => {
    const mark = markOf(revision);
    return mark !== undefined && isAbove(mark, ceiling);
  };
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

function recordsOf(holding: Holding, revisions: readonly RecordRevision[]): readonly RecordDraft[] {
  return revisions.map((revision) => recordOf(holding, revision));
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

function citedBy({ kind, body }: RecordDraft): readonly string[] {
  if (kind === 'advisory') return [...body.sources, ...body.references].map(KEY.source);
  return kind === 'claim' ? body.sources.map(KEY.source) : [];
}

function toldBy({ kind, body }: RecordDraft): readonly string[] {
  return kind === 'claim' ? toldByClaim(body) : [];
}

function toldByClaim({ about, actors = [], topic }: Claim): readonly string[] {
  const groups = actors.map((actor) => KEY.group(about, actor));
  return topic === undefined ? groups : [...groups, KEY.topic(about, topic)];
}
