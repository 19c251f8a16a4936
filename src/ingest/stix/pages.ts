import type { z } from 'zod';
import type { Source } from '../../domain/source.ts';
import { citedUrl } from '../core/cited.ts';
import { sourceId } from '../core/ids.ts';
import { shortened, tierOfHost } from '../core/pointed-to.ts';
import { publisherAt, publisherNamed } from './publishers.ts';

/** `/web/20141016132823/https://…`: https://en.wikipedia.org/wiki/Help:Using_the_Wayback_Machine */
const ARCHIVED = /^\/web\/\d{1,14}[a-z_]*\/(?:https?:\/{0,2})?(.+)$/i;

/** What an address alone tells of the publication there. */
export interface Page {
  readonly url: string;
  /** Without what all addresses have; of the original, where this is an archived copy. */
  readonly address: string;
  readonly host: string;
  readonly isCopy: boolean;
}

/** Undefined for what is no address on the web, or holds a user's name. */
export function pageAt(words: string | undefined): Page | undefined {
  const url = citedUrl(words ?? '');
  if (url === undefined) return undefined;
  const { hostname, pathname } = new URL(url);
  const archived = hostname === 'web.archive.org' ? ARCHIVED.exec(pathname)?.[1] : undefined;
  const original = archived === undefined ? undefined : citedUrl(`https://${archived}`);
  const { hostname: name, pathname: path } = new URL(original ?? url);
  const host = name.replace(/^www\d?\./, '');
  const address = path === '/' ? host : `${host}${path}`;
  return { url, address, host, isCopy: original !== undefined };
}

/** What somebody says of a page. */
export interface Said {
  readonly title?: string | undefined;
  /** Who wrote it: people, a team, or an organisation. */
  readonly author?: string | undefined;
  readonly publishedOn?: string | null | undefined;
  /** Who is to stand for its publisher when neither author nor host is known. */
  readonly publisher?: string | undefined;
}

/**
 * A page as a source. Its publisher is its author, when that is one who is known, else the owner of its
 * host; where nobody knows that, the host goes by its own name.
 */
export function asSource(page: Page, said: Said): z.input<typeof Source> {
  const { url, address, host, isCopy } = page;
  const author = publisherNamed(said.author ?? '');
  const owner = publisherAt(host);
  const isElsewhere = author !== undefined && owner === undefined;
  const via = isCopy ? 'Internet Archive' : isElsewhere ? shortened(host, 120) : undefined;
  return {
    id: sourceId(url),
    publisher: (author ?? owner)?.name ?? shortened(said.publisher ?? host, 120),
    ...(via !== undefined && { via }),
    title: shortened(said.title?.trim() || address, 300),
    url,
    publishedOn: said.publishedOn ?? null,
    tier: (author ?? owner)?.tier ?? tierOfHost(host),
  };
}
