import { lookup } from 'node:dns/promises';
import type { Readable } from 'node:stream';
import { Client } from 'undici';
import { ACCEPT_ENCODING, encodingsOf, readable } from './body.ts';
import { createConnector, type Resolve } from './connect.ts';
import type { Fetched, Fetcher, FetchRequest } from './fetcher.ts';
import { createGate, type Gate } from './gate.ts';
import {
  type Attempt,
  bodyProblemOf,
  problemOf,
  shownAddress,
  tooBig,
  tooManyRedirects,
} from './problems.ts';
import { headersFor, redirectOf } from './redirect.ts';
import { targetOf } from './target.ts';

const MOST_REDIRECTS = 3;
const MOST_HEADER_BYTES = 32 * 1024;
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_EXPANDED = 50 * 1024 * 1024;
const LONGEST_MS = 15_000;

export interface FetcherOptions {
  /**
   * What whoever runs Tocsin allows besides public addresses on ports 80 and 443: `host:port`, `ip:port`,
   * or either without its port for those two. Held against the host as an address has it.
   */
  readonly allow?: readonly string[];
  readonly userAgent: string;
  /** For tests: what names lead to. */
  readonly resolve?: Resolve;
  /** For tests: `ip:port` that count as public. */
  readonly standIns?: readonly string[];
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
  readonly dispose: () => Promise<void>;
}

function headerRecord(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'set-cookie')
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

/** One connection for one request: a kept one would outlive the decision that its address is outside. */
async function ask(
  target: URL,
  headers: Readonly<Record<string, string>>,
  gate: Gate,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<Answer> {
  const client = new Client(target.origin, {
    connect: createConnector(target, gate, resolve),
    maxHeaderSize: MOST_HEADER_BYTES,
    // One limit holds for all of it: the signal's.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const dispose = (): Promise<void> => client.destroy();
  try {
    const path = `${target.pathname}${target.search}`;
    const answer = await client.request({ path, method: 'GET', headers, signal, reset: true });
    // Without a listener a body that breaks before anybody reads it would end the process.
    answer.body.on('error', () => {});
    const { statusCode: status, body } = answer;
    return { status, headers: headerRecord(answer.headers), body, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** @throws TocsinError `fetch.bad-allow` when an entry of `allow` cannot be read */
export function createFetcher(options: FetcherOptions): Fetcher {
  const gate = createGate(options.allow ?? [], options.standIns);
  const resolve = options.resolve ?? ((host) => lookup(host, { all: true }));
  const closing = new AbortController();
  const open = new Set<() => Promise<void>>();

  async function follow(request: FetchRequest, signal: AbortSignal) {
    let target = targetOf(request.url, gate);
    let headers: Readonly<Record<string, string>> = {
      ...request.headers,
      'accept-encoding': ACCEPT_ENCODING,
      'user-agent': options.userAgent,
    };
    let isForGood = true;
    for (let redirects = 0; ; redirects += 1) {
      const answer = await ask(target, headers, gate, resolve, signal);
      const { status, headers: answered, dispose } = answer;
      try {
        const redirect = redirectOf(status, answered.location, target, gate);
        if (redirect === undefined) {
          const movedTo = redirects > 0 && isForGood ? target.href : undefined;
          return { answer, target, movedTo };
        }
        if (redirects === MOST_REDIRECTS) {
          throw tooManyRedirects(MOST_REDIRECTS, shownAddress(request.url));
        }
        headers = headersFor(headers, target, redirect.to);
        isForGood &&= redirect.isForGood;
        target = redirect.to;
      } catch (error) {
        await dispose();
        throw error;
      }
      await dispose();
    }
  }

  function fetched(
    { answer, target, movedTo }: Awaited<ReturnType<typeof follow>>,
    request: FetchRequest,
    attempt: Attempt,
  ): Fetched {
    const { where } = attempt;
    const encodings = encodingsOf(answer.headers['content-encoding'], where);
    const { maxBytes = MOST_BYTES, maxExpanded = MOST_EXPANDED } = request;
    if (Number(answer.headers['content-length'] ?? 0) > maxBytes) {
      throw tooBig(`over ${maxBytes} bytes`, where);
    }
    async function dispose(): Promise<void> {
      open.delete(dispose);
      await answer.dispose();
    }
    async function* body(): AsyncGenerator<Uint8Array> {
      try {
        yield* readable(answer.body, encodings, { maxBytes, maxExpanded }, where);
      } catch (error) {
        throw bodyProblemOf(error, attempt);
      } finally {
        await dispose();
      }
    }
    open.add(dispose);
    attempt.signal.addEventListener('abort', dispose, { once: true });
    const { 'content-encoding': encoding, 'content-length': length, ...headers } = answer.headers;
    return {
      status: answer.status,
      url: target.href,
      movedTo,
      headers:
        encoding === undefined && length !== undefined
          ? { ...headers, 'content-length': length }
          : headers,
      body: body(),
      dispose,
    };
  }

  return {
    async fetch(request) {
      const timeoutMs = request.timeoutMs ?? LONGEST_MS;
      const signal = AbortSignal.any([
        closing.signal,
        AbortSignal.timeout(timeoutMs),
        ...(request.signal === undefined ? [] : [request.signal]),
      ]);
      const attempt: Attempt = { signal, timeoutMs, where: shownAddress(request.url) };
      const followed = await follow(request, signal).catch((error: unknown) => {
        throw problemOf(error, attempt);
      });
      try {
        return fetched(followed, request, attempt);
      } catch (error) {
        await followed.answer.dispose();
        throw error;
      }
    },
    async close() {
      closing.abort();
      await Promise.all([...open].map((dispose) => dispose()));
    },
  };
}
