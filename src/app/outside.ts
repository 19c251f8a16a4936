import type { Config } from '../config/settings.ts';
import { VERSION } from '../config/version.ts';
import type { Fetcher } from '../fetch/fetcher.ts';
import { createFeedReader, type FeedReader } from '../ingest/feed/reader.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { createLeadMatcher } from '../leads/match.ts';
import type { Match } from '../leads/reasons.ts';

/** How Tocsin names itself to publishers. */
const USER_AGENT = `Tocsin/${VERSION}`;

/** What reaches outside, and reads what comes from there. */
export interface Outside {
  /** Made when it is first asked for: most calls from a terminal fetch nothing. */
  fetcher(): Promise<Fetcher>;
  /** Its thread begins with the first feed. */
  readonly reader: FeedReader;
  close(): Promise<void>;
}

export function createOutside({ fetchAllow: allow }: Pick<Config, 'fetchAllow'>): Outside {
  const reader = createFeedReader();
  let made: Promise<Fetcher> | undefined;
  async function make(): Promise<Fetcher> {
    const { createFetcher } = await import('../fetch/create-fetcher.ts');
    return createFetcher({ allow, userAgent: USER_AGENT });
  }
  return {
    fetcher() {
      made ??= make();
      return made;
    },
    reader,
    async close() {
      await Promise.all([made?.then((fetcher) => fetcher.close()), reader.close()]);
    },
  };
}

/** By what is known at the moment; what is made of one snapshot is kept until there is another. */
export function currentMatch(knowledge: () => Knowledge): Match {
  let made: { readonly of: Knowledge; readonly match: Match } | undefined;
  return (text) => {
    const of = knowledge();
    if (made?.of !== of) made = { of, match: createLeadMatcher(of) };
    return made.match(text);
  };
}
