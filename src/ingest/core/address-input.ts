import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fetched, Fetcher } from '../../fetch/fetcher.ts';
import { TocsinError } from '../../shared/errors.ts';
import type { InputWatch } from './file-input.ts';
import { type Input, type InputRequest, type InputStream, Refusal } from './input.ts';

/** Far above the largest catalogue there is, far below what a disk holds. */
const MOST_BYTES = 512 * 1024 * 1024;
/** For one of them, on a slow line. */
const PATIENCE_MS = 300_000;

export interface AddressInputOptions extends InputWatch {
  readonly fetcher: Pick<Fetcher, 'fetch'>;
  readonly signal: AbortSignal;
}

/** Without a user, a query or a fragment: those may hold secrets. */
function shown(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function refusal({ url, status, headers }: Fetched): TocsinError {
  const gone = status === 404 || status === 410;
  return new TocsinError(`the server answered ${status}`, {
    code: 'import.not-fetched',
    fault: gone ? 'user' : 'far-side',
    where: shown(url),
    remedy: gone
      ? 'Check the address.'
      : 'Try again later; if it stays, ask whoever runs the server.',
    cause: new Refusal(status, headers),
  });
}

/** @throws TocsinError, in which nothing of the address's query stands, as it would in Node's own error */
function resolved(beside: string, address: string): string {
  const url = URL.parse(beside, address);
  if (url !== null) return url.href;
  throw new TocsinError('it names an address that cannot be read', {
    ...{ code: 'import.bad-address', fault: 'far-side', where: shown(address) },
    remedy: 'Tell whoever publishes it.',
  });
}

/**
 * What lies at an address, and what can be reached from there. Each address is fetched once, to a
 * temporary file, so that it can be read twice. Dispose of it to remove them.
 */
export async function addressInput(
  address: string,
  { fetcher, signal, ...watch }: AddressInputOptions,
): Promise<Input & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-import-'));
  const kept = new Map<
    string,
    Promise<{ path: string; size: number; headers: InputStream['headers'] }>
  >();

  // Counted apart: of what could not be fetched nothing is kept, and its name is not given again.
  let files = 0;

  async function fetchTo(path: string, url: string, request: InputRequest) {
    const { accept, authorization } = request;
    const isHome = new URL(url).origin === new URL(address).origin;
    const headers = {
      ...(accept !== undefined && { accept }),
      // What is read names the addresses: it must not send a password elsewhere.
      ...(authorization !== undefined && isHome && { authorization }),
    };
    const limits = { maxBytes: MOST_BYTES, maxExpanded: MOST_BYTES, timeoutMs: PATIENCE_MS };
    const answer = await fetcher.fetch({ url, headers, signal, ...limits });
    try {
      if (answer.status !== 200) throw refusal(answer);
      watch.onSize?.(Number(answer.headers['content-length'] ?? 0) || 0);
      let size = 0;
      async function* counted(): AsyncGenerator<Uint8Array> {
        for await (const chunk of answer.body) {
          size += chunk.length;
          watch.onBytes?.(chunk.length);
          yield chunk;
        }
      }
      await pipeline(Readable.from(counted()), createWriteStream(path, { mode: 0o600 }));
      return { path, size, headers: answer.headers };
    } finally {
      await answer.dispose();
    }
  }

  return {
    name: shown(address),
    is: 'address',
    async open(beside, request = {}) {
      const url = beside === undefined ? address : resolved(beside, address);
      const key = JSON.stringify([url, request]);
      const fetched = kept.get(key) ?? fetchTo(join(folder, String(files++)), url, request);
      kept.set(key, fetched);
      fetched.catch(() => kept.delete(key));
      const { path, size, headers } = await fetched;
      return { bytes: createReadStream(path), size, headers };
    },
    list() {
      throw new TocsinError('an address has no list of files', {
        ...{ code: 'import.no-folder', fault: 'user', where: shown(address) },
        remedy: 'Name the file that is to be read.',
      });
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}
