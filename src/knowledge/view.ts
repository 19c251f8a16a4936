import type { PartialDate } from '../domain/partial-date.ts';
import type { RecordKind, RecordRevision } from '../domain/record.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import { advisoryKey } from './advisory-key.ts';
import type { Archive } from './archive.ts';
import { type Selection, selectAt, selectNow } from './as-of.ts';
import { completeName } from './complete.ts';
import { find } from './find.ts';
import { type Indexes, indexTables, originsIn } from './indexes.ts';
import type {
  FoundInText,
  Knowledge,
  NameMatch,
  SearchOptions,
  StandingRecord,
  SubjectKind,
} from './knowledge.ts';
import { findInText, gatherTextNames, namesAmong } from './names-in-text.ts';
import { nameKey } from './normalise.ts';
import { once } from './once.ts';
import { Recent } from './recent.ts';
import { type LabelOf, resolveName } from './resolve.ts';
import { suggestNames } from './suggest.ts';

const MAX_VIEWS = 4;
const DEFAULT_SUGGESTIONS = 5;
const DEFAULT_COMPLETIONS = 25;

/** A snapshot that can build its lazy indexes ahead of the first question. */
export interface WarmableKnowledge extends Knowledge {
  /** Builds all that the first queries would build. Takes as long as they would have. */
  warm(): void;
  at(date: PartialDate): WarmableKnowledge;
  within(ceiling: Tlp): WarmableKnowledge;
}

/** The views of what is known now, one for each archive that ceilings make of the first. */
type ViewsNow = Map<Archive, View>;

/** What one view of the archive shows; see `createKnowledge`. */
export class View implements WarmableKnowledge {
  readonly asOf: PartialDate | undefined;
  readonly leftOut: Selection['leftOut'];
  readonly #archive: Archive;
  readonly #selection: Selection;
  readonly #indexes: Indexes;
  readonly #now: ViewsNow;
  /** By date. */
  readonly #past: Recent<string, View>;

  private constructor(
    archive: Archive,
    selection: Selection,
    now: ViewsNow,
    past: Recent<string, View>,
    asOf?: PartialDate,
  ) {
    this.#archive = archive;
    this.#selection = selection;
    this.#indexes = indexTables(selection.tables);
    this.#now = now;
    this.#past = past;
    this.asOf = asOf;
    this.leftOut = selection.leftOut;
  }

  static now(archive: Archive, now: ViewsNow = new Map()): View {
    const known = now.get(archive);
    if (known !== undefined) return known;
    const view = new View(archive, selectNow(archive.holdings), now, new Recent(MAX_VIEWS));
    now.set(archive, view);
    return view;
  }

  at(date: PartialDate): View {
    return this.#past.get(date, () => {
      const selection = selectAt(this.#archive.holdings, date);
      return new View(this.#archive, selection, this.#now, this.#past, date);
    });
  }

  within(ceiling: Tlp): View {
    const archive = this.#archive.within(ceiling);
    if (archive === this.#archive) return this;
    const view = View.now(archive, this.#now);
    return this.asOf === undefined ? view : view.at(this.asOf);
  }

  warm(): void {
    this.#archive.sounds();
    this.#archive.byId();
    this.#archive.textNames();
    this.#archive.search().nearTerms();
    for (const build of Object.values(this.#indexes)) build();
  }

  readonly #recordedAt = once(() => {
    let newest: Date | undefined;
    for (const holding of this.#archive.holdings) {
      const recordedAt = this.#selection.revisionOf(holding)?.recordedAt;
      if (recordedAt === undefined || (newest !== undefined && recordedAt <= newest)) continue;
      if (this.#holds(holding.kind, holding.id)) newest = recordedAt;
    }
    return newest;
  });

  get recordedAt(): Date | undefined {
    return this.#recordedAt();
  }

  get counts(): Readonly<Record<RecordKind, number>> {
    const { tables } = this.#selection;
    return {
      source: tables.sources.length,
      incident: tables.incidents.length,
      actor: tables.actors.length,
      programme: tables.programmes.length,
      claim: tables.claims.length,
      conflict: tables.conflicts.length,
      advisory: tables.advisories.length,
    };
  }

  incident(id: string) {
    return this.#indexes.incident().get(id);
  }
  actor(id: string) {
    return this.#indexes.actor().get(id);
  }
  programme(id: string) {
    return this.#indexes.programme().get(id);
  }
  claim(id: string) {
    return this.#indexes.claim().get(id);
  }
  source(id: string) {
    return this.#indexes.source().get(id);
  }

  advisory(id: string) {
    return this.#indexes.advisory().get(id);
  }

  catalogueOf(id: string): string | undefined {
    const holding = this.#archive.byId().get(id);
    return holding && this.#holds(holding.kind, id) ? holding.catalogue : undefined;
  }

  history(id: string): readonly RecordRevision[] {
    const holding = this.#archive.byId().get(id);
    if (holding === undefined || !this.#holds(holding.kind, id)) return [];
    const shown = this.#selection.revisionOf(holding);
    if (shown === undefined) return [];
    return holding.revisions.slice(0, holding.revisions.indexOf(shown) + 1);
  }

  *standing(): Iterable<StandingRecord> {
    for (const holding of this.#archive.holdings) {
      const newest = this.#selection.revisionOf(holding);
      const [first] = holding.revisions;
      if (newest !== undefined && first !== undefined && this.#holds(holding.kind, holding.id)) {
        yield { first, newest };
      }
    }
  }

  incidents() {
    return this.#selection.tables.incidents;
  }
  actors() {
    return this.#selection.tables.actors;
  }
  programmes() {
    return this.#selection.tables.programmes;
  }
  sources() {
    return this.#selection.tables.sources;
  }
  advisories() {
    return this.#selection.tables.advisories;
  }
  advisoriesNamed(name: string) {
    const key = advisoryKey(name);
    const byId = this.advisory(key);
    return byId === undefined ? (this.#indexes.advisoriesNamed().get(key) ?? []) : [byId];
  }
  claimsAbout(subject: string) {
    return this.#indexes.claimsAbout().get(subject) ?? [];
  }
  claimsInConflictWith(claimId: string) {
    return this.#indexes.inConflict().get(claimId) ?? [];
  }
  conflictsAbout(subject: string) {
    return this.#indexes.conflictsAbout().get(subject) ?? [];
  }
  incidentsOfActor(actorId: string) {
    return this.#indexes.incidentsOfActor().get(actorId) ?? [];
  }
  claimsFrom(sourceId: string) {
    return this.#indexes.claimsFrom().get(sourceId) ?? [];
  }
  sourcesAbout(subject: string) {
    return this.#indexes.sourcesAbout().get(subject) ?? [];
  }
  relationsTo(actorId: string) {
    return this.#indexes.relationsTo().get(actorId) ?? [];
  }
  originsOf(actorId: string): readonly string[] {
    return originsIn(this.claimsAbout(actorId));
  }

  resolve(name: string, kinds?: readonly SubjectKind[]): readonly NameMatch[] {
    return resolveName(this.#archive.names(), this.#labelOf, name, kinds);
  }

  suggest(
    name: string,
    kinds?: readonly SubjectKind[],
    limit = DEFAULT_SUGGESTIONS,
  ): readonly NameMatch[] {
    const { names, words, sounds } = this.#archive;
    const indexes = { names: names(), words: words(), sounds: sounds() };
    const near = suggestNames(indexes, this.#labelOf, name, kinds, limit);
    if (near.length > 0 || nameKey(name) === '') return near;
    const longer = this.complete(name, kinds, limit);
    return longer.filter(({ label }, at) => longer.findIndex((one) => one.label === label) === at);
  }

  complete(
    prefix: string,
    kinds?: readonly SubjectKind[],
    limit = DEFAULT_COMPLETIONS,
  ): readonly NameMatch[] {
    const { names, words } = this.#archive;
    return completeName(names(), words, this.#labelOf, prefix, kinds, limit);
  }

  search(query: string, options?: SearchOptions) {
    return find(
      {
        index: this.#archive.search(),
        holds: ({ kind, id }) => this.#holds(kind, id),
        resolve: (name) => this.resolve(name),
        advisories: (name) => this.advisoriesNamed(name),
      },
      query,
      options,
    );
  }

  namesIn(text: string) {
    return namesAmong(findInText(this.#archive.textNames(), this.#labelOf, text));
  }

  textReader<T>(words: ReadonlyMap<string, T>): (text: string) => readonly FoundInText<T>[] {
    const names = gatherTextNames(this.#archive.names(), words);
    return (text) => findInText(names, this.#labelOf, text);
  }

  readonly #labelOf: LabelOf = ({ kind, id }) => this.#indexes[kind]().get(id)?.label;

  #holds(kind: RecordKind, id: string): boolean {
    return this.#indexes[kind]().has(id);
  }
}
