import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

type Headers = Readonly<Record<string, string>>;

/** What an address answers. */
export type Answer =
  /** With validators, and 304 to whoever has it already (RFC 9110, section 13). */
  | { readonly is: 'document'; readonly text: string; readonly headers?: Headers }
  | { readonly is: 'status'; readonly status: number; readonly headers?: Headers }
  /** Headers and a beginning, and then nothing more. */
  | { readonly is: 'endless' }
  /** A beginning, and the connection is cut. */
  | { readonly is: 'cut' };

export interface Question {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

/** A publisher's web server, over real HTTP. */
export interface Publisher extends AsyncDisposable {
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly asked: readonly Question[];
  /** The most questions for one address that were under way at once. */
  readonly mostAtOnce: number;
  url(path: string): string;
  answers(path: string, answer: Answer): void;
  /** Moved for good (301, 308) or for now (302, 307). */
  moves(path: string, to: string, status?: number): void;
  /** Lets all who ask wait, until `goOn`. */
  hold(): void;
  goOn(): void;
}

const MODIFIED = 'Sun, 01 Mar 2026 08:00:00 GMT';

function send(asked: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (answer.is === 'endless' || answer.is === 'cut') {
    response.writeHead(200, { 'content-type': 'application/rss+xml' });
    response.write('<?xml version="1.0"?><rss version="2.0"><channel>');
    if (answer.is === 'cut') setImmediate(() => response.destroy());
    return;
  }
  if (answer.is === 'status') {
    response.writeHead(answer.status, answer.headers ?? {}).end();
    return;
  }
  const etag = `"${createHash('sha256').update(answer.text).digest('hex').slice(0, 12)}"`;
  const headers = { etag, 'last-modified': MODIFIED, ...answer.headers };
  if (asked.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/xml', ...headers }).end(answer.text);
}

/** Starts one; it is stopped when the test is over. */
export async function startPublisher(): Promise<Publisher> {
  const publisher = await openPublisher();
  onTestFinished(() => publisher[Symbol.asyncDispose]());
  return publisher;
}

/** Starts one that serves until it is disposed of. */
export async function openPublisher(): Promise<Publisher> {
  const answers = new Map<string, Answer>();
  const asked: Question[] = [];
  const underWay = new Map<string, number>();
  let mostAtOnce = 0;
  let held: PromiseWithResolvers<void> | undefined;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    const count = (underWay.get(path) ?? 0) + 1;
    underWay.set(path, count);
    mostAtOnce = Math.max(mostAtOnce, count);
    response.on('close', () => underWay.set(path, (underWay.get(path) ?? 1) - 1));
    await held?.promise;
    send(request, response, answers.get(path) ?? { is: 'status', status: 404 });
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const host = `127.0.0.1:${port}`;
  const url = (path: string) => `http://${host}${path}`;
  return {
    ...{ host, asked, url },
    get mostAtOnce() {
      return mostAtOnce;
    },
    answers: (path, answer) => void answers.set(path, answer),
    moves(path, to, status = 301) {
      answers.set(path, { is: 'status', status, headers: { location: url(to) } });
    },
    hold() {
      held = Promise.withResolvers<void>();
    },
    goOn() {
      held?.resolve();
      held = undefined;
    },
    async [Symbol.asyncDispose]() {
      held?.resolve();
      server.closeAllConnections();
      server.close();
    },
  };
}
