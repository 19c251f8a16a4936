import { type Selectable, sql, type Transaction } from 'kysely';
import type { ChangedClaims, ClaimChange, ClaimChanges } from '../disclosure/claim-changes.ts';
import type { Draft } from '../disclosure/desk.ts';
import type { Claim } from '../domain/claim.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import type { Source } from '../domain/source.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { deskTurns } from './desk-turn.ts';
import { toRevision } from './disclosure-rows.ts';
import { DESK, keepUnlessThere } from './drafts.ts';
import type { DisclosureTable, Tables } from './tables.ts';
import { lockCatalogue } from './write-records.ts';

type Tx = Transaction<Tables>;

/** A catalogue with more than was told of it. */
interface Pending {
  readonly catalogue: string;
  /** Up to where it was told; 64-bit numbers, as text. Null when it never was. */
  readonly mark: string | null;
}

interface ChangedRow {
  readonly before: Claim | null;
  readonly after: Claim | null;
}

async function pendingCatalogues(db: Database | Tx): Promise<readonly Pending[]> {
  const { rows } = await sql<Pending>`
    select record.catalogue, claim_mark.seq as mark
    from tocsin.record left join tocsin.claim_mark using (catalogue)
    group by record.catalogue, claim_mark.seq
    having max(record.seq) > coalesce(claim_mark.seq, 0)
    order by record.catalogue`.execute(db);
  return rows;
}

/** Claims that have a revision since the mark, as they were there and as they are; null: not carried. */
async function changedSince(trx: Tx, catalogue: string, mark: string): Promise<ChangedRow[]> {
  const { rows } = await sql<ChangedRow>`
    select
      case when was.withdrawn then null else was.body end as before,
      case when newest.withdrawn then null else newest.body end as after
    from (
      select distinct on (id) id, body, withdrawn from tocsin.record
      where catalogue = ${catalogue} and kind = 'claim' and seq > ${mark}
      order by id, revision desc
    ) as newest
    left join lateral (
      select body, withdrawn from tocsin.record
      where catalogue = ${catalogue} and kind = 'claim' and id = newest.id and seq <= ${mark}
      order by revision desc limit 1
    ) as was on true
    order by newest.id`.execute(trx);
  return rows;
}

/** Claims as they were before the mark, by id; those of other catalogues where the own has none. */
async function claimsBefore(
  trx: Tx,
  ids: readonly string[],
  { catalogue, mark }: { readonly catalogue: string; readonly mark: string },
): Promise<ReadonlyMap<string, Claim>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ readonly body: Claim; readonly withdrawn: boolean }>`
    select distinct on (id) body, withdrawn from tocsin.record
    where kind = 'claim' and id = any(${ids}::text[])
      and (catalogue <> ${catalogue} or seq <= ${mark})
    order by id, catalogue = ${catalogue} desc, catalogue = 'pack:tocsin' desc, revision desc`.execute(
    trx,
  );
  const carried = rows.filter(({ withdrawn }) => !withdrawn);
  return new Map(carried.map(({ body }) => [body.id, body]));
}

async function changesOf(
  trx: Tx,
  { catalogue, mark }: Pending,
): Promise<Pick<ChangedClaims, 'added' | 'changes'>> {
  await lockCatalogue(trx, catalogue);
  // What a catalogue holds when it is first taken in is no change; the desk has no such moment.
  if (mark === null && catalogue !== DESK) return { changes: [], added: [] };
  const since = { catalogue, mark: mark ?? '0' };
  const rows = await changedSince(trx, catalogue, since.mark);
  const replacing = rows.flatMap(({ before, after }) =>
    after?.supersedes === undefined || after.supersedes === before?.supersedes ? [] : [after],
  );
  const replaced = await claimsBefore(
    trx,
    replacing.flatMap((one) => one.supersedes ?? []),
    since,
  );
  const own = rows.flatMap(({ before, after }): ClaimChange[] =>
    before === null ? [] : [{ catalogue, before, after: after ?? undefined }],
  );
  const replacements = replacing.flatMap((after): ClaimChange[] => {
    const before = replaced.get(after.supersedes ?? '');
    return before === undefined ? [] : [{ catalogue, before, after }];
  });
  const added = rows.flatMap(({ before, after }) =>
    before === null && after !== null ? [after] : [],
  );
  return { changes: [...own, ...replacements], added };
}

async function setMark(trx: Tx, catalogue: string): Promise<void> {
  await sql`
    insert into tocsin.claim_mark (catalogue, seq)
    select catalogue, max(seq) from tocsin.record where catalogue = ${catalogue} group by catalogue
    on conflict (catalogue) do update set seq = excluded.seq`.execute(trx);
}

/** The newest revision of each disclosure that rests on one of the claims and is not retracted. */
async function restingOn(trx: Tx, ids: readonly string[]): Promise<readonly DisclosureRevision[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Selectable<DisclosureTable>>`
    select * from (
      select distinct on (id) * from tocsin.disclosure order by id, revision desc
    ) as newest
    where state = 'published' and body -> 'claims' ?| ${ids}::text[]
    order by published_at`.execute(trx);
  return rows.map(toRevision);
}

/** The sources that claims cite; of those that catalogues share an id for, that of the claims' own. */
async function sourcesOf(
  trx: Tx,
  changes: readonly ClaimChange[],
): Promise<ReadonlyMap<string, Source>> {
  const claims = changes.flatMap(({ before, after }) => [before, ...(after ? [after] : [])]);
  const ids = [...new Set(claims.flatMap(({ sources }) => sources))];
  const catalogues = [...new Set(changes.map(({ catalogue }) => catalogue))];
  const { rows } = await sql<{ readonly body: Source }>`
    select distinct on (id) body from tocsin.record
    where kind = 'source' and id = any(${ids}::text[])
    order by id, catalogue = any(${catalogues}::text[]) desc, revision desc`.execute(trx);
  return new Map(rows.map(({ body }) => [body.id, body]));
}

async function takeChanges(
  trx: Tx,
  make: Parameters<ClaimChanges['take']>[0],
  at: Date,
): Promise<readonly Draft[]> {
  const found: Pick<ChangedClaims, 'added' | 'changes'>[] = [];
  for (const pending of await pendingCatalogues(trx)) {
    found.push(await changesOf(trx, pending));
    await setMark(trx, pending.catalogue);
  }
  const changes = found.flatMap((one) => one.changes);
  if (changes.length === 0) return [];
  const ids = changes.flatMap(({ before, after }) => [before.id, ...(after ? [after.id] : [])]);
  const resting = await restingOn(trx, [...new Set(ids)]);
  const sources = await sourcesOf(trx, changes);
  const drafts = make({ changes, added: found.flatMap((one) => one.added), resting, sources });
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const one = await keepUnlessThere(trx, draft, at);
    if (one !== undefined) kept.push(one);
  }
  return kept;
}

/** Changes of claims on PostgreSQL: what was told of each catalogue is marked where it is told. */
export function createClaimChanges(db: Database, clock: Clock): ClaimChanges {
  const inTurn = deskTurns(db);
  return {
    async take(make) {
      // Imports are rare, and nothing waits while there is nothing to tell.
      if ((await pendingCatalogues(db)).length === 0) return [];
      return await inTurn((trx) => takeChanges(trx, make, clock.now()));
    },
  };
}
