import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import type { DisclosureRevision } from '../../../src/domain/disclosure.ts';
import { atomFeed } from '../../../src/export/feeds/atom.ts';
import { feedEntry } from '../../../src/export/feeds/entries.ts';
import type { FeedSource } from '../../../src/export/feeds/feed.ts';
import { jsonFeed } from '../../../src/export/feeds/json-feed.ts';
import { feedsPage } from '../../../src/export/feeds/page.ts';
import { parseFeed } from '../../../src/ingest/feed/parse.ts';
import { disclosure } from '../disclosure/samples.ts';

const BY = { id: 'U1', name: 'Ada' };
const MORNING = new Date('2026-11-05T08:00:00Z');
const NOON = new Date('2026-11-05T12:00:00Z');

function revision(changes: Partial<DisclosureRevision> = {}): DisclosureRevision {
  return {
    disclosure: disclosure(),
    ...{ revision: 1, state: 'published', reason: undefined, at: MORNING },
    ...{ embargo: undefined, by: BY },
    ...changes,
  };
}

function feedOf(...history: readonly DisclosureRevision[]): FeedSource {
  const current = history.at(-1) as DisclosureRevision;
  const entry = feedEntry({ current, history });
  const publicUrl = 'https://tocsin.example.org';
  return { entries: [entry], updated: entry.updated, publicUrl, version: '0.0.0' };
}

const read = (text: string) =>
  parseFeed(Buffer.from(text), { url: 'https://tocsin.example.org/feeds/atom.xml' });

const corrected = [
  revision(),
  revision({
    ...{ revision: 2, at: NOON, reason: 'It is two men & not three.' },
    disclosure: disclosure({ headline: 'Two men indicted over the intrusion' }),
  }),
];
const retracted = [
  ...corrected,
  revision({ revision: 3, at: NOON, state: 'retracted', reason: 'No.' }),
];

describe('what was published, as Atom', () => {
  const [entry] = parseAtomFeed(atomFeed(feedOf(...corrected))).entries ?? [];

  test('a correction changes its entry, says what was wrong, and keeps its id', () => {
    const [before] = parseAtomFeed(atomFeed(feedOf(revision()))).entries ?? [];
    expect(entry?.id).toBe(before?.id);
    expect(entry?.id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(entry).toMatchObject({
      title: { value: 'Two men indicted over the intrusion' },
      published: MORNING.toISOString(),
      updated: NOON.toISOString(),
    });
    expect(entry?.content?.value).toContain(
      '<strong>Corrected 5 Nov 2026, 12:00 UTC: It is two men &amp; not three.</strong>',
    );
    expect(before?.updated).toBe(MORNING.toISOString());
  });

  test('what was retracted stays, struck, and says why', () => {
    const [gone] = parseAtomFeed(atomFeed(feedOf(...retracted))).entries ?? [];
    expect(gone?.id).toBe(entry?.id);
    expect(gone?.title?.value).toMatch(/^Retracted: /);
    expect(gone?.content?.value).toMatch(/<strong>Retracted 5 Nov 2026, 12:00 UTC: No\.<\/strong>/);
    expect(gone?.content?.value).toContain(
      '<del>The US Justice Department announced charges.</del>',
    );
  });

  test('has what RFC 4287 asks for, and links to pages and sources', () => {
    const feed = parseAtomFeed(atomFeed(feedOf(...corrected)));
    expect(feed).toMatchObject({
      id: 'https://tocsin.example.org/feeds/atom.xml',
      updated: NOON.toISOString(),
      authors: [{ name: 'Tocsin' }],
    });
    expect(feed.links?.[0]).toMatchObject({ rel: 'self', href: feed.id });
    expect(entry?.links).toMatchObject([
      { rel: 'alternate', href: 'https://tocsin.example.org/feeds/#D-7F3KQ' },
      { rel: 'via', href: 'https://example.org/indictment', title: 'Indictment' },
    ]);
  });

  test('what an embargo held was published when it was over', () => {
    const held = feedOf(revision({ embargo: NOON }));
    expect(held.entries[0]).toMatchObject({ published: NOON, updated: NOON, changes: [] });
  });

  test('words of a stricter revision do not stand in it', () => {
    const strict = revision({
      ...{ revision: 2, at: NOON, reason: 'A secret reason.' },
      disclosure: disclosure({ tlp: 'AMBER' }),
    });
    const open = revision({ revision: 3, at: NOON, reason: 'Open again.' });
    const text = atomFeed(feedOf(revision(), strict, open));
    expect(text).toContain('Open again.');
    expect(text).not.toContain('A secret reason.');
  });
});

describe('whatever a text holds', () => {
  const hostile = '<script>alert(1)</script> ]]> & "\u0000\u001b\uD800 狼毒草 😀';
  const source = feedOf(
    revision({ disclosure: disclosure({ headline: hostile, body: `${hostile}\n${hostile}` }) }),
  );
  const safe = '<script>alert(1)</script> ]]> & "\uFFFD\uFFFD\uFFFD 狼毒草 😀';

  test('Atom and JSON give back, as text', () => {
    const [atom] = parseAtomFeed(atomFeed(source)).entries ?? [];
    const [json] = parseJsonFeed(jsonFeed(source)).items ?? [];
    expect(atom?.title?.value).toBe(safe);
    expect(json?.title).toBe(safe);
    expect(json?.content_text).toContain(safe);
    for (const html of [atom?.content?.value, json?.content_html]) {
      expect(html).toContain('&lt;script&gt;');
      expect(html).not.toContain('<script');
    }
  });

  test('the page does not run', () => {
    const html = feedsPage(source);
    expect(html).not.toContain('<script');
    expect(
      JSON.stringify(parse(html), (key, value) => (key === 'parentNode' ? undefined : value)),
    ).not.toContain('"nodeName":"script"');
  });
});

describe('Tocsin reads what Tocsin publishes', () => {
  test.each([
    ['atom', atomFeed],
    ['json', jsonFeed],
  ] as const)('as %s', (format, write) => {
    const content = read(write(feedOf(...retracted)));
    expect(content).toMatchObject({ format, title: 'Tocsin: published disclosures' });
    expect(content.items).toMatchObject([
      {
        title: 'Retracted: Three men indicted over the intrusion',
        summary: expect.stringContaining('Retracted 5 Nov 2026, 12:00 UTC: No.'),
        url: 'https://tocsin.example.org/feeds/#D-7F3KQ',
        publishedOn: '2026-11-05',
        updatedOn: '2026-11-05',
      },
    ]);
  });

  test('also a feed with nothing in it, and one without a public address', () => {
    const empty: FeedSource = {
      entries: [],
      updated: NOON,
      publicUrl: undefined,
      version: '0.0.0',
    };
    expect(read(atomFeed(empty)).items).toEqual([]);
    expect(read(jsonFeed(empty)).items).toEqual([]);
    expect(JSON.parse(jsonFeed(empty))).toHaveProperty('items', []);
    const alone = { ...feedOf(revision()), publicUrl: undefined };
    expect(read(atomFeed(alone)).items).toMatchObject([{ url: undefined }]);
    expect(JSON.parse(jsonFeed(alone))).not.toHaveProperty('feed_url');
  });
});
