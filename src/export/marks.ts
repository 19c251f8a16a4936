import type { RecordDraft, RecordRevision } from '../domain/record.ts';
import { Tlp } from '../domain/vocabulary.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

/** Who may see a record as it is shown, and what everybody may see of it where that is less. */
export interface Seen {
  /** The lowest ceiling at which the same is shown. */
  readonly mark: Tlp;
  /** The record as it is shown to everybody; undefined where that is the same, or nothing. */
  readonly open: RecordDraft['body'] | undefined;
}

type Named = Pick<RecordRevision, 'catalogue' | 'kind' | 'body' | 'contentHash'>;

/**
 * Tells who may see what is shown at a ceiling. Few records bear a mark themselves, and yet an incident
 * may hold an update that only marked claims tell of.
 */
export function seenWithin(whole: Knowledge, ceiling: Tlp): (record: Named) => Seen {
  const levels = Tlp.options.slice(0, Tlp.options.indexOf(ceiling) + 1);
  const views = levels.map((level) => ({ level, view: whole.within(level) }));
  // Levels between which nothing is marked share one view: the lowest of them is the mark.
  const distinct = views.filter(({ view }, at) => view !== views[at - 1]?.view);
  const highest = distinct.at(-1)?.level ?? ceiling;
  const lower = distinct
    .slice(0, -1)
    .map(({ level, view }) => ({ level, records: recordsIn(view) }));
  return (record) => {
    const key = keyOf(record);
    const same = lower.find(({ records }) => records.get(key)?.contentHash === record.contentHash);
    const mark = same?.level ?? highest;
    return { mark, open: mark === 'CLEAR' ? undefined : lower[0]?.records.get(key)?.body };
  };
}

function recordsIn(view: Knowledge): ReadonlyMap<string, RecordRevision> {
  return new Map([...view.standing()].map(({ newest }) => [keyOf(newest), newest]));
}

function keyOf({ catalogue, kind, body }: Named): string {
  return `${catalogue} ${kind} ${body.id}`;
}
