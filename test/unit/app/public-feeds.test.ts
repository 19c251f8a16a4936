import { expect, test } from 'vitest';
import { createPublicFeeds } from '../../../src/app/public-feeds.ts';
import type { Disclosure, DisclosureRevision } from '../../../src/domain/disclosure.ts';
import { disclosure } from '../disclosure/samples.ts';

const START = new Date('2026-11-05T12:00:00Z');

function published(changes: Partial<Disclosure>, at: string): DisclosureRevision {
  return {
    disclosure: disclosure(changes),
    ...{ revision: 1, state: 'published', reason: undefined, at: new Date(at) },
    ...{ embargo: undefined, by: { id: 'U1', name: 'Ada' } },
  };
}

function newsroom(revisions: readonly DisclosureRevision[]) {
  let now = START.getTime();
  let asked = 0;
  let isBroken = false;
  const feeds = createPublicFeeds({
    desk: {
      since: async (since) => {
        asked += 1;
        if (isBroken) throw new Error('the database is gone');
        return revisions.filter(({ at }) => at >= since);
      },
      revisions: async (id) => revisions.filter((one) => one.disclosure.id === id),
    },
    clock: { now: () => new Date(now) },
    publicUrl: 'https://tocsin.example.org',
  });
  return {
    feeds,
    asked: () => asked,
    pass: (ms: number) => {
      now += ms;
    },
    breaks: (broken: boolean) => {
      isBroken = broken;
    },
    titles: async () => {
      const { body } = await feeds.document('feed.json');
      const { items }: { items: { title: string }[] } = JSON.parse(body);
      return items.map(({ title }) => title);
    },
  };
}

test('only what everybody may see is in a feed, what changed last first', async () => {
  const { titles } = newsroom([
    published({ id: 'D-AAAAA', headline: 'Old' }, '2025-10-01T08:00:00Z'),
    published({ id: 'D-BBBBB', headline: 'Earlier' }, '2026-11-01T08:00:00Z'),
    published({ id: 'D-CCCCC', headline: 'Later' }, '2026-11-02T08:00:00Z'),
    ...(['GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const).map((tlp, at) =>
      published({ id: `D-DDDD${at}`, headline: 'Kept', tlp }, '2026-11-03T08:00:00Z'),
    ),
  ]);
  expect(await titles()).toEqual(['Later', 'Earlier']);
});

test('however many ask, the desk is asked once in a while', async () => {
  const { feeds, asked, pass } = newsroom([published({}, '2026-11-01T08:00:00Z')]);
  const names = ['', 'atom.xml', 'feed.json'] as const;
  await Promise.all([...names, ...names].map((name) => feeds.document(name)));
  expect(asked()).toBe(1);
  pass(15_000);
  await feeds.document('atom.xml');
  expect(asked()).toBe(2);
});

test('a desk that did not answer is asked again by the next reader', async () => {
  const { titles, breaks } = newsroom([published({ headline: 'There' }, '2026-11-01T08:00:00Z')]);
  breaks(true);
  await expect(titles()).rejects.toThrow('the database is gone');
  breaks(false);
  expect(await titles()).toEqual(['There']);
});

test('a feed with nothing in it stays the same until something is', async () => {
  const { feeds, pass } = newsroom([]);
  const before = await feeds.document('atom.xml');
  pass(3_600_000);
  expect(await feeds.document('atom.xml')).toEqual(before);
});
