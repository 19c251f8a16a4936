import { generateOpml, MalformedError, type Opml, parseOpml } from 'feedsmith';
import { TocsinError } from '../../shared/errors.ts';
import { decodeText } from '../core/decode-text.ts';
import { outlineOf } from '../core/markup.ts';
import { listFrom } from './convert.ts';
import type { FeedList, ListedFeed } from './schema.ts';

const MOST_BYTES = 2 * 1024 * 1024;
const MOST_DEEP = 30;

function problem(code: string, message: string, where: string): TocsinError {
  return new TocsinError(message, {
    code,
    fault: 'user',
    where,
    remedy: 'Export the list again from your feed reader, as OPML.',
  });
}

function parsed(text: string, name: string): Opml.Document<string> {
  try {
    return parseOpml(text);
  } catch (error) {
    // It has neither a head nor an outline, and is a list all the same.
    if (!(error instanceof MalformedError)) return {};
    throw problem('opml.broken', 'its XML is not well-formed', name);
  }
}

/**
 * Reads a list of feeds, whatever they are nested in.
 * @param name of the file or address, for messages
 * @throws TocsinError with fault `user`: `opml.not-a-list`, `opml.broken`, `opml.doctype`, `opml.too-big`
 */
export function readOpml(bytes: Uint8Array, name: string): FeedList {
  if (bytes.length > MOST_BYTES) {
    throw problem('opml.too-big', `it is larger than ${MOST_BYTES / 1024 / 1024} MiB`, name);
  }
  const text = decodeText(bytes)?.trimStart();
  if (text === undefined) {
    throw problem('opml.broken', 'it is written in an encoding that is not read here', name);
  }
  const outline = outlineOf(text, MOST_DEEP);
  if (outline.root !== 'opml') {
    throw problem('opml.not-a-list', 'this is no list of feeds (OPML)', name);
  }
  if (outline.declares) {
    throw problem('opml.doctype', 'it declares a document type or entities of its own', name);
  }
  if (outline.isTooDeep) {
    throw problem('opml.too-big', `its headings lie more than ${MOST_DEEP} deep`, name);
  }
  if (!outline.isWhole) throw problem('opml.broken', 'it stops in the middle', name);
  return listFrom(parsed(text, name));
}

/** A list of feeds as other readers take it (OPML 2.0), each under its first group. */
export function writeOpml(title: string, feeds: readonly ListedFeed[], now: Date): string {
  const outlineOfFeed = ({ title: name, url, siteUrl }: ListedFeed): Opml.Outline<Date> => ({
    type: 'rss',
    text: name,
    title: name,
    xmlUrl: url,
    ...(siteUrl === undefined ? {} : { htmlUrl: siteUrl }),
  });
  const groups = Map.groupBy(feeds, ({ groups: [first = ''] }) => first);
  const outlines = [...groups].flatMap(([group, listed]): Opml.Outline<Date>[] => {
    const inside = listed.map(outlineOfFeed);
    return group === '' ? inside : [{ text: group, outlines: inside }];
  });
  // The body of an OPML document has an outline at least; an empty list has one without an address.
  const body = { outlines: outlines.length === 0 ? [{ text: title || 'No feeds' }] : outlines };
  return generateOpml({ head: { title, dateCreated: now }, body });
}
