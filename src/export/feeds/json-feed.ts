import { generateJsonFeed } from 'feedsmith';
import { entryUrl, FEED_PATHS, FEED_SUBTITLE, FEED_TITLE, type FeedSource } from './feed.ts';
import { entryHtml, entryText } from './html.ts';

/** JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/. It knows whole addresses only. */
export function jsonFeed({ entries, publicUrl }: FeedSource): string {
  const feed = generateJsonFeed({
    title: FEED_TITLE,
    description: FEED_SUBTITLE,
    language: 'en-GB',
    authors: [{ name: 'Tocsin' }],
    ...(publicUrl !== undefined && {
      home_page_url: `${publicUrl}${FEED_PATHS.page}`,
      feed_url: `${publicUrl}${FEED_PATHS.json}`,
    }),
    items: entries.map((entry) => {
      const url = entryUrl(entry, publicUrl);
      const [source] = entry.sources;
      return {
        ...{ id: entry.id, title: entry.title, tags: [...entry.tags] },
        ...(url !== undefined && { url }),
        ...(source !== undefined && { external_url: source.url }),
        content_html: entryHtml(entry),
        content_text: entryText(entry),
        date_published: entry.published,
        date_modified: entry.updated,
      };
    }),
  });
  // The generator leaves an empty list out, which JSON Feed asks for all the same.
  const whole = { ...(feed as object), ...(entries.length === 0 && { items: [] }) };
  return `${JSON.stringify(whole, null, 1)}\n`;
}
