import { createFetcher } from '../../../src/fetch/create-fetcher.ts';
import type { Fetched, Fetcher, FetchRequest } from '../../../src/fetch/fetcher.ts';
import type { TocsinError } from '../../../src/shared/errors.ts';
import type { Web } from '../../doubles/web/server.ts';

export function fetcherFor(...webs: readonly Pick<Web, 'authority'>[]): Fetcher {
  return createFetcher({
    userAgent: 'tocsin-test/1',
    allow: webs.map(({ authority }) => authority),
  });
}

export async function textOf({ body }: Pick<Fetched, 'body'>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** What goes wrong, wherever it does: before there is an answer, or while it is read. */
export async function problemWith(fetcher: Fetcher, request: FetchRequest): Promise<TocsinError> {
  const text = await fetcher
    .fetch(request)
    .then(textOf)
    .catch((error: TocsinError) => error);
  if (typeof text !== 'string') return text;
  throw new Error(`it went well: ${text.slice(0, 80)}`);
}
