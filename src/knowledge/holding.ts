import type { RecordDraft, RecordKind, RecordRevision } from '../domain/record.ts';
import { type IdSpace, mapIds, spaceOf } from './references.ts';

/** One record with all its revisions, under the id by which it is found. */
export interface Holding {
  readonly kind: RecordKind;
  /** The record's own id, or `<catalogue>/<own id>` when a catalogue before it holds that id too. */
  readonly id: string;
  readonly catalogue: string;
  /** Oldest first; never empty. */
  readonly revisions: readonly RecordRevision[];
  /** Own ids of this catalogue that had to be told apart, to the ids they are found under. */
  readonly renamed: ReadonlyMap<string, string> | undefined;
}

/** The catalogue whose records keep their plain ids whatever else is imported. */
const BUILT_IN = 'pack:tocsin';

function rank(catalogue: string): number {
  if (catalogue === BUILT_IN) return 0;
  return catalogue === 'desk' ? 1 : 2;
}

/** Order in which catalogues lay claim to an id: the built-in pack, the desk, the others by name. */
export function compareCatalogues(a: string, b: string): number {
  return rank(a) - rank(b) || (a === b ? 0 : a < b ? -1 : 1);
}

/** `pack:other` becomes `pack.other/<id>`: a colon would read as `key:value` on a command line. */
function qualifiedId(catalogue: string, id: string): string {
  return `${catalogue.replaceAll(':', '.')}/${id}`;
}

/**
 * Groups revisions into records, in the order in which the records first appeared, and settles
 * under which id each is found. Of several catalogues that hold one id the first by
 * {@link compareCatalogues} keeps it; the others are found under {@link qualifiedId}, and all that
 * refers to them within their catalogue follows.
 */
export function toHoldings(revisions: readonly RecordRevision[]): readonly Holding[] {
  const groups = groupByRecord(revisions);
  const owners = ownersOf(groups);
  const renamings = new Map<string, Map<string, string>>();
  for (const [first] of groups) {
    const [space, own] = [spaceOf(first.kind), first.body.id];
    if (owners.get(spaced(space, own)) === first.catalogue) continue;
    const renamed = renamings.get(first.catalogue) ?? new Map<string, string>();
    renamed.set(spaced(space, own), qualifiedId(first.catalogue, own));
    renamings.set(first.catalogue, renamed);
  }
  return groups.map((group) => {
    const { kind, catalogue, body } = group[0];
    const renamed = renamings.get(catalogue);
    const id = renamed?.get(spaced(spaceOf(kind), body.id)) ?? body.id;
    return { kind, id, catalogue, revisions: group, renamed };
  });
}

/** A revision's record as it is found here: its id and all ids in it are those of the holdings. */
export function recordOf(holding: Holding, revision: RecordRevision): RecordDraft {
  if (holding.renamed === undefined) return revision;
  return mapIds(revision, (space, id) => foundId(holding, space, id));
}

/** The id under which that is found here which a record of the holding's catalogue calls `own`. */
export function foundId({ renamed }: Holding, space: IdSpace, own: string): string {
  return renamed?.get(spaced(space, own)) ?? own;
}

type Group = [RecordRevision, ...RecordRevision[]];

function groupByRecord(revisions: readonly RecordRevision[]): Group[] {
  const groups = new Map<string, Group>();
  for (const revision of revisions) {
    const key = `${revision.catalogue} ${revision.kind} ${revision.body.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [revision]);
    else group.push(revision);
  }
  const all = [...groups.values()];
  for (const group of all) {
    if (group.length > 1) group.sort((a, b) => a.revision - b.revision);
  }
  return all;
}

function ownersOf(groups: readonly Group[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const [{ kind, catalogue, body }] of groups) {
    const key = spaced(spaceOf(kind), body.id);
    const owner = owners.get(key);
    if (owner === undefined || compareCatalogues(catalogue, owner) < 0) owners.set(key, catalogue);
  }
  return owners;
}

function spaced(space: IdSpace, id: string): string {
  return `${space}:${id}`;
}
