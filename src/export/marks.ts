import type { RecordRevision } from '../domain/record.ts';
import { Tlp } from '../domain/vocabulary.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

type Named = Pick<RecordRevision, 'catalogue' | 'kind' | 'body' | 'contentHash'>;

/**
 * Who may see a record as it is shown at a ceiling: the lowest ceiling at which the same is shown. Few
 * records bear a mark themselves, and yet an incident may hold an update that only marked claims tell of.
 */
export function marksWithin(whole: Knowledge, ceiling: Tlp): (record: Named) => Tlp {
  const levels = Tlp.options.slice(0, Tlp.options.indexOf(ceiling) + 1);
  const views = levels.map((level) => ({ level, view: whole.within(level) }));
  // Levels between which nothing is marked share one view: the lowest of them is the mark.
  const distinct = views.filter(({ view }, at) => view !== views[at - 1]?.view);
  const highest = distinct.at(-1)?.level ?? ceiling;
  const lower = distinct.slice(0, -1).map(({ level, view }) => ({ level, hashes: hashesIn(view) }));
  return (record) =>
    lower.find(({ hashes }) => hashes.get(keyOf(record)) === record.contentHash)?.level ?? highest;
}

function hashesIn(view: Knowledge): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const { newest } of view.standing()) hashes.set(keyOf(newest), newest.contentHash);
  return hashes;
}

function keyOf({ catalogue, kind, body }: Named): string {
  return `${catalogue} ${kind} ${body.id}`;
}
