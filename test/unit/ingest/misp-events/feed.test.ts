import { describe, expect, test } from 'vitest';
import type { Input } from '../../../../src/ingest/core/input.ts';
import { mispEvents } from '../../../../src/ingest/misp-events/misp-events.ts';
import { TocsinError } from '../../../../src/shared/errors.ts';
import { type Files, inputOf } from '../../../support/inputs.ts';
import { readAll, recordsOf } from '../../../support/reading.ts';
import { feed, GROUP, type MadeUp, uuid } from './made-up-events.ts';

const FEED: readonly MadeUp[] = [1, 2, 3].map((number) => ({
  uuid: uuid(number),
  info: `Report ${number}`,
  tags: ['tlp:clear', GROUP('Vale Fox')],
}));
const HOME = 'https://feed.example/misp/';

/** A feed at an address. What is opened is noted; what is absent is gone, what is undefined fails. */
function feedAt(files: Readonly<Record<string, string | undefined>>, name = HOME) {
  const opened: (string | undefined)[] = [];
  const inner = inputOf(files as Files);
  const input: Input = {
    name,
    is: 'address',
    list: () => inner.list(),
    async open(path = 'manifest.json') {
      opened.push(path);
      if (path in files && files[path] === undefined) {
        throw new TocsinError('the server answered 503', {
          ...{ code: 'import.not-fetched', fault: 'far-side', where: path, remedy: 'Wait.' },
        });
      }
      return inner.open(path);
    },
  };
  return { input, opened };
}

describe('a feed at an address', () => {
  test.each([HOME, `${HOME}manifest.json`])(
    '%s is read, and each event has its own',
    async (name) => {
      const { input } = feedAt(feed(...FEED), name);
      const urls = recordsOf(await readAll(mispEvents, input), 'source').map(({ url }) => url);
      expect(urls).toContain(`${HOME}${uuid(1)}.json`);
      expect(urls).toContain('https://example.org/01');
      expect(urls).toHaveLength(6);
    },
  );

  test('only events whose timestamp has changed are fetched again, and nothing is lost', async () => {
    const whole = await readAll(mispEvents, feedAt(feed(...FEED)).input);
    const changed = FEED.map((one, at) => (at === 1 ? { ...one, timestamp: '2', links: [] } : one));
    const { input, opened } = feedAt(feed(...changed));
    const again = await readAll(mispEvents, input, { cursor: whole.cursor });
    expect(opened).toEqual(['manifest.json', `${uuid(2)}.json`]);
    const fresh = await readAll(mispEvents, feedAt(feed(...changed)).input);
    expect(again.candidates).toEqual(fresh.candidates);
    expect(again.cursor).toBe(fresh.cursor);
    expect(again.onlyChanges).toBe(false);
  });

  test('a cursor that is not understood is passed over', async () => {
    const { input, opened } = feedAt(feed(...FEED));
    await readAll(mispEvents, input, { cursor: '{"a": 5' });
    expect(opened).toHaveLength(4);
  });

  test('an event whose file cannot be fetched keeps what was known of it', async () => {
    const whole = await readAll(mispEvents, feedAt(feed(...FEED)).input);
    const later = FEED.map((one) => ({ ...one, timestamp: '2' }));
    const files = { ...feed(...later), [`${uuid(2)}.json`]: undefined };
    const again = await readAll(mispEvents, feedAt(files).input, { cursor: whole.cursor });
    expect(again.candidates).toEqual(whole.candidates);
    expect(again.notes).toEqual({
      'event told by the manifest alone: its file cannot be read': 1,
    });
  });

  test('a server that fails one time after the other is given up', async () => {
    const many = [...Array(8).keys()].map((number) => ({ uuid: uuid(number) }));
    const failing = Object.fromEntries(many.map((one) => [`${one.uuid}.json`, undefined]));
    const { input, opened } = feedAt({ ...feed(...many), ...failing });
    await expect(readAll(mispEvents, input)).rejects.toMatchObject({ code: 'import.not-fetched' });
    expect(opened).toHaveLength(6);
  });

  test('names in a manifest lead nowhere but beside it', async () => {
    const manifest = JSON.parse(feed(...FEED)['manifest.json']!);
    const entries = { ...manifest, '../../etc/passwd': manifest[uuid(1)] };
    const { input, opened } = feedAt({
      ...feed(...FEED),
      'manifest.json': JSON.stringify(entries),
    });
    const result = await readAll(mispEvents, input);
    expect(opened).toEqual(['manifest.json', ...FEED.map((one) => `${one.uuid}.json`)]);
    expect(result.skips).toMatchObject([{ reason: 'not an event', detail: 'not a UUID' }]);
  });
});
