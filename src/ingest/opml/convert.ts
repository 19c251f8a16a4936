import type { Opml } from 'feedsmith';
import type { FeedList, ListedFeed, UnlistedFeed } from './schema.ts';

type Outline = Opml.Outline<string>;

const LONGEST_TITLE = 120;
const LONGEST_URL = 500;
const HIDDEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

function words(text: string | undefined): string {
  const tidy = (text ?? '').toWellFormed().replace(/\s+/gu, ' ').replace(HIDDEN, '').trim();
  return tidy.length <= LONGEST_TITLE ? tidy : `${tidy.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}

/** With a user name in it an address holds a secret, which a list of feeds is no place for. */
function webAddress(text: string | undefined): URL | undefined {
  const url = text === undefined || text.length > LONGEST_URL ? null : URL.parse(text.trim());
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  return url !== null && isWeb && url.username === '' && url.password === '' ? url : undefined;
}

/** Feed URLs stand in `xmlUrl`; some old lists have them in `url` of an outline of type `rss`. */
function addressOf(outline: Outline): string | undefined {
  if (outline.xmlUrl !== undefined) return outline.xmlUrl;
  return /^(?:rss|atom)$/i.test(outline.type ?? '') ? outline.url : undefined;
}

/** The feeds of a list, in its order; what cannot be taken is told of and the rest goes on. */
export function listFrom(opml: Opml.Document<string>): FeedList {
  const feeds = new Map<string, ListedFeed>();
  const skipped: UnlistedFeed[] = [];

  function take(outline: Outline, groups: readonly string[]): void {
    const address = addressOf(outline);
    const name = words(outline.title) || words(outline.text);
    if (address !== undefined) {
      const url = webAddress(address);
      const where = name || words(address);
      if (url === undefined) skipped.push({ reason: 'not a web address', where });
      else if (feeds.has(url.href)) skipped.push({ reason: 'listed twice', where });
      else {
        const siteUrl = webAddress(outline.htmlUrl)?.href;
        feeds.set(url.href, { title: name || url.hostname, url: url.href, siteUrl, groups });
      }
    }
    const within = address === undefined && name !== '' ? [...groups, name] : groups;
    for (const inner of outline.outlines ?? []) take(inner, within);
  }

  for (const outline of opml.body?.outlines ?? []) take(outline, []);
  return { title: words(opml.head?.title), feeds: [...feeds.values()], skipped };
}
