import type { AtomFeed, JsonFeed, RdfFeed, RssFeed } from 'feedsmith';
import { baseOf, webAddress } from './links.ts';
import type { FeedContent, FeedPace } from './schema.ts';
import type { Markup } from './text.ts';

/** A text of a feed, and what it is. */
export interface Written {
  readonly text: string;
  readonly markup: Markup;
}

/** An item as any format has it, before its texts are made plain and its key is found. */
export interface Draft {
  /** As the feed names it: guid, id, rdf:about. */
  readonly id: string | undefined;
  readonly url: string | undefined;
  readonly title: Written | undefined;
  readonly summary: Written | undefined;
  readonly published: string | undefined;
  readonly updated: string | undefined;
}

export interface DraftFeed {
  readonly format: FeedContent['format'];
  readonly title: Written | undefined;
  readonly siteUrl: string | undefined;
  readonly items: readonly Draft[];
  readonly pace: FeedPace;
}

type Rss = RssFeed.Feed<string>;
type Rdf = RdfFeed.Feed<string>;
type Atom = AtomFeed.Feed<string>;
type Json = JsonFeed.Feed<string>;
type RssItem = RssFeed.Item<string>;

const MINUTES: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 24 * 60,
  weekly: 7 * 24 * 60,
  monthly: 30 * 24 * 60,
  yearly: 365 * 24 * 60,
};

const NO_PACE: FeedPace = { ttlMinutes: undefined, skipHours: [], skipDays: [] };

function guessed(text: string | undefined): Written | undefined {
  return text === undefined ? undefined : { text, markup: 'guess' };
}

/** How long an answer stays good, from RSS 1.0's syndication module. */
function minutesOf(sy: Rss['sy']): number | undefined {
  const period = MINUTES[sy?.updatePeriod?.trim().toLowerCase() ?? ''];
  const times = Number(sy?.updateFrequency ?? 1);
  return period === undefined || !(times >= 1) ? undefined : Math.max(1, period / times);
}

function paceOf(feed: Rss): FeedPace {
  const ttl = feed.ttl !== undefined && feed.ttl > 0 ? feed.ttl : undefined;
  return {
    ttlMinutes: ttl ?? minutesOf(feed.sy),
    skipHours: (feed.skipHours ?? []).filter((hour) => Number.isInteger(hour) && hour >= 0),
    skipDays: feed.skipDays ?? [],
  };
}

/** The page that is told of: `alternate` is what a link is that does not say (RFC 4287, section 4.2.7.2). */
function pageOf(links: Atom['links'], base: string | undefined): string | undefined {
  const pages = (links ?? []).filter(({ rel = 'alternate' }) => rel === 'alternate');
  const page = pages.find(({ type = 'text/html' }) => /html/i.test(type)) ?? pages[0];
  return webAddress(page?.href, base);
}

function rssItem(item: RssItem, feedBase: string | undefined): Draft {
  const base = baseOf(feedBase, item.xml?.base);
  const guid = item.guid?.value;
  const permalink = item.guid?.isPermaLink === false ? undefined : webAddress(guid, undefined);
  return {
    id: guid ?? item.atom?.id,
    url: webAddress(item.link, base) ?? permalink ?? pageOf(item.atom?.links, base),
    title: guessed(item.title ?? item.dc?.titles?.[0]),
    summary: guessed(
      item.description ??
        item.content?.encoded ??
        item.itunes?.summary ??
        item.dc?.descriptions?.[0],
    ),
    published: item.pubDate ?? item.dc?.dates?.[0] ?? item.atom?.published,
    updated: item.atom?.updated ?? item.dcterms?.modified?.[0],
  };
}

export function fromRss(feed: Rss, url: string): DraftFeed {
  const siteUrl =
    webAddress(feed.link, baseOf(url, feed.xml?.base)) ?? pageOf(feed.atom?.links, url);
  // Without a base of its own a feed's links are of the site, which may not be where the feed is.
  const base = baseOf(url, siteUrl, feed.xml?.base);
  return {
    format: 'rss',
    title: guessed(feed.title),
    siteUrl,
    items: (feed.items ?? []).map((item) => rssItem(item, base)),
    pace: paceOf(feed),
  };
}

export function fromRdf(feed: Rdf, url: string): DraftFeed {
  const siteUrl = webAddress(feed.link, baseOf(url, feed.xml?.base));
  const base = baseOf(url, siteUrl, feed.xml?.base);
  const items = (feed.items ?? []).map((item): Draft => {
    const about = item.rdf?.about;
    return {
      id: about,
      url: webAddress(item.link, base) ?? webAddress(about, base),
      title: guessed(item.title ?? item.dc?.titles?.[0]),
      summary: guessed(item.description ?? item.content?.encoded ?? item.dc?.descriptions?.[0]),
      published: item.dc?.dates?.[0],
      updated: item.dcterms?.modified?.[0],
    };
  });
  const pace = { ...NO_PACE, ttlMinutes: minutesOf(feed.sy) };
  return { format: 'rdf', title: guessed(feed.title), siteUrl, items, pace };
}

/**
 * By Atom's types (RFC 4287, section 3.1.1) and those of Atom 0.3, which are media types.
 * @returns undefined for what is no text
 */
function atomText(written: AtomFeed.Content | undefined): Written | undefined {
  if (written?.value === undefined) return undefined;
  const type = written.type?.trim().toLowerCase();
  if (type === undefined) return guessed(written.value);
  if (type.includes('html')) return { text: written.value, markup: 'html' };
  return /^text(?:$|\/)/.test(type) ? { text: written.value, markup: 'plain' } : undefined;
}

export function fromAtom(feed: Atom, url: string): DraftFeed {
  const base = baseOf(url, feed.xml?.base);
  const items = (feed.entries ?? []).map((entry): Draft => {
    const within = baseOf(base, entry.xml?.base);
    const { content } = entry;
    return {
      id: entry.id,
      url: pageOf(entry.links, within) ?? webAddress(content?.src, within),
      title: atomText(entry.title),
      summary: atomText(entry.summary) ?? atomText(content),
      published: entry.published,
      updated: entry.updated,
    };
  });
  return {
    format: 'atom',
    title: atomText(feed.title),
    siteUrl: pageOf(feed.links, base),
    items,
    pace: { ...NO_PACE, ttlMinutes: minutesOf(feed.sy) },
  };
}

export function fromJson(feed: Json, url: string): DraftFeed {
  const siteUrl = webAddress(feed.home_page_url, url);
  const base = baseOf(url, siteUrl);
  const items = (feed.items ?? []).map((item): Draft => {
    const html = item.content_html;
    const content = html === undefined ? undefined : { text: html, markup: 'html' as const };
    const plain = item.summary ?? item.content_text;
    return {
      id: item.id,
      url: webAddress(item.url, base) ?? webAddress(item.external_url, base),
      title: item.title === undefined ? undefined : { text: item.title, markup: 'plain' },
      summary: plain === undefined ? content : { text: plain, markup: 'plain' },
      published: item.date_published,
      updated: item.date_modified,
    };
  });
  const title = feed.title === undefined ? undefined : guessed(feed.title);
  return { format: 'json', title, siteUrl, items, pace: NO_PACE };
}
