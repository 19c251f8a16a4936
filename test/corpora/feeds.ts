import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFeed } from '../../src/ingest/feed/parse.ts';
import { FeedRefusal } from '../../src/ingest/feed/problems.ts';
import { createFeedReader, type FeedReader } from '../../src/ingest/feed/reader.ts';
import type { FeedHints } from '../../src/ingest/feed/schema.ts';
import { TocsinError } from '../../src/shared/errors.ts';

export const OUTCOMES = [
  'parsed',
  'feed.not-a-feed',
  'feed.broken',
  'feed.doctype',
  'feed.too-big',
  'hang',
  'crash',
] as const;
type Outcome = (typeof OUTCOMES)[number];

export interface ReadFile {
  readonly path: string;
  /** `feedparser/wellformed`, `gofeed`. */
  readonly corpus: string;
  readonly outcome: Outcome;
  /** Why it did not parse, in the words that a person is told. */
  readonly reason: string;
  readonly items: number;
}

/** Feedparser's files say in a comment with which headers they are to be served. */
function hintsOf(text: string): FeedHints {
  const header = (name: string): string | undefined =>
    new RegExp(`^Header:\\s*${name}:\\s*(\\S.*?)\\s*$`, 'im').exec(text)?.[1];
  const url = 'https://feeds.example/feed.xml';
  return {
    contentType: header('content-type'),
    url: URL.parse(header('content-location') ?? '', url)?.href ?? url,
  };
}

function corpusOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'feedparser' ? `${first}/${second}` : first;
}

function failure(error: unknown): Pick<ReadFile, 'outcome' | 'reason' | 'items'> {
  if (!(error instanceof TocsinError)) {
    return { outcome: 'crash', reason: String((error as Error)?.stack ?? error), items: 0 };
  }
  const { code, message: reason } = error;
  if (code === 'feed.too-slow') return { outcome: 'hang', reason, items: 0 };
  // An error that nobody thought of, which the thread told in place of dying.
  if (reason.startsWith('it cannot be read')) return { outcome: 'crash', reason, items: 0 };
  return { outcome: OUTCOMES.find((one) => one === code) ?? 'crash', reason, items: 0 };
}

async function readOne(reader: FeedReader, root: string, path: string): Promise<ReadFile> {
  const bytes = readFileSync(join(root, path));
  const hints = hintsOf(bytes.subarray(0, 2000).toString('latin1'));
  const read = await reader
    .read(bytes, hints)
    .then(
      ({ items }) => ({ outcome: 'parsed' as const, reason: '', items: items.length }),
      failure,
    );
  return { path, corpus: corpusOf(path), ...read };
}

/** Reads every feed of the corpora in the thread that reads feeds. */
export async function readFeeds(root: string): Promise<readonly ReadFile[]> {
  const paths = globSync('**/*.{xml,atom,json,html}', { cwd: root }).sort();
  const reader = createFeedReader();
  try {
    const files: ReadFile[] = [];
    for (const path of paths) files.push(await readOne(reader, root, path));
    return files;
  } finally {
    await reader.close();
  }
}

/** Reads one again in this thread, whose ways out are watched. */
export function readHere(root: string, path: string): void {
  const bytes = readFileSync(join(root, path));
  try {
    parseFeed(bytes, hintsOf(bytes.subarray(0, 2000).toString('latin1')));
  } catch (error) {
    if (!(error instanceof FeedRefusal)) throw error;
  }
}

/** Channel Definition Format is none of the formats that are read here. */
const OTHER_FORMATS = /\/wellformed\/cdf\//;

/** What is wrong with an outcome; undefined when it is as it should be. */
export function faultOf({ path, outcome, reason }: ReadFile): string | undefined {
  if (outcome === 'crash' || outcome === 'hang') return `${outcome}: ${path}: ${reason}`;
  if (outcome === 'parsed' || outcome === 'feed.doctype' || !path.includes('/wellformed/')) {
    return undefined;
  }
  if (outcome === 'feed.not-a-feed' && OTHER_FORMATS.test(path)) return undefined;
  return `well-formed, and not parsed: ${path}: ${reason}`;
}
