import { expect, test } from 'vitest';
import { readOpml, writeOpml } from '../../../../src/ingest/opml/opml.ts';

function read(text: string): ReturnType<typeof readOpml> {
  return readOpml(Buffer.from(text), 'list.opml');
}

function opml(body: string): string {
  return `<?xml version="1.0"?><opml version="2.0"><head><title>My feeds</title></head><body>${body}</body></opml>`;
}

const LIST = opml(`
  <outline text="Government">
    <outline text="Alerts"><outline type="rss" text="CERT &amp; more" xmlUrl="https://cert.example/feed?a=1&amp;b=2" htmlUrl="https://cert.example/"/></outline>
    <outline type="rss" title="Bureau" text="ignored" XMLURL="http://bureau.example/rss"/>
  </outline>
  <outline type="rss" text="Again" xmlUrl="http://bureau.example/rss"/>
  <outline type="rss" text="Inside" xmlUrl="file:///etc/passwd"/>
  <outline type="rss" text="Secret" xmlUrl="https://me:secret@feeds.example/"/>
  <outline type="rss" xmlUrl="https://nameless.example/feed"/>
  <outline type="atom" text="Old" url="https://old.example/atom"/>
  <outline type="link" text="A page" url="https://page.example/"/>
  <outline text="bad\u202ename\u0000" xmlUrl="https://bad.example/"/>`);

test('feeds are found at every depth, with what they lie under', () => {
  const { title, feeds, skipped } = read(LIST);
  expect(title).toBe('My feeds');
  expect(feeds).toEqual([
    {
      title: 'CERT & more',
      url: 'https://cert.example/feed?a=1&b=2',
      siteUrl: 'https://cert.example/',
      groups: ['Government', 'Alerts'],
    },
    {
      title: 'Bureau',
      url: 'http://bureau.example/rss',
      siteUrl: undefined,
      groups: ['Government'],
    },
    {
      title: 'nameless.example',
      url: 'https://nameless.example/feed',
      siteUrl: undefined,
      groups: [],
    },
    { title: 'Old', url: 'https://old.example/atom', siteUrl: undefined, groups: [] },
    { title: 'badname', url: 'https://bad.example/', siteUrl: undefined, groups: [] },
  ]);
  expect(skipped).toEqual([
    { reason: 'listed twice', where: 'Again' },
    { reason: 'not a web address', where: 'Inside' },
    { reason: 'not a web address', where: 'Secret' },
  ]);
});

test('a list that is written is read again as it was', () => {
  const feeds = [
    {
      title: 'A & <B> "C"',
      url: 'https://a.example/?x=1&y=2',
      siteUrl: 'https://a.example/',
      groups: [],
    },
    {
      title: '狼毒草 [Vault 7/8]',
      url: 'https://b.example/',
      siteUrl: undefined,
      groups: ['G & H'],
    },
  ];
  const text = writeOpml('Feeds of ]]> & <Tocsin>', feeds, new Date('2024-08-10T00:00:00Z'));
  expect(text).toContain('Sat, 10 Aug 2024 00:00:00 GMT');
  expect(read(text)).toEqual({ title: 'Feeds of ]]> & <Tocsin>', feeds, skipped: [] });
  expect(read(writeOpml('', [], new Date(0))).feeds).toEqual([]);
});

test.each([
  ['', 'opml.not-a-list'],
  ['<rss version="2.0"></rss>', 'opml.not-a-list'],
  [`<!DOCTYPE opml>${LIST.slice(21)}`, 'opml.doctype'],
  [LIST.slice(0, -30), 'opml.broken'],
  [opml('<outline text="x>'), 'opml.broken'],
  [opml('<outline text="x">'.repeat(40)), 'opml.too-big'],
  [' '.repeat(3 * 1024 * 1024), 'opml.too-big'],
])('is refused with $1', (text, code) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({ code, fault: 'user', where: 'list.opml' }),
  );
});
