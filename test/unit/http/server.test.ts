import { request } from 'node:http';
import { connect } from 'node:net';
import { Hono } from 'hono';
import { afterEach, describe, expect, test } from 'vitest';
import type { Mount } from '../../../src/http/mount.ts';
import { type HttpServer, startHttp } from '../../../src/http/server.ts';

const servers: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(...mounts: Mount[]): Promise<HttpServer> {
  const server = await startHttp({ host: '127.0.0.1', port: 0, mounts });
  servers.push(server);
  return server;
}

function page(callers: Mount['callers']): Mount {
  const app = new Hono();
  app.get('/', (c) => c.text('page'));
  app.post('/change', async (c) => c.json(await c.req.json()));
  app.get('/broken', () => {
    throw new Error('secret detail');
  });
  return { prefix: '/', app, callers };
}

/** fetch sets Host and Sec-Fetch-Site itself; this sends just what it is told. */
async function raw(address: string, headers: Record<string, string>, method = 'GET', path = '/') {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const call = request(`${address}${path}`, { method, headers }, (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  call.on('error', reject);
  call.end(method === 'POST' ? '{"a":1}' : undefined);
  return promise;
}

describe('startHttp', () => {
  test('answers /healthz, says nothing about itself and sends the security headers', async () => {
    const { address } = await start();
    const response = await fetch(`${address}/healthz`);
    expect(await response.json()).toEqual({ status: 'ok' });
    const csp = response.headers.get('content-security-policy');
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(csp).toContain(part);
    }
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  test('gives errors and unknown addresses no detail, but the headers', async () => {
    const { address } = await start(page('local-browsers'));
    const broken = await fetch(`${address}/broken`);
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain('secret detail');
    const missing = await fetch(`${address}/nowhere`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('names PORT and a way out when the port is taken', async () => {
    const { address } = await start();
    const port = Number(new URL(address).port);
    await expect(startHttp({ host: '127.0.0.1', port, mounts: [] })).rejects.toMatchObject({
      name: 'TocsinError',
      code: 'http.port-in-use',
      message: expect.stringContaining(String(port)),
      remedy: expect.stringContaining('PORT='),
    });
  });

  test('names the host when it is not of this machine', async () => {
    // 192.0.2.0/24 is kept for documentation (RFC 5737): no machine has it.
    await expect(startHttp({ host: '192.0.2.1', port: 0, mounts: [] })).rejects.toMatchObject({
      code: 'http.address-unknown',
    });
  });

  test('serves people who have not signed in on a loopback address only', async () => {
    await expect(
      startHttp({ host: '0.0.0.0', port: 0, mounts: [page('local-browsers')] }),
    ).rejects.toMatchObject({
      code: 'http.console-without-password',
      remedy: expect.stringContaining('TOCSIN_CONSOLE_PASSWORD'),
    });
  });

  test('closes with keep-alive connections open, ends streams, and frees the port', async () => {
    const app = new Hono();
    let end = () => {};
    app.get('/stream', (c) => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('first'));
          end = () => controller.close();
        },
      });
      return c.body(body, 200, { 'Content-Type': 'text/event-stream' });
    });
    const server = await start({ prefix: '/', app, callers: 'services', close: () => end() });
    await (await fetch(`${server.address}/healthz`)).text();
    const stream = await fetch(`${server.address}/stream`);
    await server.close();
    expect(await stream.text()).toBe('first');
    const again = await startHttp({
      host: '127.0.0.1',
      port: Number(new URL(server.address).port),
      mounts: [],
    });
    servers.push(again);
    expect((await fetch(`${again.address}/healthz`)).status).toBe(200);
  });

  test('hands bare requests under its prefix to a listener, and nothing else', async () => {
    const taken: (string | undefined)[] = [];
    const { address } = await start(page('local-browsers'), {
      prefix: '/slack',
      callers: 'services',
      listener(request, response) {
        taken.push(request.url);
        response.writeHead(202).end();
      },
    });
    expect((await fetch(`${address}/slack/events?a=/b`, { method: 'POST' })).status).toBe(202);
    expect(await raw(address, { host: 'evil.example' }, 'POST', '/slack')).toBe(202);
    expect((await fetch(`${address}/slackish`)).status).toBe(404);
    expect((await fetch(`${address}/%73lack/events`)).status).toBe(404);
    expect(await (await fetch(`${address}/`)).text()).toBe('page');
    expect(taken).toEqual(['/slack/events?a=/b', '/slack']);
  });

  test('answers rubbish that is no HTTP, and goes on', async () => {
    const { address } = await start();
    const { promise, resolve } = Promise.withResolvers<string>();
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () =>
      socket.write('\u0000\u0001 rubbish\r\n\r\n'),
    );
    socket.on('data', (data) => resolve(String(data)));
    expect(await promise).toMatch(/^HTTP\/1\.1 400/);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });
});

describe('what is checked before a page is reached', () => {
  test.each([
    ['127.0.0.1:PORT', 200],
    ['localhost:PORT', 200],
    ['[::1]:PORT', 200],
    ['LOCALHOST:PORT', 200],
    ['evil.example:PORT', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost@evil.example', 400],
    ['10.0.0.1:PORT', 421],
  ])('Host "%s" gets %i', async (host, status) => {
    const { address } = await start(page('local-browsers'));
    const header = host.replace('PORT', new URL(address).port);
    expect(await raw(address, { host: header })).toBe(status);
  });

  test('with signing in, and for services, any Host will do', async () => {
    const { address } = await start(page('browsers'));
    expect(await raw(address, { host: 'tocsin.example' })).toBe(200);
  });

  test.each<[string, Record<string, string>, number]>([
    ['same origin by Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin' }, 200],
    ['same origin by Origin', { origin: 'SELF' }, 200],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'SELF' }, 403],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['neither header', {}, 403],
  ])('a change from %s gets the status it should', async (_, headers, status) => {
    const { address } = await start(page('local-browsers'));
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('SELF', address)]),
    );
    const json = { 'content-type': 'application/json', ...sent };
    expect(await raw(address, json, 'POST', '/change')).toBe(status);
  });

  test('a change that is not JSON, or too large, is refused', async () => {
    const { address } = await start(page('local-browsers'));
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' };
    expect(await raw(address, headers, 'POST', '/change')).toBe(415);
    const large = await fetch(`${address}/change`, {
      method: 'POST',
      headers: { origin: address, 'content-type': 'application/json' },
      body: JSON.stringify('x'.repeat(70_000)),
    });
    expect(large.status).toBe(413);
  });

  test.each(['services', 'browsers', 'local-browsers'] as const)(
    'for %s, a body in pieces is read, up to the limit',
    async (callers) => {
      const { address } = await start(page(callers));
      const send = (body: string) =>
        fetch(`${address}/change`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: address },
          body: new Blob([body]).stream(),
          duplex: 'half',
        });
      const response = await send('{"a":1}');
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ a: 1 });
      expect((await send(JSON.stringify('x'.repeat(1024 * 1024)))).status).toBe(413);
    },
  );

  test('a mount sees only its own paths, and its guards bind no other', async () => {
    const slack = new Hono();
    slack.use(async (c, next) => {
      await next();
      c.header('X-Seen-By', 'slack');
    });
    slack.post('/slack/events', (c) => c.text('event'));
    const { address } = await start(page('local-browsers'), {
      prefix: '/slack',
      app: slack,
      callers: 'services',
    });
    const post = { host: 'tocsin.example', 'content-type': 'application/x-www-form-urlencoded' };
    expect(await raw(address, post, 'POST', '/slack/events')).toBe(200);
    expect((await fetch(address)).headers.get('x-seen-by')).toBeNull();
    expect((await fetch(`${address}/slackers`)).status).toBe(404);
  });
});
