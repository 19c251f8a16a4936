/** An item as a publisher has it. */
export interface Story {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly link?: string;
  /** As in `2026-03-01`. */
  readonly on?: string;
}

/** What a document asks of its readers, and what it takes back. */
export interface Extras {
  /** Minutes. */
  readonly ttl?: number;
  readonly skipHours?: readonly number[];
  readonly skipDays?: readonly string[];
  /** Ids; only Atom can say so. */
  readonly takenBack?: readonly string[];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function element(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`;
}

/** https://www.rssboard.org/rss-specification */
export function rss(stories: readonly Story[], extras: Extras = {}): string {
  const items = stories.map(({ id, title, summary, link, on }) => {
    const date = on === undefined ? undefined : new Date(`${on}T08:00:00Z`).toUTCString();
    return `<item>${element('title', title)}${element('link', link)}${element('description', summary)}
      <guid isPermaLink="false">${escaped(id)}</guid>${element('pubDate', date)}</item>`;
  });
  const { ttl, skipHours = [], skipDays = [] } = extras;
  const hours = skipHours.map((hour) => element('hour', String(hour))).join('');
  const days = skipDays.map((day) => element('day', day)).join('');
  return `<?xml version="1.0"?><rss version="2.0"><channel>
    <title>A publisher</title><link>https://publisher.example/</link><description/>
    ${element('ttl', ttl === undefined ? undefined : String(ttl))}
    ${hours === '' ? '' : `<skipHours>${hours}</skipHours>`}
    ${days === '' ? '' : `<skipDays>${days}</skipDays>`}
    ${items.join('\n')}</channel></rss>`;
}

/** RFC 4287, with the tombstones of RFC 6721. */
export function atom(stories: readonly Story[], { takenBack = [] }: Extras = {}): string {
  const entries = stories.map(({ id, title, summary, link, on = '2026-03-01' }) => {
    const href = link === undefined ? '' : `<link href="${escaped(link)}"/>`;
    const dates = `<updated>${on}T08:00:00Z</updated><published>${on}T08:00:00Z</published>`;
    return `<entry>${element('id', id)}${element('title', title)}${href}${dates}
      ${element('summary', summary)}</entry>`;
  });
  const tombs = takenBack.map(
    (id) => `<at:deleted-entry ref="${escaped(id)}" when="2026-03-02T09:00:00Z"/>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"
    xmlns:at="http://purl.org/atompub/tombstones/1.0"><id>urn:a</id><title>A publisher</title>
    <updated>2026-03-02T08:00:00Z</updated>${entries.join('\n')}${tombs.join('\n')}</feed>`;
}
