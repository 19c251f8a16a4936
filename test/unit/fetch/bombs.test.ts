import { createServer, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import {
  brotliCompressSync,
  constants,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import { expect, test } from 'vitest';
import type { FetchRequest } from '../../../src/fetch/fetcher.ts';
import { openWeb } from '../../doubles/web/server.ts';
import { fetcherFor, problemWith, textOf } from './support.ts';

type Answer = Parameters<typeof openWeb>[0];

/** The code of what goes wrong; afterwards no connection is open. */
async function codeFor(listener: Answer, request: Partial<FetchRequest> = {}): Promise<string> {
  await using web = await openWeb(listener);
  const fetcher = fetcherFor(web);
  const problem = await problemWith(fetcher, { url: web.url('/feed?key=secret'), ...request });
  await fetcher.close();
  await expect.poll(() => web.open.size, { interval: 5 }).toBe(0);
  expect(`${problem.message} ${problem.where}`).not.toMatch(/secret/);
  return problem.code;
}

/** As `codeFor`, of a far side that does not speak HTTP as it should. */
async function codeForRaw(
  talk: (socket: Socket) => void,
  request: Partial<FetchRequest> & { readonly protocol?: string } = {},
): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    // What is not read does not tell that the other end has gone.
    socket
      .on('error', () => {})
      .on('close', () => sockets.delete(socket))
      .resume();
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const { protocol = 'http', ...rest } = request;
  const authority = `127.0.0.1:${port}`;
  const fetcher = fetcherFor({ authority });
  const problem = await problemWith(fetcher, { url: `${protocol}://${authority}/`, ...rest });
  await fetcher.close();
  await expect.poll(() => sockets.size, { interval: 5 }).toBe(0);
  server.close();
  return problem.code;
}

function endless(write: () => boolean, socket: Socket | NodeJS.WritableStream): void {
  const more = (): void => {
    while ((socket as Socket).destroyed !== true && write());
  };
  socket.on('drain', more);
  more();
}

const ZEROS = Buffer.alloc(4 * 1024 * 1024);

const ENCODERS = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
};

test.each(Object.entries(ENCODERS))(
  '%s is unpacked, and a bomb of it is not',
  async (name, encode) => {
    await using web = await openWeb((_, response) => {
      response.writeHead(200, { 'content-encoding': name }).end(encode(Buffer.from('some words')));
    });
    const fetcher = fetcherFor(web);
    const answer = await fetcher.fetch({ url: web.url() });
    expect(await textOf(answer)).toBe('some words');
    expect(answer.headers).not.toHaveProperty('content-encoding');
    expect(answer.headers).not.toHaveProperty('content-length');
    await fetcher.close();

    const bomb = encode(ZEROS);
    const bombed: Answer = (_, response) =>
      response.writeHead(200, { 'content-encoding': name }).end(bomb);
    expect(await codeFor(bombed, { maxExpanded: 100_000 })).toBe('fetch.too-big');
  },
);

test('deflate without its header is unpacked too, and bytes that are not packed come as they are', async () => {
  await using web = await openWeb((request, response) => {
    const isRaw = request.url === '/raw';
    if (isRaw) response.setHeader('content-encoding', 'deflate');
    response.end(isRaw ? deflateRawSync('some words') : 'some words');
  });
  const fetcher = fetcherFor(web);
  expect(await textOf(await fetcher.fetch({ url: web.url('/raw') }))).toBe('some words');
  const plain = await fetcher.fetch({ url: web.url('/') });
  expect(plain.headers['content-length']).toBe('10');
  expect(await textOf(plain)).toBe('some words');
  await fetcher.close();
});

test('a bomb in a bomb is held back, and a third wrapping is not opened', async () => {
  const twice = gzipSync(gzipSync(ZEROS));
  expect(twice.length).toBeLessThan(1000);
  const nested =
    (encoding: string, bytes: Buffer): Answer =>
    (_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes);
  expect(await codeFor(nested('gzip, gzip', twice), { maxExpanded: 100_000 })).toBe(
    'fetch.too-big',
  );
  expect(await codeFor(nested('gzip, gzip, gzip', gzipSync(twice)))).toBe('fetch.broken');
});

/** As a sender does who does not know how much will come, and so names the whole window. */
async function zstdWithWindow(log: number): Promise<Buffer> {
  const packer = createZstdCompress({ params: { [constants.ZSTD_c_windowLog]: log } });
  packer.write('some ');
  packer.flush(() => packer.end('words'));
  return buffer(packer);
}

test('a window that takes more memory than senders may ask for is refused', async () => {
  const packed = { ok: await zstdWithWindow(23), wide: await zstdWithWindow(24) };
  const answer: Answer = (request, response) =>
    response
      .writeHead(200, { 'content-encoding': 'zstd' })
      .end(request.url === '/ok' ? packed.ok : packed.wide);
  await using web = await openWeb(answer);
  const fetcher = fetcherFor(web);
  expect(await textOf(await fetcher.fetch({ url: web.url('/ok') }))).toBe('some words');
  await fetcher.close();
  expect(await codeFor(answer)).toBe('fetch.broken');
});

test.each([
  ['an unknown wrapping', 'compress', Buffer.from('x')],
  ['what says that it is packed and is not', 'gzip', Buffer.from('<rss/>')],
  ['what stops in the middle', 'gzip', gzipSync('some words').subarray(0, -4)],
])('%s is broken', async (_name, encoding, bytes) => {
  const answer: Answer = (_, response) =>
    response.writeHead(200, { 'content-encoding': encoding }).end(bytes);
  expect(await codeFor(answer)).toBe('fetch.broken');
});

test('an endless body is cut off, announced or not', async () => {
  const chunk = Buffer.alloc(16 * 1024, 'x');
  const body: Answer = (_, response) => endless(() => response.write(chunk), response);
  expect(await codeFor(body, { maxBytes: 100_000 })).toBe('fetch.too-big');
  const packed: Answer = (_, response) => {
    response.setHeader('content-encoding', 'br');
    const noise = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 251));
    endless(() => response.write(noise), response);
  };
  expect(await codeFor(packed, { maxBytes: 100_000 })).toMatch(/too-big|broken/);
  const announced: Answer = (_, response) => {
    response.writeHead(200, { 'content-length': '99999999999' }).write(chunk);
  };
  expect(await codeFor(announced, { maxBytes: 100_000 })).toBe('fetch.too-big');
});

test('a byte now and then is too slow, in the body and in the headers', async () => {
  const body: Answer = (_, response) => {
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  };
  expect(await codeFor(body, { timeoutMs: 150 })).toBe('fetch.too-slow');
  const headers = (socket: Socket): void => {
    const timer = setInterval(() => socket.write('H'), 20);
    socket.on('close', () => clearInterval(timer));
    socket.write('HTTP/1.1 200 OK\r\nX-');
  };
  expect(await codeForRaw(headers, { timeoutMs: 150 })).toBe('fetch.too-slow');
});

test('who says nothing at all is too slow, with and without encryption', async () => {
  expect(await codeForRaw(() => {}, { timeoutMs: 100 })).toBe('fetch.too-slow');
  expect(await codeForRaw(() => {}, { timeoutMs: 100, protocol: 'https' })).toBe('fetch.too-slow');
});

test('endless headers are cut off, and so are endless words before the answer', async () => {
  const start = 'HTTP/1.1 200 OK\r\n';
  const headers = (socket: Socket): void => {
    socket.write(start);
    endless(() => socket.write(`X-More: ${'y'.repeat(1000)}\r\n`), socket);
  };
  expect(await codeForRaw(headers)).toBe('fetch.too-big');
  const oneHeader = (socket: Socket): void => {
    socket.write(`${start}X-More: `);
    endless(() => socket.write('y'.repeat(1000)), socket);
  };
  expect(await codeForRaw(oneHeader)).toBe('fetch.too-big');
  const hints = (socket: Socket): void => {
    const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 5);
    socket.on('close', () => clearInterval(timer));
  };
  expect(await codeForRaw(hints, { timeoutMs: 100 })).toBe('fetch.too-slow');
});

test('slow redirects share one time', async () => {
  const answer: Answer = (_, response) => {
    const timer = setTimeout(() => response.writeHead(302, { location: '/' }).end(), 80);
    response.on('close', () => clearTimeout(timer));
  };
  expect(await codeFor(answer, { timeoutMs: 150 })).toBe('fetch.too-slow');
});

test.each([
  ['no HTTP', 'fetch.broken', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['a body that is cut', 'fetch.broken', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly'],
  ['an answer that is cut', 'fetch.unreachable', 'HTTP/1.1 200 OK\r\nContent-Le'],
  ['nothing', 'fetch.unreachable', ''],
])('%s is %s', async (_name, code, words) => {
  const talk = (socket: Socket): void => {
    socket.once('data', () => socket.end(words));
  };
  expect(await codeForRaw(talk)).toBe(code);
});

test('whoever wants it no more gets their own reason, and the connection ends', async () => {
  await using web = await openWeb((_, response) => void response.write('x'));
  const fetcher = fetcherFor(web);
  const controller = new AbortController();
  const answer = await fetcher.fetch({ url: web.url(), signal: controller.signal });
  const reading = textOf(answer);
  controller.abort(new Error('stopped'));
  await expect(reading).rejects.toThrow('stopped');
  await expect.poll(() => web.open.size, { interval: 5 }).toBe(0);
  await fetcher.close();
});

test('closing ends what is under way, read or not', async () => {
  await using web = await openWeb((_, response) => void response.write('x'));
  const fetcher = fetcherFor(web);
  await fetcher.fetch({ url: web.url() });
  const other = await fetcher.fetch({ url: web.url() });
  await other.dispose();
  await other.dispose();
  await fetcher.close();
  await expect.poll(() => web.open.size, { interval: 5 }).toBe(0);
  await expect(fetcher.fetch({ url: web.url() })).rejects.toThrow();
});

test('a body that nobody reads does not stay open', async () => {
  await using web = await openWeb((_, response) => void response.write('x'));
  const fetcher = fetcherFor(web);
  await fetcher.fetch({ url: web.url(), timeoutMs: 60 });
  await expect.poll(() => web.open.size, { interval: 5 }).toBe(0);
  await fetcher.close();
});
