import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REST } from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import { type DiscordDouble, startDiscordDouble } from '../../doubles/discord/server.ts';

const open: AsyncDisposable[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]();
});

type Answer = (
  body: { type: number; id: string; token: string },
  response: ServerResponse,
) => void | Promise<void>;

/** Checks the signature as Discord asks for, with node:crypto. */
function isSigned(publicKey: string, request: IncomingMessage, body: string): boolean {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = request.headers;
  const bytes = Buffer.from(`${timestamp}${body}`);
  return verify(null, bytes, key, Buffer.from(String(signature ?? ''), 'hex'));
}

/** An application that takes interactions by HTTP. */
async function application(discord: DiscordDouble, answer: Answer): Promise<string> {
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (!isSigned(discord.publicKey, request, body)) return response.writeHead(401).end();
    const interaction = JSON.parse(body);
    if (interaction.type === 1) return json(response, { type: 1 });
    return answer(interaction, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  open.push({
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/discord/interactions`;
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function withCommand(): Promise<DiscordDouble> {
  const discord = await startDiscordDouble();
  open.push(discord);
  const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
  const path = `/applications/${discord.applicationId}/commands` as const;
  await rest.put(path, { body: [{ name: 'tocsin', description: 'Ask' }] });
  return discord;
}

describe('interactions by signed HTTP', () => {
  test('are answered in the body', async () => {
    const discord = await withCommand();
    const url = await application(discord, (_, response) =>
      json(response, { type: 4, data: { content: 'hello' } }),
    );
    await discord.deliverTo(url);
    const asked = await discord.as({ guild: discord.addGuild(), user: 'alice' }).command('tocsin');
    expect((await asked.message()).text).toBe('hello');
    expect(discord.violations).toEqual([]);
  });

  test('are answered by a callback after 202', async () => {
    const discord = await withCommand();
    const rest = new REST({ api: discord.apiUrl });
    const url = await application(discord, async ({ id, token }, response) => {
      response.writeHead(202).end();
      const body = { type: 4, data: { content: 'hello' } };
      await rest.post(`/interactions/${id}/${token}/callback`, { body, auth: false });
    });
    await discord.deliverTo(url);
    const asked = await discord.as({ guild: discord.addGuild(), user: 'alice' }).command('tocsin');
    expect((await asked.message()).text).toBe('hello');
    expect(discord.violations).toEqual([]);
  });
});
