import type { RecordDraft, RecordRevision } from '../domain/record.ts';
import { type Holding, recordOf, toHoldings } from './holding.ts';
import { buildNameIndex, type NameIndex } from './name-index.ts';
import { once } from './once.ts';
import { spaceOf } from './references.ts';
import { buildSearchIndex, type SearchIndex } from './search-index.ts';
import { revisionSharer } from './sharing.ts';
import { rankSubjects, toSubject } from './subjects.ts';
import { buildSoundIndex } from './suggest.ts';
import { inTableOrder } from './tables.ts';
import { buildWordIndex } from './word-index.ts';

const SPACES = ['subject', 'claim', 'source', 'conflict'] as const;

/** All records with all revisions, and the indexes that every view of them shares. */
export class Archive {
  /** In the order of the tables; claims and conflicts as they first appeared. */
  readonly holdings: readonly Holding[];

  constructor(revisions: Iterable<RecordRevision>) {
    const share = revisionSharer();
    const shared: RecordRevision[] = [];
    for (const revision of revisions) shared.push(share(revision));
    this.holdings = inTableOrder(toHoldings(shared), newestRecord);
  }

  /** Holdings by id; where kinds share an id, subjects come before claims, sources, conflicts. */
  readonly byId = once((): ReadonlyMap<string, Holding> => {
    const found = new Map<string, Holding>();
    for (const space of SPACES) {
      for (const holding of this.holdings) {
        if (spaceOf(holding.kind) === space && !found.has(holding.id)) {
          found.set(holding.id, holding);
        }
      }
    }
    return found;
  });

  readonly names = once((): NameIndex => {
    const subjects = this.holdings.flatMap((holding) => {
      if (spaceOf(holding.kind) !== 'subject') return [];
      return toSubject(newestRecord(holding), holding.catalogue) ?? [];
    });
    return buildNameIndex(rankSubjects(subjects));
  });

  readonly words = once(() => buildWordIndex(this.names()));
  readonly sounds = once(() => buildSoundIndex(this.names(), this.words()));
  readonly search = once((): SearchIndex => buildSearchIndex(this.holdings.map(newestRecord)));
}

function newestRecord(holding: Holding): RecordDraft {
  return recordOf(holding, holding.revisions.at(-1) as RecordRevision);
}
