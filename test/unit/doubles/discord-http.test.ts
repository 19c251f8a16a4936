import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DiscordDouble } from '../../doubles/discord/server.ts';
import { connected, refusedBy, register, restOf, started } from './discord-client.ts';

interface Told {
  readonly type: number;
  readonly id: string;
  readonly token: string;
}

type Answer = (told: Told, response: ServerResponse, request: IncomingMessage) => unknown;

/** Checks a signature as Discord asks for, by other means than those that made it. */
function isSigned(publicKey: string, request: IncomingMessage, body: string): boolean {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const { 'x-signature-ed25519': signature, 'x-signature-timestamp': at } = request.headers;
  return verify(null, Buffer.from(`${at}${body}`), key, Buffer.from(`${signature}`, 'hex'));
}

async function listening(serve: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = createServer(serve);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/discord/interactions`;
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** An application that checks signatures, answers pings, and the rest as the test has it. */
function application(discord: DiscordDouble, answer: Answer): Promise<string> {
  return listening(async (request, response) => {
    const body = await text(request);
    if (!isSigned(discord.publicKey, request, body)) return response.writeHead(401).end();
    const told = JSON.parse(body) as Told;
    return told.type === 1 ? json(response, { type: 1 }) : answer(told, response, request);
  });
}

async function answeredBy(answer: Answer) {
  const discord = await started();
  await register(discord);
  await discord.deliverTo(await application(discord, answer));
  return { discord, alice: discord.as({ guild: discord.addGuild(), user: 'alice' }) };
}

const hello: Answer = (_, response) => json(response, { type: 4, data: { content: 'hello' } });

describe('an interaction by HTTP', () => {
  test('is answered in the body', async () => {
    const { discord, alice } = await answeredBy(hello);
    const asked = await alice.command('help');
    expect((await asked.message()).text).toBe('hello');
    expect(asked.sending).toMatchObject({ state: 'sent', status: 200 });
    expect(discord.violations).toEqual([]);
  });

  test('is answered in a form with files', async () => {
    const { discord, alice } = await answeredBy(async (_, response) => {
      const form = new FormData();
      const media = { url: 'attachment://a.png' };
      const components = [{ type: 12, items: [{ media }] }];
      const attachments = [{ id: '0', description: 'A chart' }];
      const data = { flags: 1 << 15, components, attachments };
      form.append('payload_json', JSON.stringify({ type: 4, data }));
      form.append('files[0]', new Blob(['bytes'], { type: 'image/png' }), 'a.png');
      const made = new Response(form);
      const type = made.headers.get('content-type') ?? '';
      response.writeHead(200, { 'content-type': type }).end(Buffer.from(await made.arrayBuffer()));
    });
    const message = await (await alice.command('help')).message();
    expect(message.attachments).toMatchObject([{ filename: 'a.png', description: 'A chart' }]);
    expect(discord.violations).toEqual([]);
  });

  test('is answered by a callback after 202, and by that once', async () => {
    const attempts: Promise<unknown>[] = [];
    const { discord, alice } = await answeredBy(({ id, token }, response) => {
      response.writeHead(202).end();
      const body = { type: 4, data: { content: 'hello' } };
      const path = `/interactions/${id}/${token}/callback` as const;
      for (let count = 0; count < 2; count += 1)
        attempts.push(restOf(discord).post(path, { body, auth: false }));
    });
    const asked = await alice.command('help');
    expect((await asked.message()).text).toBe('hello');
    const settled = await Promise.allSettled(attempts);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(discord.violations).toMatchObject([{ code: 40060 }]);
  });

  const bad: [what: string, answer: Answer, why: string][] = [
    ['with a status that means nothing', (_, response) => response.writeHead(500).end(), '500'],
    ['with a body that is no callback', (_, response) => json(response, { hello: 1 }), 'type'],
    ['with what is no JSON', (_, response) => response.writeHead(200).end('hello'), 'body'],
    [
      'with a message that Discord refuses',
      (_, response) => json(response, { type: 4, data: { content: 'x'.repeat(2001) } }),
      'content',
    ],
  ];
  for (const [what, answer, why] of bad) {
    test(`is refused when it is answered ${what}`, async () => {
      const { alice } = await answeredBy(answer);
      const asked = await alice.command('help');
      expect(await asked.delivered).toMatchObject({ state: 'refused' });
      expect(asked.sending.reason).toContain(why);
      await expect(asked.callback).rejects.toThrow('was refused');
    });
  }

  test('does not go by the gateway as well', async () => {
    const { discord, alice } = await answeredBy(hello);
    await connected(discord);
    await (await alice.command('help')).message();
    expect(discord.gateway.log.map(({ frame }) => frame.t)).not.toContain('INTERACTION_CREATE');
  });

  test('is sent again in the same bytes, or signed anew', async () => {
    const bodies: Told[] = [];
    const { discord, alice } = await answeredBy((told, response, request) => {
      bodies.push(told);
      hello(told, response, request);
    });
    const asked = await alice.command('help');
    await asked.message();
    expect(await discord.redeliver(asked)).toMatchObject({ status: 200 });
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(discord.violations).toMatchObject([{ where: 'http-interaction', code: 40060 }]);
    expect(await discord.redeliver(asked, { bad: true })).toMatchObject({ status: 401 });
  });

  test('can be signed badly, not at all, or long ago', async () => {
    const stamps: number[] = [];
    const { alice } = await answeredBy((told, response, request) => {
      stamps.push(Number(request.headers['x-signature-timestamp']));
      hello(told, response, request);
    });
    for (const signing of [{ bad: true }, { missing: true }] as const) {
      const asked = await alice.command('help', {}, { signing });
      expect(await asked.delivered).toMatchObject({ state: 'refused', status: 401 });
    }
    const old = await alice.command('help', {}, { signing: { timestampAgoMs: 600_000 } });
    await old.message();
    expect(stamps).toHaveLength(1);
    expect(Number(stamps[0]) * 1000).toBeLessThan(Date.now() - 590_000);
  });
});

describe('an address for interactions', () => {
  const bad: [what: string, serve: (response: ServerResponse) => unknown][] = [
    ['does not answer a ping', (response) => response.writeHead(404).end()],
    ['takes a bad signature', (response) => json(response, { type: 1 })],
  ];
  for (const [what, serve] of bad) {
    test(`that ${what} is not saved`, async () => {
      const discord = await started();
      const url = await listening((_, response) => serve(response));
      await expect(discord.deliverTo(url)).rejects.toThrow(/ping|signature/);
      const body = { interactions_endpoint_url: url };
      const patching = restOf(discord).patch('/applications/@me', { body });
      expect(await refusedBy(patching)).toMatchObject({ places: ['interactions_endpoint_url'] });
    });
  }

  test('can be saved, and taken away, by the application itself', async () => {
    const discord = await started();
    const url = await application(discord, hello);
    const rest = restOf(discord);
    const save = (to: string | null) =>
      rest.patch('/applications/@me', { body: { interactions_endpoint_url: to } });
    expect(await save(url)).toMatchObject({ interactions_endpoint_url: url });
    expect(await save(null)).toMatchObject({ interactions_endpoint_url: null });
  });
});

describe('webhook events', () => {
  test('tell who installed the application, and who took it back', async () => {
    const discord = await started();
    const events: { type: string; data: object }[] = [];
    const url = await listening(async (request, response) => {
      const body = await text(request);
      if (!isSigned(discord.publicKey, request, body)) return response.writeHead(401).end();
      const { event } = JSON.parse(body);
      if (event !== undefined) events.push(event);
      return response.writeHead(204).end();
    });
    await discord.deliverEventsTo(url);
    const guild = discord.addGuild({ installed: false });
    await discord.installGuild(guild);
    await discord.installUser('alice');
    await discord.removeUser('alice');
    expect(events).toMatchObject([
      { type: 'APPLICATION_AUTHORIZED', data: { integration_type: 0, guild: { id: guild.id } } },
      { type: 'APPLICATION_AUTHORIZED', data: { integration_type: 1 } },
      { type: 'APPLICATION_DEAUTHORIZED', data: { user: { username: 'alice' } } },
    ]);
    expect(discord.violations).toEqual([]);
  });

  test('are not sent to an address that takes bad signatures', async () => {
    const discord = await started();
    const url = await listening((_, response) => response.writeHead(204).end());
    await expect(discord.deliverEventsTo(url)).rejects.toThrow('bad signature');
  });
});
