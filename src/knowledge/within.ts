import type { Conflict } from '../domain/conflict.ts';
import type { RecordDraft, RecordRevision } from '../domain/record.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import { contentHash } from '../shared/content-hash.ts';
import { foundId, type Holding, recordOf } from './holding.ts';
import type { IdSpace } from './references.ts';
import { EVERY_ID, type Ids, trimActor, trimClaim, trimConflict, trimIncident } from './trim.ts';
import { KEY, markedWithin, type Withheld, withheldAbove } from './withheld.ts';

/**
 * The revisions as they would stand had nothing above the ceiling ever been recorded, in the same
 * order.
 *
 * - A claim or advisory whose newest revision is above the ceiling is left out with all its revisions;
 *   of others, the revisions above it are.
 * - A source goes when only what is left out cites it, of all claims and advisories; with it go the
 *   targets, updates, names and descriptions that rest on such sources alone. See `withheldAbove`.
 * - An incident keeps a group, or a topic, unless only what is left out speaks for it.
 * - A conflict goes when one of its sides goes or names a claim that does: its topic and note tell
 *   of all sides.
 * - Incidents, groups and programmes stay, as they bear no mark, even without any claim left.
 * - Revisions that differ in nothing that is left are one, and those left are numbered from 1.
 */
export function revisionsWithin(
  ceiling: Tlp,
  holdings: readonly Holding[],
  revisions: readonly RecordRevision[],
): readonly RecordRevision[] {
  const withheld = withheldAbove(ceiling, holdings);
  const gone = new Set<RecordRevision>();
  const changed = new Map<RecordRevision, RecordRevision>();
  for (const holding of holdings) {
    const admitted = admittedOf(holding, ceiling, withheld);
    const trimmed = admitted.map((one) => trimRevision(one, holding, withheld));
    if (admitted === holding.revisions && trimmed.every((one, at) => one === admitted[at])) {
      continue;
    }
    for (const revision of holding.revisions) gone.add(revision);
    for (const [original, left] of distinct(admitted, trimmed)) {
      gone.delete(original);
      changed.set(original, left);
    }
  }
  return revisions.flatMap((one) => (gone.has(one) ? [] : [changed.get(one) ?? one]));
}

function admittedOf(holding: Holding, ceiling: Tlp, withheld: Withheld): readonly RecordRevision[] {
  const { kind, id, revisions } = holding;
  if (kind === 'claim' || kind === 'advisory') return markedWithin(ceiling, revisions);
  if (kind === 'source') return withheld.has(KEY.source(id)) ? [] : revisions;
  if (kind !== 'conflict') return revisions;
  const isTold = (revision: RecordRevision) =>
    tellsWithheld(recordOf(holding, revision).body as Conflict, withheld);
  if (!revisions.some(isTold)) return revisions;
  const newest = revisions.at(-1);
  return newest === undefined || isTold(newest) ? [] : revisions.filter((one) => !isTold(one));
}

function tellsWithheld({ sides }: Conflict, withheld: Withheld): boolean {
  return sides.some(
    ({ claims, sources }) =>
      claims.some((id) => withheld.has(KEY.claim(id))) ||
      sources.every((id) => withheld.has(KEY.source(id))),
  );
}

/** The revision itself when nothing in it is withheld. */
function trimRevision(
  revision: RecordRevision,
  holding: Holding,
  withheld: Withheld,
): RecordRevision {
  const trimmed = trimRecord(revision, holding, withheld);
  if (trimmed === revision.body) return revision;
  return { ...revision, body: trimmed, contentHash: contentHash(trimmed) } as RecordRevision;
}

function trimRecord(
  { kind, body }: RecordDraft,
  holding: Holding,
  withheld: Withheld,
): RecordDraft['body'] {
  const known = (space: IdSpace, keyOf: (id: string) => string): Ids => ({
    has: (own) => !withheld.has(keyOf(foundId(holding, space, own))),
  });
  const sources = known('source', KEY.source);
  const claims = known('claim', KEY.claim);
  if (kind === 'claim') return trimClaim(body, sources, claims, EVERY_ID);
  if (kind === 'actor') return trimActor(body, sources) ?? body;
  if (kind === 'conflict') return trimConflict(body, sources, EVERY_ID, claims) ?? body;
  if (kind !== 'incident') return body;
  return trimIncident(body, {
    sources,
    subjects: EVERY_ID,
    groups: known('subject', (actor) => KEY.group(holding.id, actor)),
    topics: { has: (topic) => !withheld.has(KEY.topic(holding.id, topic)) },
    inTime: () => true,
  });
}

/** Each revision that differs from the one before it, by the original it was made from. */
function* distinct(
  originals: readonly RecordRevision[],
  trimmed: readonly RecordRevision[],
): Iterable<readonly [original: RecordRevision, left: RecordRevision]> {
  let last: string | undefined;
  let revision = 0;
  for (const [at, original] of originals.entries()) {
    const one = trimmed[at] ?? original;
    const content = `${one.withdrawn} ${contentHash(one.body)}`;
    if (content === last) continue;
    last = content;
    revision += 1;
    yield [original, { ...one, revision }];
  }
}
