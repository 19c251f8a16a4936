import { describe, expect, test } from 'vitest';
import { createFetcher } from '../../../../../src/fetch/create-fetcher.ts';
import { addressInput } from '../../../../../src/ingest/core/address-input.ts';
import { taxii } from '../../../../../src/ingest/stix/taxii/taxii.ts';
import type { TocsinError } from '../../../../../src/shared/errors.ts';
import {
  type Added,
  openTaxii,
  type TaxiiOptions,
  type TaxiiServer,
} from '../../../../doubles/taxii/server.ts';
import { openWeb } from '../../../../doubles/web/server.ts';
import { type ReadOptions, readAll } from '../../../../support/reading.ts';
import { stixObject } from '../../../../support/stix.ts';

function group(n: number): Added {
  const fields = { name: `Group ${n}`, aliases: [`Alias ${n}`] };
  return { object: stixObject('intrusion-set', fields, n), at: `2024-01-01T00:00:${second(n)}Z` };
}

function indicator(n: number): Added {
  return { object: stixObject('indicator', {}, n), at: `2024-01-01T00:00:${second(n)}Z` };
}

function second(n: number): string {
  return `${String(n).padStart(2, '0')}.000000`;
}

const SEVEN = [1, 2, 3, 4, 5, 6, 7].map(group);
const ONE = { id: 'one', title: 'First collection', alias: 'first', objects: SEVEN };
const ROOTS: TaxiiOptions['roots'] = { api1: [ONE] };

async function read(server: TaxiiServer, path: string, options: ReadOptions = {}) {
  const fetcher = createFetcher({ allow: [server.authority], userAgent: 'Tocsin test' });
  const signal = new AbortController().signal;
  await using input = await addressInput(server.url(path), { fetcher, signal });
  try {
    return await readAll(taxii, input, options);
  } finally {
    await fetcher.close();
  }
}

async function problem(server: TaxiiServer, path: string, options: ReadOptions = {}) {
  return (await read(server, path, options).catch((error: unknown) => error)) as TocsinError;
}

function namesIn({ candidates }: Awaited<ReturnType<typeof read>>) {
  return candidates.flatMap((one) => (one.kind === 'actor' ? [one.body.label] : []));
}

function askedFor(server: TaxiiServer) {
  return server.requests
    .map(({ url }) => new URL(url ?? '', 'http://x.test'))
    .filter(({ pathname }) => pathname.endsWith('/objects/'))
    .map(({ searchParams }) => Object.fromEntries(searchParams));
}

describe('a collection is found', () => {
  test.for([
    ['the host', '/'],
    ['discovery', '/taxii2/'],
    ['an API root', '/api1/'],
    ['its collections', '/api1/collections/'],
    ['the collection', '/api1/collections/one/'],
    ['its objects', '/api1/collections/one/objects/'],
  ] as const)('from %s', async ([, path]) => {
    await using server = await openTaxii({ roots: ROOTS });
    const found = await read(server, path);
    expect(namesIn(found)).toHaveLength(7);
    const sources = found.candidates.flatMap((one) => (one.kind === 'source' ? [one.body] : []));
    expect(sources).toMatchObject([{ url: server.url('/api1/collections/one/') }]);
  });

  test.for(['two', 'SECOND', 'second collection'])('by the name %s', async (collection) => {
    const two = { id: 'two', title: 'Second collection', alias: 'second', objects: [group(9)] };
    await using server = await openTaxii({ roots: { api1: [ONE], api2: [two] } });
    expect(namesIn(await read(server, '/taxii2/', { options: { collection } }))).toEqual([
      'Group 9',
    ]);
  });

  test('or those there are told, less those that may not be read', async () => {
    const two = { ...ONE, id: 'two', title: 'Second' };
    const closed = { ...ONE, id: 'three', title: 'Third', canRead: false };
    await using server = await openTaxii({ roots: { api1: [ONE, two], api2: [closed] } });
    expect(await problem(server, '/taxii2/')).toMatchObject({
      code: 'import.taxii-collection',
      remedy:
        'Name one by its id with the option collection: First collection (one); Second (two).',
    });
    const wrong = await problem(server, '/taxii2/', { options: { collection: 'three' } });
    expect(wrong.message).toBe('no one collection is called “three”');
  });
});

describe('pages', () => {
  test.for([false, true])('are followed to the end, without next: %s', async (withoutNext) => {
    await using server = await openTaxii({ roots: ROOTS, most: 3, withoutNext });
    const found = await read(server, '/api1/', { options: { limit: '2' } });
    expect(namesIn(found)).toEqual(SEVEN.map(({ object }) => object.name));
    expect(askedFor(server)).toHaveLength(4);
    expect(askedFor(server)[0]).toEqual({
      limit: '2',
      'match[type]': expect.stringContaining('intrusion-set,'),
    });
  });

  test('go on where they stopped when the server is busy, cuts the line or forgets', async () => {
    await using server = await openTaxii({ roots: ROOTS, most: 2 });
    server.troubles.push(
      { is: 'cut' },
      { is: 'busy', status: 429, retryAfter: '0' },
      { is: 'busy', status: 503, retryAfter: 'Thu, 01 Jan 1970 00:00:00 GMT' },
    );
    const found = await read(server, '/api1/');
    expect(namesIn(found)).toHaveLength(7);
    expect(found.notes).toEqual({ 'asked again after the server was busy or the line broke': 3 });

    await using forgetful = await openTaxii({ roots: ROOTS, most: 2 });
    forgetful.troubles.push({ is: 'forgets' }, { is: 'forgets' });
    expect(namesIn(await read(forgetful, '/api1/'))).toHaveLength(7);
    expect(askedFor(forgetful)[2]).toMatchObject({ added_after: SEVEN[1]?.at });
  });

  test('that need more patience than there is are given up', async () => {
    await using server = await openTaxii({ roots: ROOTS });
    server.troubles.push({ is: 'busy', status: 429, retryAfter: '3600' });
    expect(await problem(server, '/api1/')).toMatchObject({ fault: 'far-side' });
  });
});

describe('after the first time', () => {
  test('nothing is read when nothing was added that is used', async () => {
    await using server = await openTaxii({ roots: ROOTS });
    const { cursor } = await read(server, '/api1/');
    expect(cursor).toContain(SEVEN.at(-1)?.at);
    server.add('one', indicator(20));

    const again = await read(server, '/api1/', { cursor });
    expect(again).toMatchObject({ candidates: [], onlyChanges: true, cursor });
    expect(askedFor(server).slice(1)).toEqual([
      expect.objectContaining({ added_after: SEVEN.at(-1)?.at }),
    ]);
  });

  test('all that is used is read again when something was', async () => {
    await using server = await openTaxii({ roots: ROOTS });
    const { cursor } = await read(server, '/api1/');
    const revoked = { ...SEVEN[0]?.object, modified: '2024-06-01T00:00:00.000Z', revoked: true };
    server.add('one', group(30), { object: revoked, at: '2024-01-01T00:00:31.000000Z' });

    const again = await read(server, '/api1/', { cursor });
    expect(namesIn(again)).toHaveLength(7);
    expect(namesIn(again)).not.toContain('Group 1');
    expect(again.onlyChanges).toBe(false);
    expect(again.cursor).toContain('2024-01-01T00:00:31');
  });

  test('a cursor of another collection is not used', async () => {
    const two = { ...ONE, id: 'two', title: 'Second', objects: [group(1)] };
    await using server = await openTaxii({ roots: { api1: [ONE, two] } });
    const { cursor } = await read(server, '/api1/', { options: { collection: 'one' } });
    const other = await read(server, '/api1/', { options: { collection: 'two' }, cursor });
    expect(namesIn(other)).toEqual(['Group 1']);
  });
});

describe('who asks', () => {
  const basic = `Basic ${Buffer.from('reader:pässword').toString('base64')}`;

  test.for([
    [basic, { user: 'reader', password: 'pässword' }],
    ['Bearer s3cret', { token: 's3cret' }],
    ['Token s3cret', { token: 'Token s3cret' }],
  ] as const)('is said as %s', async ([authorization, options]) => {
    await using server = await openTaxii({ roots: ROOTS, authorization });
    expect(namesIn(await read(server, '/taxii2/', { options }))).toHaveLength(7);
  });

  test('is asked for, and a wrong password is not repeated', async () => {
    await using server = await openTaxii({ roots: ROOTS, authorization: basic });
    expect(await problem(server, '/taxii2/')).toMatchObject({
      code: 'import.taxii-not-allowed',
      fault: 'user',
      remedy: 'Give the options user and password, or token.',
    });
    const options = { user: 'reader', password: 'hunter2' };
    const wrong = await problem(server, '/taxii2/', { options });
    expect(wrong).toMatchObject({ code: 'import.taxii-not-allowed' });
    expect(JSON.stringify([wrong, wrong.message, wrong.stack])).not.toContain('hunter2');
  });

  test('is not told over a line that anybody can read', async () => {
    const input = { name: 'http://taxii.example/', is: 'address' } as Parameters<typeof readAll>[1];
    const reading = readAll(taxii, input, { options: { token: 's3cret' } });
    await expect(reading).rejects.toMatchObject({
      code: 'import.bad-option',
      message: expect.not.stringContaining('s3cret'),
    });
  });
});

describe('what is not TAXII 2.1', () => {
  test('is told as an older version', async () => {
    await using web = await openWeb((_, response) => response.writeHead(406).end());
    const server = web as TaxiiServer;
    expect(await problem(server, '/')).toMatchObject({ code: 'import.taxii-version' });
  });

  test.for([
    ['a page', 'text/html', '<p>Hello</p>'],
    ['other JSON', 'application/json', '{"hello": true}'],
  ] as const)('is told: %s', async ([, type, body]) => {
    await using web = await openWeb((_, response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    expect(await problem(web as TaxiiServer, '/')).toMatchObject({ code: 'import.not-taxii' });
  });

  test('is a server that counts on without end', async () => {
    await using web = await openWeb((_, response) => {
      response.writeHead(200, { 'content-type': 'application/taxii+json;version=2.1' });
      response.end(JSON.stringify({ more: true, next: 'again', objects: [] }));
    });
    const server = web as TaxiiServer;
    expect(await problem(server, '/a/collections/b/objects/')).toMatchObject({
      code: 'import.taxii-stuck',
    });
    expect(web.requests.length).toBeLessThan(5);
  });
});
