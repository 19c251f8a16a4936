import { describe, expect, it } from 'vitest';
import type { Difference, Ending, Origin } from '../../../src/knowledge/record-store.ts';
import { fixedClock } from '../../../src/shared/clock.ts';
import type { Storage } from '../../../src/storage/open-storage.ts';
import { databases, source } from './support/store.ts';

const server = databases();

const ORIGIN: Origin = {
  catalogue: 'misp-galaxy',
  format: 'misp-galaxy',
  location: 'threat-actor.json',
  recordedBy: 'import',
};
const WHOLE: Ending = { complete: true, withdrawn: [], cursor: undefined };

async function take({ records }: Storage, drafts: ReturnType<typeof source>[], ending = WHOLE) {
  await using batch = await records.importCatalogue(ORIGIN);
  await batch.add(drafts);
  return await batch.finish(ending);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const outline = ({ change, kind, id }: Difference) => `${change} ${kind} ${id}`;

describe('an import', () => {
  it('writes what is new, changed or gone, and nothing the second time', async () => {
    const storage = await (await server.create()).open();
    expect(await take(storage, [source('b'), source('a'), source('c')])).toEqual({
      ...{ added: 3, changed: 0, withdrawn: 0, unchanged: 0 },
    });
    const written = await storage.records.all();
    expect(written.map(({ body, revision }) => `${body.id}.${revision}`)).toEqual([
      'b.1',
      'a.1',
      'c.1',
    ]);
    expect(await take(storage, [source('c'), source('a'), source('b')])).toEqual({
      ...{ added: 0, changed: 0, withdrawn: 0, unchanged: 3 },
    });
    expect(await storage.records.all()).toEqual(written);
    expect(await take(storage, [source('a', 'New'), source('d')])).toEqual({
      ...{ added: 1, changed: 1, withdrawn: 2, unchanged: 0 },
    });
    // What was gone comes back.
    expect(await take(storage, [source('a', 'New'), source('b'), source('d')])).toEqual({
      ...{ added: 1, changed: 0, withdrawn: 0, unchanged: 2 },
    });
    const b = (await storage.records.all()).filter(({ body }) => body.id === 'b');
    expect(b.map(({ revision, withdrawn }) => [revision, withdrawn])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
  });

  it('holds what it writes against what a pack wrote by the other way', async () => {
    const storage = await (await server.create()).open();
    const drafts = [
      source('a'),
      source('狼毒草'.length.toString()),
      source('c', '狼毒草 \u2028 𝔸'),
    ];
    await storage.records.replaceCatalogue(ORIGIN.catalogue, drafts, 'pack');
    expect(await take(storage, drafts)).toMatchObject({ unchanged: 3, changed: 0 });
  });

  it('shows what it would change, and forgets it when it is not finished', async () => {
    const storage = await (await server.create()).open();
    await take(storage, [source('a'), source('b'), source('c')]);
    {
      await using batch = await storage.records.importCatalogue(ORIGIN);
      await batch.add([source('a'), source('b', 'New'), source('d')]);
      const differences = await all(batch.differences(WHOLE));
      expect(differences.map(outline)).toEqual([
        'changed source b',
        'withdrawn source c',
        'added source d',
      ]);
      expect(differences[0]).toMatchObject({
        before: source('b').body,
        after: source('b', 'New').body,
      });
      expect(differences[1]?.after).toBeUndefined();
      expect(differences[2]?.before).toBeUndefined();
    }
    await using again = await storage.records.importCatalogue(ORIGIN);
    expect(await all(again.differences({ ...WHOLE, complete: false }))).toEqual([]);
    expect((await storage.records.all()).length).toBe(3);
  });

  it('pages through more differences than it holds', async () => {
    const storage = await (await server.create()).open();
    await using batch = await storage.records.importCatalogue(ORIGIN);
    const many = Array.from({ length: 1_203 }, (_, n) => source(`s${n}`));
    await batch.add(many.slice(0, 700));
    await batch.add(many.slice(700));
    const differences = await all(batch.differences(WHOLE));
    expect(new Set(differences.map(({ id }) => id)).size).toBe(1_203);
  });

  it('keeps the first of two with one id, and tells of the other', async () => {
    const storage = await (await server.create()).open();
    await using batch = await storage.records.importCatalogue(ORIGIN);
    expect(await batch.add([source('a', 'First'), source('b'), source('a', 'Second')])).toEqual([
      { kind: 'source', id: 'a' },
    ]);
    expect(await batch.add([source('b', 'Later'), source('c')])).toEqual([
      { kind: 'source', id: 'b' },
    ]);
    expect(await batch.finish(WHOLE)).toMatchObject({ added: 3 });
    const titles = (await storage.records.all()).map(
      ({ body }) => (body as { title: string }).title,
    );
    expect(titles[0]).toBe('First');
    expect(titles).not.toContain('Second');
    expect(titles).not.toContain('Later');
  });

  it('told in part, leaves the rest as it is, and withdraws what is named', async () => {
    const storage = await (await server.create()).open();
    await take(storage, [source('a'), source('b'), source('c')]);
    const ending = {
      complete: false,
      withdrawn: [
        { kind: 'source', id: 'b' },
        { kind: 'source', id: 'never-there' },
      ],
      cursor: '2026-11-26T00:00:00Z',
    } as const;
    expect(await take(storage, [source('d')], ending)).toEqual({
      ...{ added: 1, changed: 0, withdrawn: 1, unchanged: 0 },
    });
    expect(await take(storage, [], ending)).toMatchObject({ withdrawn: 0 });
  });

  it('refuses text that cannot be stored and names the record; what came before stays', async () => {
    const storage = await (await server.create()).open();
    await using batch = await storage.records.importCatalogue(ORIGIN);
    await batch.add([source('a')]);
    await expect(batch.add([source('b'), source('bad', 'a\0b')])).rejects.toMatchObject({
      code: 'storage.unstorable-text',
      message: expect.stringContaining('"bad"'),
    });
    expect(await batch.add([source('b')])).toEqual([]);
    expect(await batch.finish(WHOLE)).toMatchObject({ added: 2 });
  });

  it('writes nothing when whoever sees what it would do does not approve', async () => {
    const storage = await (await server.create()).open();
    await take(storage, [source('a'), source('b')]);
    await using batch = await storage.records.importCatalogue(ORIGIN);
    await batch.add([source('c')]);
    const refuse = (summary: object) => {
      throw new Error(`no: ${JSON.stringify(summary)}`);
    };
    await expect(batch.finish(WHOLE, refuse)).rejects.toThrow(
      'no: {"added":1,"changed":0,"withdrawn":2,"unchanged":0}',
    );
    expect((await storage.records.all()).map(({ body }) => body.id)).toEqual(['a', 'b']);
  });

  it('of two at once on two nodes, each counts up from the other', async () => {
    const database = await server.create();
    const clock = fixedClock('2026-11-26T01:00:00Z');
    const nodes = [await database.open({ clock }), await database.open({ clock })] as const;
    const summaries = await Promise.all(
      nodes.map((node, n) => take(node, [source('a', `Title ${n}`)])),
    );
    expect(summaries.map(({ added, changed }) => added + changed)).toEqual([1, 1]);
    const revisions = (await nodes[0].records.all()).map(({ revision }) => revision);
    expect(revisions).toEqual([1, 2]);
  });
});
