import { plainInstant } from '../../card/plain.ts';
import { FEED_PATHS, FEED_SUBTITLE, FEED_TITLE, type FeedSource } from './feed.ts';
import { entryHtml, escaped } from './html.ts';

/** The page of all entries, each at its own anchor, for people and for feed readers that look for feeds. */
export function feedsPage({ entries }: FeedSource): string {
  const articles = entries.map((entry) => {
    const published = plainInstant(entry.published.toISOString(), 'date-time');
    return [
      `<article id="${escaped(entry.anchor)}">`,
      `<h2>${escaped(entry.title)}</h2>`,
      `<p>${escaped(`${entry.anchor}, published ${published}`)}</p>`,
      entryHtml(entry),
      '</article>',
    ].join('\n');
  });
  return [
    '<!doctype html>',
    '<html lang="en-GB">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(FEED_TITLE)}</title>`,
    `<link rel="alternate" type="application/atom+xml" title="Atom" href="${FEED_PATHS.atom}">`,
    `<link rel="alternate" type="application/feed+json" title="JSON Feed" href="${FEED_PATHS.json}">`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${escaped(FEED_TITLE)}</h1>`,
    `<p>${escaped(FEED_SUBTITLE)}</p>`,
    `<p>As a feed: <a href="${FEED_PATHS.atom}">Atom</a>, <a href="${FEED_PATHS.json}">JSON Feed</a>.</p>`,
    ...(articles.length === 0 ? ['<p>Nothing was published yet.</p>'] : articles),
    '</main>',
    '</body>',
    '</html>\n',
  ].join('\n');
}
