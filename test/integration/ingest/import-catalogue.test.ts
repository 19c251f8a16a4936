import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  dropCatalogue,
  type ImportRequest,
  type ImportServices,
  importCatalogue,
} from '../../../src/app/imports.ts';
import { scheduledImport } from '../../../src/app/scheduled-imports.ts';
import { createFetcher } from '../../../src/fetch/create-fetcher.ts';
import type { Difference } from '../../../src/knowledge/record-store.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { openWeb } from '../../doubles/web/server.ts';
import { databases } from '../storage/support/store.ts';

const server = databases();
const folder = mkdtempSync(join(tmpdir(), 'tocsin-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A galaxy of MISP as large as a test needs. */
function galaxy(names: readonly string[], broken = false): string {
  const values: unknown[] = names.map((value, at) => ({
    value,
    uuid: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    meta: { country: 'IR', synonyms: [`${value} Group`] },
  }));
  if (broken) values.splice(1, 0, { uuid: 'nothing else' });
  return JSON.stringify({ type: 'threat-actor', version: 7, values });
}

const NAMES = ['Charming Example', '狼毒草', 'Snake'];

async function setUp(answer = (response: ServerResponse) => response.end(galaxy(NAMES))) {
  const database = await server.create();
  const storage = await database.open();
  const web = await openWeb((request, response) => {
    if (request.url === '/gone') response.writeHead(404).end();
    else answer(response);
  });
  const fetcher = createFetcher({ allow: [web.authority], userAgent: 'Tocsin/test' });
  onTestFinished(async () => {
    await fetcher.close();
    await web[Symbol.asyncDispose]();
  });
  const { records, imports } = storage;
  const services: ImportServices = { records, imports, fetcher, clock: systemClock };
  const take = (change: Partial<ImportRequest>, differences?: Difference[]) =>
    importCatalogue(
      {
        ...{ format: 'misp-galaxy', from: web.url('/threat-actor.json'), catalogue: undefined },
        ...{ options: {}, signal: AbortSignal.timeout(20_000), recordedBy: 'import' },
        ...change,
      },
      services,
      differences && { difference: (one) => differences.push(one) },
    );
  return { database, storage, services, web, take };
}

function file(text: string): string {
  const path = join(folder, 'threat-actor.json');
  writeFileSync(path, text);
  return path;
}

describe('an import', () => {
  it('brings in what lies at an address, and the second time writes nothing', async () => {
    const { storage, take, web } = await setUp();
    const first = await take({});
    expect(first).toMatchObject({
      catalogue: 'misp-galaxy',
      location: web.url('/threat-actor.json'),
    });
    expect(first.summary?.added).toBe(first.records);
    const second = await take({});
    expect(second.summary).toEqual({
      ...{ added: 0, changed: 0, withdrawn: 0, unchanged: first.records },
    });
    const knowledge = createKnowledge(await storage.records.all());
    expect(knowledge.resolve('狼毒草').map(({ label }) => label)).toEqual(['狼毒草']);
    const [snake] = knowledge.resolve('Snake');
    const names = knowledge.actor(snake?.id ?? '')?.names ?? [];
    expect(names.find(({ name }) => name === 'Snake')?.needsContext).toBe(true);
  });

  it('takes in the rest when one record is broken, and says where', async () => {
    const { take } = await setUp();
    const { summary, skipped } = await take({ from: file(galaxy(NAMES, true)) });
    expect(summary?.added).toBeGreaterThan(NAMES.length);
    expect(skipped.total).toBe(1);
    expect(skipped.list()[0]?.examples[0]).toContain('1');
  });

  it.each([
    ['a zero character', 'Half\0way'],
    ['half a character', 'Half\ud800way'],
  ])('takes in the rest when a record has %s in it, which cannot be kept', async (_, name) => {
    const { storage, take } = await setUp();
    const { summary, skipped } = await take({ from: file(galaxy([...NAMES, name])) });
    expect(skipped.list()[0]?.reason).toBe('a zero character or half a character in it');
    expect(summary?.added).toBe((await storage.records.all()).length);
    expect(summary?.added).toBeGreaterThan(NAMES.length);
  });

  it('tells what it would change and changes nothing, when it is only to tell', async () => {
    const { storage, take } = await setUp();
    await take({});
    const before = (await storage.records.all()).length;
    const differences: Difference[] = [];
    const renamed = galaxy(['Charming Sample', ...NAMES.slice(1)]);
    const { summary } = await take({ from: file(renamed) }, differences);
    expect(summary).toBeUndefined();
    expect(differences.map(({ change }) => change)).toContain('changed');
    expect((await storage.records.all()).length).toBe(before);
  });

  it('refuses a list that would leave little of the catalogue, unless it may', async () => {
    const { storage, take } = await setUp();
    const many = Array.from({ length: 40 }, (_, at) => `Example ${at}`);
    await take({ from: file(galaxy(many)) });
    const before = (await storage.records.all()).length;
    const cut = { from: file(galaxy(many.slice(0, 3))) };
    await expect(take(cut)).rejects.toMatchObject({ code: 'import.would-empty', fault: 'user' });
    expect((await storage.records.all()).length).toBe(before);
    expect((await take({ ...cut, mayShrink: true })).summary?.withdrawn).toBeGreaterThan(30);
  });

  it.each([
    [{ format: 'fax' }, 'import.no-format', /misp-galaxy/],
    [{ catalogue: 'pack' }, 'import.bad-catalogue', /taken/],
    [{ catalogue: 'pack:tocsin' }, 'import.bad-catalogue', /small letters/],
    [{ options: { colour: 'red' } }, 'import.no-option', /no option|none|has/i],
    [{ from: '/nowhere/at/all.json' }, 'import.no-file', /path/],
    [{ from: 'https://' }, 'import.bad-address', /in full/],
  ])('says what is wrong with %j', async (change, code, remedy) => {
    const { storage, take } = await setUp();
    await expect(take(change)).rejects.toMatchObject({
      ...{ code, fault: 'user' },
      remedy: expect.stringMatching(remedy),
    });
    expect(await storage.records.all()).toEqual([]);
  });

  it('says that an address leads nowhere, and does not go to one inside', async () => {
    const { take, web } = await setUp();
    await expect(take({ from: web.url('/gone') })).rejects.toMatchObject({
      ...{ code: 'import.not-fetched', fault: 'user' },
    });
    const asked = web.requests.length;
    await expect(take({ from: `http://localhost:${web.port}/` })).rejects.toMatchObject({
      ...{ code: 'fetch.refused', fault: 'user' },
    });
    expect(web.requests.length).toBe(asked);
  });

  it('can be withdrawn whole', async () => {
    const { storage, services, take } = await setUp();
    const { records } = await take({});
    expect(await dropCatalogue('misp-galaxy', services)).toBe(records);
    expect(createKnowledge(await storage.records.all()).actors()).toEqual([]);
    expect(await dropCatalogue('attack', services)).toBeUndefined();
  });
});

describe('a repeated import', () => {
  const HOUR = 3_600_000;

  async function repeating(answer?: (response: ServerResponse) => ServerResponse) {
    const house = await setUp(answer);
    const { services, web, database } = house;
    const place = { catalogue: 'misp-galaxy', format: 'misp-galaxy' };
    const from = `${web.url('/threat-actor.json')}?key=hush`;
    const repetition = { everyMinutes: 60, from, options: {} };
    const location = web.url('/threat-actor.json');
    await services.imports.repeat({ ...place, location }, repetition, new Date());
    const state = async () => (await services.imports.list())[0];
    const jobs = () =>
      database.query('select key, run_at from graphile_worker._private_jobs order by id');
    return { ...house, state, jobs, place };
  }

  it('is done by the queue, and is due again after its time', async () => {
    const { storage, services, state, jobs } = await repeating();
    const options = {
      ...{ log: { info() {}, warn() {} }, random: () => 0, signal: AbortSignal.timeout(20_000) },
    };
    const done = Promise.withResolvers<void>();
    const handle = scheduledImport({ ...services, ...options } as never);
    await storage.startQueue({
      chores: { 'import-catalogue': (job) => handle(job).then(done.resolve, done.reject) },
      concurrency: 1,
    });
    await done.promise;
    expect((await storage.records.all()).length).toBeGreaterThan(0);
    const now = await state();
    expect(now).toMatchObject({ failures: 0, lastError: undefined, everyMinutes: 60 });
    expect((now?.nextAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(HOUR * 0.9);
    const waiting = (await jobs()).filter(({ run_at }) => (run_at as Date) > new Date());
    expect(waiting).toMatchObject([{ key: 'import/misp-galaxy' }]);
  });

  it('keeps no secret of its address where it can be read', async () => {
    const { database, state } = await repeating();
    const [row] = await database.query(
      'select row_to_json(import)::text as text from tocsin.import',
    );
    expect(row?.text).not.toContain('hush');
    expect(JSON.stringify(await state())).not.toContain('hush');
  });

  it('goes on after an answer whose first character is none that can be kept', async () => {
    const { services, state } = await repeating((response) => response.end('\0'));
    const options = {
      ...{ log: { info() {}, warn() {} }, random: () => 0, signal: AbortSignal.timeout(20_000) },
    };
    await scheduledImport({ ...services, ...options } as never)({ catalogue: 'misp-galaxy' });
    expect(await state()).toMatchObject({
      failures: 1,
      lastError: expect.stringContaining('not JSON'),
      nextAt: expect.any(Date),
    });
  });

  it('says why it failed, tries again sooner, and ends when it is stopped', async () => {
    const { services, state, web } = await repeating();
    await web[Symbol.asyncDispose]();
    const options = {
      ...{ log: { info() {}, warn() {} }, random: () => 0, signal: AbortSignal.timeout(20_000) },
    };
    const run = scheduledImport({ ...services, ...options } as never);
    await run({ catalogue: 'misp-galaxy' });
    const failed = await state();
    expect(failed).toMatchObject({ failures: 1, lastError: expect.stringMatching(/\S/) });
    const wait = (failed?.nextAt?.getTime() ?? 0) - Date.now();
    expect(wait).toBeGreaterThan(HOUR / 5);
    expect(wait).toBeLessThan(HOUR / 3);
    expect(await services.imports.stop('misp-galaxy')).toBe(true);
    expect(await services.imports.stop('misp-galaxy')).toBe(false);
    await run({ catalogue: 'misp-galaxy' });
    expect((await state())?.nextAt).toBeUndefined();
  });
});
