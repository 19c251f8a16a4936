import { describe, expect, it } from 'vitest';
import type { RecordRevision } from '../../../src/domain/record.ts';
import { fixedClock } from '../../../src/shared/clock.ts';
import { contentHash } from '../../../src/shared/content-hash.ts';
import type { TocsinError } from '../../../src/shared/errors.ts';
import { migrations } from '../../../src/storage/migrations/index.ts';
import { databases, source } from './support/store.ts';

const server = databases();

/** `id.revision`, with a minus for withdrawn ones, in the order of the store. */
function outline(revisions: readonly RecordRevision[]): string[] {
  return revisions.map(
    ({ body, revision, withdrawn }) => `${withdrawn ? '-' : ''}${body.id}.${revision}`,
  );
}

describe('replaceCatalogue', () => {
  it('writes what is new, changed or gone, and nothing the second time', async () => {
    const database = await server.create();
    const clock = fixedClock('2019-10-04T12:34:56.789Z');
    const { records } = await database.open({ clock });
    const first = [source('b'), source('a'), source('c', '狼毒草 & 穷奇 “\\u0000” \u2028 𝔸')];
    expect(await records.replaceCatalogue('pack:x', first, 'pack')).toEqual({
      added: 3,
      changed: 0,
      withdrawn: 0,
      unchanged: 0,
    });
    const written = await records.all();
    expect(outline(written)).toEqual(['b.1', 'a.1', 'c.1']);
    expect(written[2]).toEqual({
      ...first[2],
      catalogue: 'pack:x',
      revision: 1,
      contentHash: contentHash(first[2]!.body),
      recordedAt: new Date('2019-10-04T12:34:56.789Z'),
      recordedBy: 'pack',
      withdrawn: false,
    });

    expect(await records.replaceCatalogue('pack:x', first.toReversed(), 'pack')).toMatchObject({
      unchanged: 3,
    });
    expect(await records.all()).toEqual(written);

    const second = [source('a', 'New title'), source('c', first[2]!.body.id), source('d')];
    expect(await records.replaceCatalogue('pack:x', second, 'import')).toEqual({
      added: 1,
      changed: 2,
      withdrawn: 1,
      unchanged: 0,
    });
    const all = await records.all();
    expect(outline(all.slice(0, 3))).toEqual(outline(written));
    expect(outline(all.slice(3)).toSorted()).toEqual(['-b.2', 'a.2', 'c.2', 'd.1']);
    expect(all.find(({ withdrawn }) => withdrawn)).toMatchObject({
      ...first[0],
      recordedBy: 'import',
    });
  });

  it('gives a withdrawn record that returns a new revision, changed or not', async () => {
    const { records } = await (await server.create()).open();
    await records.replaceCatalogue('x', [source('same'), source('other')], 'import');
    expect(await records.replaceCatalogue('x', [], 'import')).toMatchObject({ withdrawn: 2 });
    expect(await records.replaceCatalogue('x', [], 'import')).toMatchObject({ withdrawn: 0 });
    const back = [source('same'), source('other', 'New title')];
    expect(await records.replaceCatalogue('x', back, 'import')).toMatchObject({ added: 2 });
    expect(await records.replaceCatalogue('x', back, 'import')).toMatchObject({ unchanged: 2 });
    expect(outline(await records.all()).slice(4)).toEqual(['same.3', 'other.3']);
  });

  it('keeps catalogues, and kinds within one, apart', async () => {
    const { records } = await (await server.create()).open();
    await records.replaceCatalogue('x', [source('a')], 'import');
    await records.replaceCatalogue('y', [source('a', 'Another')], 'import');
    const body = { ...source('a').body, id: 'a' };
    // The kind is all that differs; what a body holds is not the store's affair.
    const drafts = [source('a'), { kind: 'conflict', body } as never];
    expect(await records.replaceCatalogue('x', drafts, 'import')).toMatchObject({
      added: 1,
      unchanged: 1,
    });
    expect((await records.all()).map(({ catalogue, kind }) => `${catalogue} ${kind}`)).toEqual([
      'x source',
      'y source',
      'x conflict',
    ]);
  });

  it('is all or nothing, and names the record that cannot be stored', async () => {
    const { records } = await (await server.create()).open();
    const many = Array.from({ length: 2_500 }, (_, n) => source(`s${n}`));
    for (const text of ['zero \0 character', 'half \ud800 character']) {
      const attempt = records.replaceCatalogue('x', [...many, source('bad', text)], 'import');
      await expect(attempt).rejects.toMatchObject({
        code: 'storage.unstorable-text',
        message: expect.stringContaining('source "bad"'),
        where: 'x',
      } satisfies Partial<Record<keyof TocsinError, unknown>>);
    }
    const twice = records.replaceCatalogue('x', [...many, source('s7')], 'import');
    await expect(twice).rejects.toMatchObject({ code: 'storage.duplicate-record' });
    expect(await records.all()).toEqual([]);
  });

  it('takes catalogues of many pages, and reads them back in order', async () => {
    const { records } = await (await server.create()).open();
    const many = Array.from({ length: 5_001 }, (_, n) => source(`s${n}`));
    expect(await records.replaceCatalogue('x', many, 'import')).toMatchObject({ added: 5_001 });
    expect(await records.replaceCatalogue('x', many, 'import')).toMatchObject({ unchanged: 5_001 });
    const all = await records.all();
    expect(all.map(({ body }) => body.id)).toEqual(many.map(({ body }) => body.id));
    expect(await records.replaceCatalogue('x', [], 'import')).toMatchObject({ withdrawn: 5_001 });
  });

  it('makes imports of one catalogue on several nodes take turns', async () => {
    const database = await server.create();
    const nodes = await Promise.all([1, 2, 3, 4].map(() => database.open()));
    const alike = await Promise.all(
      nodes.map(({ records }) => records.replaceCatalogue('x', [source('a')], 'import')),
    );
    expect(alike.map(({ added }) => added).toSorted()).toEqual([0, 0, 0, 1]);

    await Promise.all(
      nodes.map(({ records }, n) =>
        records.replaceCatalogue('x', [source('a', `Title ${n}`)], `n${n}`),
      ),
    );
    const all = await nodes[0]!.records.all();
    expect(outline(all)).toEqual(['a.1', 'a.2', 'a.3', 'a.4', 'a.5']);
  });
});

describe('the table of records', () => {
  it('refuses to change, delete or empty, also in replica mode', async () => {
    const database = await server.create();
    const { records } = await database.open();
    await records.replaceCatalogue('x', [source('a')], 'import');
    const acts = [
      `update tocsin.record set withdrawn = true`,
      `delete from tocsin.record`,
      `truncate tocsin.record`,
      `set session_replication_role = replica; delete from tocsin.record`,
      `insert into tocsin.record select * from tocsin.record on conflict (catalogue, kind, id, revision) do update set withdrawn = true`,
    ];
    for (const act of acts) await expect(database.query(act)).rejects.toThrow();
    await expect(database.query(acts[0]!)).rejects.toThrow(
      'the table record is append-only: update is refused',
    );
    expect(outline(await records.all())).toEqual(['a.1']);
  });

  it('is made once by several nodes that start together, beside what else is in the database', async () => {
    const database = await server.createBare();
    await database.query('create table public.record (mine text)');
    await Promise.all(Array.from({ length: 6 }, () => database.open()));
    expect(await database.query('select name from tocsin.kysely_migration order by name')).toEqual(
      Object.keys(migrations).map((name) => ({ name })),
    );
  });

  it('of a newer Tocsin is refused', async () => {
    const database = await server.create();
    await database.open();
    await database.query(`insert into tocsin.kysely_migration values ('9999-later', 'now')`);
    await expect(database.open()).rejects.toMatchObject({ code: 'storage.newer-schema' });
  });
});
