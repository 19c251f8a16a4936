import { describe, expect, test } from 'vitest';
import { parseFeed } from '../../../../src/ingest/feed/parse.ts';
import { FeedRefusal } from '../../../../src/ingest/feed/problems.ts';
import type { FeedContent, FeedItem } from '../../../../src/ingest/feed/schema.ts';

const URL_OF_FEED = 'https://feeds.example/news/feed.xml';

function read(text: string | Uint8Array, contentType?: string): FeedContent {
  return parseFeed(Buffer.from(text), { url: URL_OF_FEED, contentType });
}

function refusal(text: string | Uint8Array): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof FeedRefusal) return `${error.problem}: ${error.message}`;
    throw error;
  }
  return 'none';
}

function rss(items: string, channel = ''): string {
  return `<rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link>${channel}${items}</channel></rss>`;
}

function itemOf(text: string): FeedItem | undefined {
  return read(text).items[0];
}

const WANTED = {
  key: 'id:report-1',
  title: 'Two accounts taken over',
  summary: 'What is known so far.',
  url: 'https://wire.example/report-1',
  publishedOn: '2024-08-09',
  deleted: false,
};

const ATOM_03 = 'xmlns="http://purl.org/atom/ns#" version="0.3"';
const ATOM_10 = 'xmlns="http://www.w3.org/2005/Atom"';
const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';

/** One item, told in each format. */
const FORMATS: [name: string, format: string, text: string, but?: Partial<FeedItem>][] = [
  [
    'RSS 2.0',
    'rss',
    rss(`<item><guid isPermaLink="false">report-1</guid><title>Two accounts taken over</title>
      <link>https://wire.example/report-1</link><description>What is known so far.</description>
      <pubDate>Fri, 09 Aug 2024 23:30:00 -0400</pubDate></item>`),
  ],
  [
    'RSS 0.91, which knows no ids and no dates',
    'rss',
    `<rss version="0.91"><channel><title>Wire</title><link>https://wire.example/</link>
      <item><title>Two accounts taken over</title><link>https://wire.example/report-1</link>
      <description>What is known so far.</description></item></channel></rss>`,
    { key: 'url:https://wire.example/report-1', publishedOn: undefined },
  ],
  [
    'RSS 1.0',
    'rdf',
    `<rdf:RDF ${RDF} xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://wire.example/"><title>Wire</title><link>https://wire.example/</link></channel>
      <item rdf:about="report-1"><title>Two accounts taken over</title>
      <link>https://wire.example/report-1</link><description>What is known so far.</description>
      <dc:date>2024-08-09</dc:date></item></rdf:RDF>`,
  ],
  [
    'RSS 0.90',
    'rdf',
    `<rdf:RDF ${RDF} xmlns="http://channel.netscape.com/rdf/simple/0.9/">
      <channel><title>Wire</title><link>https://wire.example/</link></channel>
      <item><title>Two accounts taken over</title><link>https://wire.example/report-1</link></item></rdf:RDF>`,
    { key: 'url:https://wire.example/report-1', summary: '', publishedOn: undefined },
  ],
  [
    'Atom 1.0',
    'atom',
    `<feed ${ATOM_10}><title>Wire</title><link href="https://wire.example/"/>
      <entry><id>report-1</id><title type="html">Two &lt;i&gt;accounts&lt;/i&gt; taken over</title>
      <link rel="enclosure" href="https://wire.example/a.mp3"/><link href="https://wire.example/report-1"/>
      <summary>What is known so far.</summary><published>2024-08-09T23:30:00-04:00</published>
      <updated>2024-08-10T08:00:00Z</updated></entry></feed>`,
  ],
  [
    'Atom 0.3',
    'atom',
    `<feed ${ATOM_03}><title>Wire</title><link rel="alternate" type="text/html" href="https://wire.example/"/>
      <entry><id>report-1</id><title mode="escaped" type="text/html">Two accounts taken over</title>
      <link rel="alternate" type="text/html" href="https://wire.example/report-1"/>
      <summary>What is known so far.</summary><issued>2024-08-09T10:00:00Z</issued></entry></feed>`,
  ],
  [
    'JSON Feed',
    'json',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Wire',
      home_page_url: 'https://wire.example/',
      items: [
        {
          id: 'report-1',
          title: 'Two accounts taken over',
          url: 'https://wire.example/report-1',
          content_html: '<p>What is known <b>so far</b>.</p>',
          date_published: '2024-08-09T23:30:00-04:00',
        },
      ],
    }),
  ],
];

describe('one item is the same, told in', () => {
  test.each(FORMATS)('%s', (_name, format, text, but = {}) => {
    const content = read(text);
    expect(content).toMatchObject({ format, title: 'Wire', siteUrl: 'https://wire.example/' });
    expect(content.items).toHaveLength(1);
    expect(content.items[0]).toMatchObject({ ...WANTED, ...but });
  });
});

describe('an item keeps its key', () => {
  const edited = (text: string): string =>
    text
      .replace('Two accounts taken over', 'Three accounts taken over')
      .replace('What is known so far.', 'More is known.');

  test.each(FORMATS)('when it is edited: %s', (_name, _format, text) => {
    const again = itemOf(edited(text));
    expect(again?.key).toBe(itemOf(text)?.key);
  });

  test('without id and page, as long as its title and date stay', () => {
    const item =
      '<item><title>A</title><description>x</description><pubDate>1 Jan 2024</pubDate></item>';
    const key = itemOf(rss(item))?.key;
    expect(key).toMatch(/^text-[0-9a-f]{12}$/);
    expect(itemOf(rss(item.replace('>x<', '>y<')))?.key).toBe(key);
    expect(itemOf(rss(item.replace('1 Jan', '2 Jan')))?.key).not.toBe(key);
  });

  test('that is never longer than 200 characters', () => {
    const items = ['a', 'b'].map(
      (end) => `<item><guid>${'x'.repeat(300)}${end}</guid><title>A</title></item>`,
    );
    const keys = read(rss(items.join(''))).items.map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) expect(key.length).toBeLessThan(200);
  });
});

test('an id that a program gives all items names none of them', () => {
  const items = [1, 2].map(
    (n) =>
      `<item><guid>same</guid><title>${n}</title><link>https://wire.example/${n}</link></item>`,
  );
  expect(read(rss(items.join(''))).items.map(({ key }) => key)).toEqual([
    'url:https://wire.example/1',
    'url:https://wire.example/2',
  ]);
});

test('an item told twice is one, and one that says nothing is none', () => {
  const item = '<item><guid>1</guid><title>A</title><link>https://wire.example/1</link></item>';
  const items = read(rss(`${item}${item}<item><guid>2</guid></item>`)).items;
  expect(items.map(({ key }) => key)).toEqual(['id:1']);
});

describe('an Atom feed takes entries back (RFC 6721)', () => {
  const feed = (
    updated: string,
  ): string => `<feed ${ATOM_10} xmlns:at="http://purl.org/atompub/tombstones/1.0">
    <at:deleted-entry ref="tag:wire.example,2024:1&amp;2" when="2024-08-10T12:00:00Z"/>
    <at:deleted-entry ref='gone' when="2024-08-10T12:00:00Z"><at:comment>an error</at:comment></at:deleted-entry>
    <entry><id>tag:wire.example,2024:1&amp;2</id><title>A</title><updated>${updated}</updated>
    <content type="html"><![CDATA[<at:deleted-entry ref="not-one"/>]]></content></entry></feed>`;

  test('that are told as deleted, by the keys they had', () => {
    const { items } = read(feed('2024-08-09T12:00:00Z'));
    expect(items.map(({ key, deleted }) => [key, deleted])).toEqual([
      ['id:tag:wire.example,2024:1&2', true],
      ['id:gone', true],
    ]);
  });

  test('and has them again when they changed afterwards', () => {
    const { items } = read(feed('2024-08-11T12:00:00Z'));
    expect(items.map(({ key, deleted }) => [key, deleted])).toEqual([
      ['id:tag:wire.example,2024:1&2', false],
      ['id:gone', true],
    ]);
  });
});

describe('links', () => {
  test('are relative to the innermost base there is', () => {
    const atom = `<feed ${ATOM_10} xml:base="https://wire.example/a/"><title>Wire</title><link href=".."/>
      <entry xml:base="b/"><id>1</id><title>A</title><link href="c.html"/></entry></feed>`;
    expect(read(atom).siteUrl).toBe('https://wire.example/');
    expect(itemOf(atom)?.url).toBe('https://wire.example/a/b/c.html');
    const bare = `<feed ${ATOM_10}><entry><id>1</id><title>A</title><link href="c.html"/></entry></feed>`;
    expect(itemOf(bare)?.url).toBe('https://feeds.example/news/c.html');
    expect(itemOf(rss('<item><title>A</title><link>/c.html</link></item>'))?.url).toBe(
      'https://wire.example/c.html',
    );
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://reader:secret@wire.example/',
    'java\tscript:alert(1)',
    'http://[bad',
  ])('are kept when they are of the Web, and %j is not', (link) => {
    const item = itemOf(rss(`<item><title>A</title><link>${link}</link></item>`));
    expect(item?.title).toBe('A');
    expect(item?.url).toBeUndefined();
  });

  test('are taken from a guid that is one', () => {
    const item = (isPermaLink: string): string =>
      rss(`<item><title>A</title><guid${isPermaLink}>https://wire.example/1</guid></item>`);
    expect(itemOf(item(''))?.url).toBe('https://wire.example/1');
    expect(itemOf(item(' isPermaLink="false"'))?.url).toBeUndefined();
  });
});

describe('texts', () => {
  const summary = (html: string): string | undefined =>
    itemOf(rss(`<item><title>A</title><description><![CDATA[${html}]]></description></item>`))
      ?.summary;

  test.each([
    ['<p>One</p><p>two &amp; <b>th</b>ree</p>', 'One two & three'],
    ['before<script>alert("x")</script><style>p{}</style> after<br>', 'before after'],
    ['<a href="https://evil.example/">words</a> <img src=x alt="picture">', 'words'],
    ['<ul><li>one</li><li>two</li></ul>', '• one • two'],
    ['  many \n\n\t spaces\u00a0here ', 'many spaces here'],
    ['5 < 6 and 7 > 2', '5 < 6 and 7 > 2'],
    ['AT&amp;T &rsquo; &#x2014; &nosuch;', 'AT&T ’ — &nosuch;'],
    ['a\u202eb\u2066c\u200bd\u0007e\ufeff', 'abcde'],
    ['\u{1f468}\u200d\u{1f469}\u200d\u{1f467}', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
    ['狼毒草 и كلمة', '狼毒草 и كلمة'],
    ['it\u0092s', 'it’s'],
  ])('%j is read as %j', (html, text) => {
    expect(summary(html)).toBe(text);
  });

  test('of a title are its words, even if they look like a tag', () => {
    const title = (words: string): string | undefined =>
      itemOf(rss(`<item><title>${words}</title></item>`))?.title;
    expect(title('Use of &lt;script&gt; in mail')).toBe('Use of <script> in mail');
    expect(title('&lt;b&gt;Bold&lt;/b&gt; words &amp;amp; more')).toBe('Bold words & more');
    expect(title('<![CDATA[admin@338 &nbsp; [Vault 7/8]]]>')).toBe('admin@338 [Vault 7/8]');
  });

  test('of Atom are what they are said to be', () => {
    const entry = (title: string): string =>
      `<feed ${ATOM_10}><entry><id>1</id>${title}<summary>s</summary></entry></feed>`;
    expect(itemOf(entry('<title type="text">&lt;b&gt;x&lt;/b&gt; &amp;amp;</title>'))?.title).toBe(
      '<b>x</b> &amp;',
    );
    const xhtml = '<div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b> &amp; c</div>';
    expect(itemOf(entry(`<title type="xhtml">${xhtml}</title>`))?.title).toBe('a b & c');
    expect(itemOf(entry('<title type="image/png">aGVsbG8=</title>'))?.title).toBe('s');
  });

  test('are cut where they are too long, and a missing title is the beginning', () => {
    const item = itemOf(rss(`<item><description>${'word '.repeat(1000)}</description></item>`));
    expect(item?.summary.length).toBeLessThanOrEqual(2000);
    expect(item?.summary).toMatch(/ word…$/);
    expect(item?.title.length).toBeLessThanOrEqual(120);
    const long = itemOf(rss(`<item><title>${'𝔸'.repeat(400)}</title></item>`))?.title ?? '';
    expect(long.length).toBeLessThanOrEqual(300);
    expect(long.isWellFormed()).toBe(true);
  });

  test('with names of entities that XML does not know are read', () => {
    expect(itemOf(rss('<item><title>a&nbsp;b &eacute;</title></item>'))?.title).toBe('a b é');
  });
});

test('how often to ask is told as the feed says it', () => {
  const channel =
    '<ttl>60</ttl><skipHours><hour>1</hour><hour>23</hour></skipHours><skipDays><day>Saturday</day><day>Sunday</day></skipDays>';
  expect(read(rss('', channel)).pace).toEqual({
    ttlMinutes: 60,
    skipHours: [1, 23],
    skipDays: ['Saturday', 'Sunday'],
  });
  const sy = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"';
  const often = `<rss version="2.0" ${sy}><channel><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel></rss>`;
  expect(read(often).pace.ttlMinutes).toBe(360);
});

describe('is refused with one clear reason:', () => {
  const ENTITY = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
  const EXTERNAL = '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1/x">]>';
  test.each([
    ['', 'feed.not-a-feed: it is empty'],
    ['words', 'feed.not-a-feed: this is neither XML nor JSON'],
    ['<!DOCTYPE html><html><title>x</title></html>', 'feed.not-a-feed: this is a web page'],
    ['<HTML><body>x', 'feed.not-a-feed: this is a web page'],
    ['<opml version="2.0"></opml>', 'feed.not-a-feed: this is a list of feeds (OPML)'],
    ['<urlset></urlset>', 'feed.not-a-feed: this is a site map'],
    ['<svg></svg>', 'feed.not-a-feed: this is XML, and neither RSS nor Atom'],
    ['{"a": 1}', 'feed.not-a-feed: this is JSON, and no JSON Feed'],
    ['[1, 2]', 'feed.not-a-feed: this is JSON, and no JSON Feed'],
    ['{"version": ', 'feed.broken: its JSON is not well-formed'],
    [rss('<item><title>A</title>').slice(0, -20), 'feed.broken: it stops in the middle'],
    [rss('<item><title>A</titel></item>'), 'feed.broken: its XML is not well-formed'],
    [`${ENTITY}${rss('<item><title>&b;</title></item>')}`, /^feed.doctype: it declares/],
    [`${EXTERNAL}${rss('<item><title>&x;</title></item>')}`, /^feed.doctype: it declares/],
    [`<!doctype rss>${rss('')}`, /^feed.doctype: it declares/],
    [`<!-- <!DOCTYPE x> -->${rss(`<!ENTITY a "b">`)}`, /^feed.doctype: it declares/],
    [`<rss version="2.0">${'<a>'.repeat(200)}`, /^feed.too-big: things lie more than 100 deep/],
    [`${'['.repeat(200)}`, /^feed.too-big: things lie more than 100 deep/],
    [`{"items":${'{"a":'.repeat(200)}`, /^feed.too-big: things lie more than 100 deep/],
    [
      rss('<item/>'.repeat(5001).replaceAll('/', '><title>A</title></item')),
      /^feed.too-big: it has/,
    ],
    [Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c]), /^feed.broken: it is written in an encoding/],
    [Buffer.alloc(11 * 1024 * 1024, ' '), /^feed.too-big: it is larger than 10 MiB/],
  ])('$1', (text, reason) => {
    if (typeof reason === 'string') expect(refusal(text)).toBe(reason);
    else expect(refusal(text)).toMatch(reason);
  });
});

test('a DOCTYPE in a comment or a text declares nothing', () => {
  const text = `<!-- <!DOCTYPE rss> -->${rss(
    '<item><title><![CDATA[<!DOCTYPE html> is old]]></title><description>&lt;!ENTITY a&gt;</description></item>',
  )}`;
  expect(itemOf(text)?.title).toBe('<!DOCTYPE html> is old');
});

test('HTML that nobody escaped does not hide the items after it', () => {
  const items =
    '<item><title>A</title><description>one <br> two <img src=x> three</description></item>';
  const { items: read2 } = read(rss(`${items}<item><title>B</title></item>`));
  expect(read2.map(({ title }) => title)).toEqual(['A', 'B']);
  expect(read2[0]?.summary).toBe('one two three');
});

test('names that objects have already do no harm', () => {
  const text = rss(
    '<item><__proto__><polluted>1</polluted></__proto__><constructor>x</constructor><title>A</title></item>',
  );
  const outcome = refusal(text);
  expect(outcome).toMatch(/^none$|^feed\.broken/);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('it says whether all of its items are there', () => {
  const item = (words: string) => `<item>${words}</item>`;
  expect(read(rss(item('<title>One</title>') + item('<title>Two</title>'))).whole).toBe(true);
  expect(read(rss(item('<title>One</title>') + item('<author>a@b.c</author>'))).whole).toBe(false);
});
