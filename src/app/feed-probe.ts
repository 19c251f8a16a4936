import type { Fetcher } from '../fetch/fetcher.ts';
import type { FeedReader } from '../ingest/feed/reader.ts';
import type { FeedContent, FeedItem } from '../ingest/feed/schema.ts';
import type { FeedProbe, Probed } from '../leads/probe.ts';
import type { Match } from '../leads/reasons.ts';
import { TocsinError } from '../shared/errors.ts';
import { bytesOf, FEED_LIMITS } from './feed-reading.ts';

export interface FeedProbeOptions {
  readonly fetcher: () => Promise<Fetcher>;
  readonly reader: Pick<FeedReader, 'read'>;
  readonly match: Match;
}

/** Items that are looked at. */
const LOOKED_AT = 20;

const KINDS: Readonly<Record<FeedContent['format'], string>> = {
  rss: 'RSS',
  atom: 'Atom',
  rdf: 'RSS 1.0, RDF',
  json: 'JSON Feed',
};

/** The newest first; those without a date keep the feed's order behind them. */
function newestFirst(items: readonly FeedItem[]): readonly FeedItem[] {
  const day = ({ publishedOn }: FeedItem) => publishedOn ?? '';
  return items
    .filter(({ deleted }) => !deleted)
    .toSorted((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0));
}

function toProbed({ title, format, items }: FeedContent, url: string, match: Match): Probed {
  const there = newestFirst(items);
  return {
    is: 'feed',
    title: title === '' ? undefined : title,
    kind: KINDS[format],
    url,
    items: there.slice(0, LOOKED_AT).map((one) => {
      const item = {
        title: one.title,
        summary: one.summary,
        url: one.url,
        publishedOn: one.publishedOn,
      };
      return { item, reasons: match(item) };
    }),
    total: there.length,
  };
}

async function look(url: string, { fetcher, reader, match }: FeedProbeOptions): Promise<Probed> {
  const answer = await (await fetcher()).fetch({ url, ...FEED_LIMITS });
  try {
    if (answer.status !== 200) {
      const remedy = 'Look for the address of the feed on the publisher’s own page.';
      return { is: 'problem', problem: `It answered ${answer.status}.`, remedy };
    }
    const about = { url: answer.url, contentType: answer.headers['content-type'] };
    return toProbed(await reader.read(await bytesOf(answer.body), about), answer.url, match);
  } finally {
    await answer.dispose();
  }
}

/** Looks at an address as the poller would, and keeps nothing: see `FeedProbe`. */
export function createFeedProbe(options: FeedProbeOptions): FeedProbe {
  return {
    async test(url) {
      try {
        return await look(url, options);
      } catch (error) {
        if (!(error instanceof TocsinError) || error.fault === 'ours') throw error;
        return { is: 'problem', problem: error.message, remedy: error.remedy };
      }
    },
  };
}
