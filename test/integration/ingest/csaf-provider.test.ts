import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFetcher } from '../../../src/fetch/create-fetcher.ts';
import { addressInput } from '../../../src/ingest/core/address-input.ts';
import { csaf } from '../../../src/ingest/csaf/csaf.ts';
import { CsafProvider } from '../../doubles/csaf/provider.ts';
import { type Read, readAll, recordsOf } from '../../support/reading.ts';
import { csafText } from '../../unit/ingest/csaf/document.ts';

let provider: CsafProvider;
beforeEach(async () => {
  provider = await CsafProvider.start();
});
afterEach(() => provider[Symbol.asyncDispose]());

async function read(url: string, cursor?: string): Promise<Read> {
  const fetcher = createFetcher({ allow: [provider.authority], userAgent: 'Tocsin test' });
  const { signal } = new AbortController();
  await using input = await addressInput(url, { fetcher, signal });
  try {
    return await readAll(csaf, input, { cursor });
  } finally {
    await fetcher.close();
  }
}

function labels(result: Read): string[] {
  return recordsOf(result, 'advisory').map(({ label }) => label);
}

function offerThree(): void {
  provider.offer({ path: '2024/a.json', body: csafText('EX-1'), checksum: 'sha256' });
  provider.offer({ path: '2024/b.json', body: csafText('EX-2'), updated: '2024-06-01T00:00:00Z' });
  provider.offer({ path: '2025/c.json', body: csafText('EX-3'), updated: '2025-01-01T00:00:00Z' });
}

describe('a provider', () => {
  it.each(['feeds', 'directories', 'both'] as const)(
    'is read by its metadata, and then only what changed: %s',
    async (offers) => {
      provider.offers = offers;
      offerThree();
      const first = await read(provider.metadataUrl);
      expect(first.skips).toEqual([]);
      expect(labels(first)).toEqual(['EX-1', 'EX-2', 'EX-3']);
      expect(first.onlyChanges).toBe(true);
      expect(provider.asked()).toHaveLength(3);

      provider.documents[0]!.updated = '2025-02-02T00:00:00+01:00';
      provider.documents[0]!.body = csafText('EX-1', { document: { title: 'Put right' } });
      provider.offer({
        path: '2025/d.json',
        body: csafText('EX-4'),
        updated: '2025-02-03T00:00:00Z',
      });
      const second = await read(provider.metadataUrl, first.cursor);
      expect(labels(second)).toEqual(['EX-1', 'EX-3', 'EX-4']);
      expect(recordsOf(second, 'advisory')[0]?.title).toBe('Put right');
      expect(provider.asked()).toEqual([
        '/csaf/2024/a.json',
        '/csaf/2025/c.json',
        '/csaf/2025/d.json',
      ]);
    },
  );

  it.each(['/', '/csaf/feed-WHITE.json', '/csaf/', '/csaf/changes.csv', '/csaf/index.txt'])(
    'is read from %s',
    async (path) => {
      offerThree();
      expect(labels(await read(provider.url(path)))).toEqual(['EX-1', 'EX-2', 'EX-3']);
    },
  );

  it('is read by its index where it does not say when documents changed', async () => {
    provider.hasChangesCsv = false;
    offerThree();
    const result = await read(provider.url('/csaf/'));
    expect(labels(result)).toHaveLength(3);
    expect(result.cursor).toBeUndefined();
  });

  it('may have one document read alone, from where it lies', async () => {
    offerThree();
    const result = await read(provider.url('/csaf/2024/a.json'));
    expect(labels(result)).toEqual(['EX-1']);
    expect(recordsOf(result, 'source')[0]?.url).toBe(provider.url('/csaf/2024/a.json'));
  });

  it('is refused when it lists nothing', async () => {
    await expect(read(provider.metadataUrl)).rejects.toMatchObject({
      code: 'import.nothing-listed',
    });
  });
});

describe('a document that a provider lists', () => {
  it('is not taken in when it does not fit its checksum, and is tried again', async () => {
    offerThree();
    provider.documents[1]!.checksum = 'wrong';
    const first = await read(provider.metadataUrl);
    expect(labels(first)).toEqual(['EX-1', 'EX-3']);
    expect(first.skips).toMatchObject([
      { where: provider.url('/csaf/2024/b.json'), detail: expect.stringContaining('checksum') },
    ]);
    provider.documents[1]!.checksum = 'sha512';
    expect(labels(await read(provider.metadataUrl, first.cursor))).toEqual(['EX-2', 'EX-3']);
  });

  it('is taken in with a note when its checksum is not there', async () => {
    offerThree();
    provider.documents[1]!.checksum = 'missing';
    const result = await read(provider.metadataUrl);
    expect(labels(result)).toHaveLength(3);
    expect(result.notes).toEqual({ 'a checksum that cannot be had': 1 });
  });

  it.each(['gone', 'no JSON', 'another thing'])('does not sink the others: %s', async (fault) => {
    offerThree();
    const second = provider.documents[1]!;
    if (fault === 'gone') second.status = 404;
    else second.body = fault === 'no JSON' ? '{"document": ' : '{"document": {}}';
    const result = await read(provider.metadataUrl);
    expect(labels(result)).toEqual(['EX-1', 'EX-3']);
    expect(result.skips).toHaveLength(1);
  });

  it.each(['a"b,2024-01-01T00:00:00Z', '"a.json,2024', `"${'x'.repeat(20_000)}"`])(
    'is found by the other lists when one of them is no table: %.20s',
    async (rows) => {
      provider.offers = 'directories';
      offerThree();
      provider.brokenChanges = rows;
      const result = await read(provider.metadataUrl);
      expect(labels(result)).toEqual(['EX-1', 'EX-2', 'EX-3']);
      expect(result.skips).toMatchObject([{ reason: 'a list that cannot be read' }]);
    },
  );

  it('is no more open than the feed that lists it', async () => {
    const limited = { document: { distribution: { tlp: { label: 'RED' } } } };
    provider.offer({ path: 'a.json', body: csafText('EX-1'), label: 'AMBER' });
    provider.offer({ path: 'b.json', body: csafText('EX-2', limited), label: 'AMBER' });
    const result = await read(provider.metadataUrl);
    expect(recordsOf(result, 'advisory').map(({ tlp }) => tlp)).toEqual(['AMBER', 'RED']);
  });

  it('does not move the next import beyond today by a date to come', async () => {
    offerThree();
    provider.documents[2]!.updated = '2999-01-01T00:00:00Z';
    const first = await read(provider.metadataUrl);
    expect(JSON.parse(first.cursor ?? '')).toMatchObject({ since: '2024-06-01T00:00:00.000Z' });
  });

  it.each(['http://169.254.169.254/latest/a.json', 'http://127.0.0.1:1/a.json'])(
    'is not fetched from inside: %s',
    async (src) => {
      offerThree();
      const feed = JSON.stringify({ feed: { entry: [{ content: { src } }] } });
      provider.offer({ path: 'evil.json', body: feed });
      const result = await read(provider.url('/csaf/evil.json'));
      expect(result.candidates).toEqual([]);
      expect(result.skips).toMatchObject([{ reason: 'a document that cannot be had', where: src }]);
    },
  );

  it('in a directory lies in that directory', async () => {
    provider.hasChangesCsv = false;
    offerThree();
    provider.offer({ path: '../outside.json', body: csafText('EX-4') });
    provider.offer({ path: 'https://example.org/a.json', body: csafText('EX-5') });
    const result = await read(provider.url('/csaf/'));
    expect(labels(result)).toHaveLength(3);
    expect(result.skips.map(({ detail }) => detail)).toEqual([
      '../outside.json',
      'https://example.org/a.json',
    ]);
  });
});

it('a provider that is down is not asked for every document', async () => {
  for (let number = 1; number <= 40; number += 1) {
    provider.offer({ path: `${number}.json`, body: '', checksum: undefined, status: 503 });
  }
  await expect(read(provider.metadataUrl)).rejects.toMatchObject({
    code: 'import.provider-down',
    fault: 'far-side',
  });
  expect(provider.asked().length).toBeLessThan(15);
});
