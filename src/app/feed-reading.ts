import type { Fetcher } from '../fetch/fetcher.ts';
import type { FeedReader } from '../ingest/feed/reader.ts';
import type { FeedContent } from '../ingest/feed/schema.ts';
import type { AskOutside, FeedDocument, ReadFeed } from '../leads/reading.ts';

/** More than any feed of news; what is over is refused while it arrives. */
export const FEED_LIMITS = { maxBytes: 5 * 1024 * 1024, maxExpanded: 20 * 1024 * 1024 } as const;

const MINUTE = 60_000;
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A body as one piece. */
export async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A feed's content as the poller wants it. */
function toDocument({ items, whole, pace }: FeedContent): FeedDocument {
  const { ttlMinutes, skipHours, skipDays } = pace;
  const days = skipDays.map((day) => DAYS.indexOf(day.trim().toLowerCase()));
  return {
    entries: items
      .filter(({ deleted }) => !deleted)
      .map(({ key, title, summary, url, publishedOn }) => {
        return { key, title, summary, url, publishedOn };
      }),
    takenBack: items.filter(({ deleted }) => deleted).map(({ key }) => key),
    whole,
    every: ttlMinutes === undefined ? undefined : ttlMinutes * MINUTE,
    skipHours,
    skipDays: days.filter((day) => day >= 0),
  };
}

/** How the poller asks publishers and reads what they answer. */
export function feedReading(
  fetcher: () => Promise<Fetcher>,
  reader: FeedReader,
): { readonly ask: AskOutside; readonly read: ReadFeed } {
  return {
    ask: async (request) => (await fetcher()).fetch({ ...FEED_LIMITS, ...request }),
    read: async (body, about) => toDocument(await reader.read(await bytesOf(body), about)),
  };
}
