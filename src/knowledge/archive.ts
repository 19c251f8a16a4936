import { isOwnCatalogue } from '../domain/catalogue.ts';
import type { RecordDraft, RecordRevision } from '../domain/record.ts';
import { isAbove, Tlp } from '../domain/vocabulary.ts';
import { type Holding, recordOf, toHoldings } from './holding.ts';
import { buildNameIndex, type NameIndex } from './name-index.ts';
import { gatherTextNames, type TextNames } from './names-in-text.ts';
import { once } from './once.ts';
import { spaceOf } from './references.ts';
import { buildSearchIndex, type SearchIndex } from './search-index.ts';
import { revisionSharer } from './sharing.ts';
import { rankSubjects, toSubject } from './subjects.ts';
import { buildSoundIndex, type SoundIndex } from './suggest.ts';
import { inTableOrder } from './tables.ts';
import { markOf } from './withheld.ts';
import { revisionsWithin } from './within.ts';
import { buildWordIndex, type WordIndex } from './word-index.ts';

const SPACES = ['subject', 'claim', 'source', 'conflict', 'advisory'] as const;

/** All records with all revisions, and the indexes that every view of them shares. */
export class Archive {
  /** In the order of the tables; claims and conflicts as they first appeared. */
  readonly holdings: readonly Holding[];
  readonly #revisions: readonly RecordRevision[];
  /** What this was made from by a ceiling, and that ceiling; nothing for an archive of everything. */
  readonly #origin: { readonly whole: Archive; readonly ceiling: Tlp } | undefined;
  readonly #parts = new Map<Tlp | undefined, Archive>();

  private constructor(
    revisions: readonly RecordRevision[],
    origin?: { whole: Archive; ceiling: Tlp },
  ) {
    this.#revisions = revisions;
    this.#origin = origin;
    this.holdings = inTableOrder(toHoldings(revisions), newestRecord);
  }

  /** Copies what it needs of the revisions, oldest first. */
  static of(revisions: Iterable<RecordRevision>): Archive {
    const share = revisionSharer();
    const shared: RecordRevision[] = [];
    for (const revision of revisions) shared.push(share(revision));
    return new Archive(shared);
  }

  /** What a ceiling leaves of this; this itself when it leaves everything. Made once. */
  within(ceiling: Tlp): Archive {
    if (this.#origin === undefined) return this.#partWithin(ceiling);
    const { whole, ceiling: own } = this.#origin;
    return isAbove(ceiling, own) ? this : whole.#partWithin(ceiling);
  }

  /** Ceilings between which nothing is marked share one archive. */
  #partWithin(ceiling: Tlp): Archive {
    const marks = this.#marks();
    if (marks.every((mark) => !isAbove(mark, ceiling))) return this;
    const highest = marks.findLast((mark) => !isAbove(mark, ceiling));
    const known = this.#parts.get(highest);
    if (known !== undefined) return known;
    const revisions = revisionsWithin(ceiling, this.holdings, this.#revisions);
    const part = new Archive(revisions, { whole: this, ceiling });
    this.#parts.set(highest, part);
    return part;
  }

  /** The marks that any revision bears, lowest first. */
  readonly #marks = once((): readonly Tlp[] => {
    const found = new Set<Tlp>();
    for (const revision of this.#revisions) {
      const mark = markOf(revision);
      if (mark !== undefined) found.add(mark);
    }
    return Tlp.options.filter((mark) => found.has(mark));
  });

  /** Holdings by id; where kinds share an id, they come in the order of their spaces. */
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

  readonly #subjects = once(() => this.holdings.filter(({ kind }) => spaceOf(kind) === 'subject'));

  /** The whole, where a ceiling left its incidents, groups and programmes as they were. */
  readonly #namesake = once((): Archive | undefined => {
    if (this.#origin === undefined) return undefined;
    const { whole } = this.#origin;
    const others = whole.#subjects();
    const same = this.#subjects().every(
      ({ revisions }, at) => revisions.at(-1) === others[at]?.revisions.at(-1),
    );
    return same ? whole : undefined;
  });

  readonly names = once((): NameIndex => {
    const known = this.#namesake()?.names();
    if (known !== undefined) return known;
    const subjects = this.#subjects().flatMap(
      (holding) => toSubject(newestRecord(holding), holding.catalogue) ?? [],
    );
    return buildNameIndex(rankSubjects(subjects));
  });

  readonly words = once((): WordIndex => this.#namesake()?.words() ?? buildWordIndex(this.names()));
  readonly sounds = once(
    (): SoundIndex => this.#namesake()?.sounds() ?? buildSoundIndex(this.names(), this.words()),
  );
  readonly textNames = once(
    (): TextNames<never> => this.#namesake()?.textNames() ?? gatherTextNames(this.names()),
  );
  readonly search = once(
    (): SearchIndex =>
      buildSearchIndex(
        this.holdings.map(newestRecord),
        (at) => !isOwnCatalogue(this.holdings[at]?.catalogue ?? ''),
      ),
  );
}

function newestRecord(holding: Holding): RecordDraft {
  return recordOf(holding, holding.revisions.at(-1) as RecordRevision);
}
