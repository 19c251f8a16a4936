import type { Config } from '../config/settings.ts';
import { VERSION } from '../config/version.ts';
import type { Fetcher } from '../fetch/fetcher.ts';

/** How Tocsin names itself to publishers. */
const USER_AGENT = `Tocsin/${VERSION}`;

/** A fetcher that is made when it is first asked for: most calls from a terminal fetch nothing. */
export function lazyFetcher({ fetchAllow: allow }: Pick<Config, 'fetchAllow'>): {
  readonly fetcher: () => Promise<Fetcher>;
  readonly close: () => Promise<void>;
} {
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
    async close() {
      await (await made)?.close();
    },
  };
}
