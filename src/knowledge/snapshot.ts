import type { RecordRevision } from '../domain/record.ts';
import { Archive } from './archive.ts';
import { View, type WarmableKnowledge } from './view.ts';

export type { WarmableKnowledge };

/**
 * The snapshot of all that is known now: the latest revision of every record that its catalogue
 * still carries. Pure: it copies what it needs of the revisions given, oldest first, and never
 * changes.
 *
 * What `at(date)` counts as known is told at `selectAt`; what `within(ceiling)` leaves out, at
 * `revisionsWithin`; which of several records keeps an id that more than one catalogue uses, at
 * `toHoldings`. In an `at` view, names and search find records by all they are called today, and
 * give only records, and labels, that the view holds.
 */
export function createKnowledge(revisions: Iterable<RecordRevision>): WarmableKnowledge {
  return View.now(Archive.of(revisions));
}
