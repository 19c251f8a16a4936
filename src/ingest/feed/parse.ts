import {
  DetectError,
  ParseError,
  parseAtomFeed,
  parseJsonFeed,
  parseRdfFeed,
  parseRssFeed,
} from 'feedsmith';
import { decodeText } from '../core/decode-text.ts';
import { type Outline, outlineOf } from '../core/markup.ts';
import { type DraftFeed, fromAtom, fromJson, fromRdf, fromRss } from './convert.ts';
import { type Tombstone, tombstoneIn, withDeleted } from './deleted.ts';
import { itemsOf, keyOf, titleOf } from './items.ts';
import { isTooDeepJson } from './json-depth.ts';
import { FeedRefusal } from './problems.ts';
import type { FeedContent, FeedHints } from './schema.ts';

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_DEEP = 100;
const MOST_ITEMS = 5000;

const TOO_DEEP = `things lie more than ${MOST_DEEP} deep in one another in it`;

/** What is found at the root of what is not a feed, in words. */
const OTHER_ROOTS: Readonly<Record<string, string>> = {
  html: 'this is a web page',
  opml: 'this is a list of feeds (OPML)',
  urlset: 'this is a site map',
  sitemapindex: 'this is a site map',
  opensearchdescription: 'this describes a search',
};

const NEITHER = 'this is XML, and neither RSS nor Atom';

/** A feed with nothing in it is one all the same: its publisher may have nothing to tell. */
function readXml<Feed extends object>(read: (text: string) => Feed, text: string): Feed {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof ParseError) return {} as Feed;
    if (error instanceof DetectError) throw new FeedRefusal('feed.not-a-feed', NEITHER);
    throw new FeedRefusal('feed.broken', 'its XML is not well-formed');
  }
}

function draftOfXml(text: string, root: string, url: string): DraftFeed {
  switch (root) {
    case 'rss':
      return fromRss(readXml(parseRssFeed, text), url);
    case 'feed':
      return fromAtom(readXml(parseAtomFeed, text), url);
    case 'rdf':
      return fromRdf(readXml(parseRdfFeed, text), url);
    default:
      throw new FeedRefusal('feed.not-a-feed', OTHER_ROOTS[root] ?? NEITHER);
  }
}

function checkOutline({ root, doctype, declares, isTooDeep, isWhole }: Outline): string {
  if (root === undefined) throw new FeedRefusal('feed.not-a-feed', 'this is neither XML nor JSON');
  if (doctype === 'html' || root === 'html') {
    throw new FeedRefusal('feed.not-a-feed', 'this is a web page');
  }
  if (declares) {
    throw new FeedRefusal('feed.doctype', 'it declares a document type or entities of its own');
  }
  if (isTooDeep) throw new FeedRefusal('feed.too-big', TOO_DEEP);
  if (!isWhole) throw new FeedRefusal('feed.broken', 'it stops in the middle');
  return root;
}

/** Versions are addresses; numbers, which some write, would hide from the parser that it is a feed. */
function withoutOddVersion(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || !('version' in json)) return json;
  const { version, ...rest } = json;
  return String(version).includes('jsonfeed.org') ? json : rest;
}

function readJson(text: string, url: string): DraftFeed {
  if (isTooDeepJson(text, MOST_DEEP)) throw new FeedRefusal('feed.too-big', TOO_DEEP);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new FeedRefusal('feed.broken', 'its JSON is not well-formed');
  }
  try {
    return fromJson(parseJsonFeed(withoutOddVersion(json)), url);
  } catch {
    throw new FeedRefusal('feed.not-a-feed', 'this is JSON, and no JSON Feed');
  }
}

/**
 * What a feed says.
 * @throws FeedRefusal with one clear reason
 */
export function parseFeed(bytes: Uint8Array, hints: FeedHints): FeedContent {
  if (bytes.length > MOST_BYTES) {
    throw new FeedRefusal('feed.too-big', `it is larger than ${MOST_BYTES / 1024 / 1024} MiB`);
  }
  const text = decodeText(bytes, hints.contentType)?.trimStart();
  if (text === undefined) {
    throw new FeedRefusal('feed.broken', 'it is written in an encoding that is not read here');
  }
  if (text === '') throw new FeedRefusal('feed.not-a-feed', 'it is empty');

  const tombstones: Tombstone[] = [];
  let draft: DraftFeed;
  if (/^[{[]/.test(text)) draft = readJson(text, hints.url);
  else {
    const outline = outlineOf(text, MOST_DEEP, (tag) => {
      const tombstone = tombstoneIn(tag);
      if (tombstone !== undefined) tombstones.push(tombstone);
    });
    draft = draftOfXml(text, checkOutline(outline), hints.url);
  }
  if (draft.items.length + tombstones.length > MOST_ITEMS) {
    throw new FeedRefusal('feed.too-big', `it has more than ${MOST_ITEMS} items`);
  }
  const updated = new Map(
    draft.items.map(({ id, updated: at }) => [id === undefined ? '' : keyOf('id', id), at]),
  );
  const items = itemsOf(draft.items);
  return {
    format: draft.format,
    title: titleOf(draft.title),
    siteUrl: draft.siteUrl,
    items:
      draft.format === 'atom' ? withDeleted(items, (key) => updated.get(key), tombstones) : items,
    whole: items.length === draft.items.length,
    pace: draft.pace,
  };
}
