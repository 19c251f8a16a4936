import { generateAtomFeed } from 'feedsmith';
import { uuidOf } from '../uuid.ts';
import type { FeedEntry } from './entries.ts';
import { entryUrl, FEED_PATHS, FEED_SUBTITLE, FEED_TITLE, type FeedSource } from './feed.ts';
import { entryHtml } from './html.ts';

/** Atom 1.0, RFC 4287. Without a public address its links are relative to where it was read. */
export function atomFeed({ entries, updated, publicUrl, version }: FeedSource): string {
  const base = publicUrl ?? '';
  return generateAtomFeed(
    {
      id: publicUrl === undefined ? `urn:uuid:${uuidOf('feed')}` : `${base}${FEED_PATHS.atom}`,
      title: { value: FEED_TITLE },
      subtitle: { value: FEED_SUBTITLE },
      updated,
      authors: [{ name: 'Tocsin' }],
      generator: { text: 'Tocsin', version },
      links: [
        { href: `${base}${FEED_PATHS.atom}`, rel: 'self', type: 'application/atom+xml' },
        { href: `${base}${FEED_PATHS.page}`, rel: 'alternate', type: 'text/html' },
      ],
      entries: entries.map((entry) => atomEntry(entry, publicUrl)),
    },
    { strict: true },
  );
}

function atomEntry(entry: FeedEntry, publicUrl: string | undefined) {
  const { id, title, published, updated, tags, sources } = entry;
  const url = entryUrl(entry, publicUrl);
  return {
    ...{ id, published, updated },
    title: { value: title },
    content: { type: 'html', value: entryHtml(entry) },
    categories: tags.map((term) => ({ term })),
    links: [
      ...(url === undefined ? [] : [{ href: url, rel: 'alternate', type: 'text/html' }]),
      ...sources.map((source) => ({ href: source.url, rel: 'via', title: source.title })),
    ],
  };
}
