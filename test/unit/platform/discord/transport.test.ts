import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createRawServer } from 'node:net';
import { REST } from 'discord.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { transport, Unsent } from '../../../../src/platform/discord/transport.ts';

async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}

function restTo(api: string, gate?: Parameters<typeof transport>[0], timeout = 5_000): REST {
  return new REST({ api, retries: 0, timeout, makeRequest: transport(gate) }).setToken('token');
}

const ROUTE = '/channels/123456789012345678/messages';

/** Gives back what was asked, as JSON. */
const echo: RequestListener = async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  response.writeHead(200, { 'content-type': 'application/json' });
  const { method, url, headers } = request;
  response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
};

describe('requests of discord.js', () => {
  test('arrive as it makes them, with their JSON or their files', async () => {
    const rest = restTo(await listening(echo));
    const json = await rest.post(ROUTE, { body: { content: 'é' } });
    expect(json).toMatchObject({
      method: 'POST',
      url: `/api/v10${ROUTE}`,
      headers: { authorization: 'Bot token', 'content-type': 'application/json' },
      body: '{"content":"é"}',
    });
    const files = [{ name: 'chart.png', data: Buffer.from('bytes'), contentType: 'image/png' }];
    const form = (await rest.post(ROUTE, { body: {}, files })) as { headers: object; body: string };
    expect(form.headers).toMatchObject({
      'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/),
      'content-length': String(Buffer.byteLength(form.body)),
    });
    expect(form.body).toContain('name="files[0]"; filename="chart.png"');
    expect(await rest.get(ROUTE)).toMatchObject({ method: 'GET', body: '' });
  });

  test('may be answered with nothing', async () => {
    const api = await listening((_, response) => void response.writeHead(204).end());
    await expect(restTo(api).delete(ROUTE)).resolves.toBeInstanceOf(ArrayBuffer);
  });

  test('pass the gate once each, and tell it when they are answered', async () => {
    const told: string[] = [];
    const api = await listening((request, response) => {
      told.push('arrived');
      void echo(request, response);
    });
    const rest = restTo(api, async () => {
      told.push('asked');
      return { over: () => void told.push('answered'), unused() {} };
    });
    await rest.get(ROUTE);
    await rest.get(ROUTE);
    const one = ['asked', 'arrived', 'answered'];
    expect(told).toEqual([...one, ...one]);
  });
});

describe('a request that fails', () => {
  test('is unsent where nobody listens', async () => {
    const server = createRawServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    await expect(restTo(`http://127.0.0.1:${port}`).get(ROUTE)).rejects.toBeInstanceOf(Unsent);
  });

  test('is unsent where it is given up before it may leave, and frees its place', async () => {
    const arrived: unknown[] = [];
    const api = await listening((request) => void arrived.push(request.url));
    const freed = Promise.withResolvers<void>();
    const opened = Promise.withResolvers<void>();
    const gate = async () => {
      await opened.promise;
      return { over() {}, unused: freed.resolve };
    };
    await expect(restTo(api, gate, 50).get(ROUTE)).rejects.toBeInstanceOf(Unsent);
    opened.resolve();
    await freed.promise;
    expect(arrived).toEqual([]);
  });

  const broken: [what: string, listener: RequestListener][] = [
    ['cut off', (request) => void request.socket.destroy()],
    ['reset', (request) => void request.socket.resetAndDestroy()],
    [
      'cut off in the middle of its answer',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{');
        setImmediate(() => response.destroy());
      },
    ],
  ];
  test.each(broken)('may have arrived where it is %s', async (_what, listener) => {
    const failing = restTo(await listening(listener)).get(ROUTE);
    await expect(failing).rejects.toThrow();
    await expect(failing).rejects.not.toBeInstanceOf(Unsent);
  });

  const silent: [what: string, listener: RequestListener][] = [
    ['at all', () => {}],
    [
      'to its end',
      (_, response) => void response.writeHead(200, { 'content-length': '9' }).write('{'),
    ],
  ];
  test.each(silent)('is given up in time where it is not answered %s', async (_what, listener) => {
    const failing = restTo(await listening(listener), undefined, 100).get(ROUTE);
    await expect(failing).rejects.toMatchObject({ name: 'AbortError' });
  });
});
