/**
 * One of the servers that `bench/roundtrip.ts` compares, in a process of its own: Tocsin itself, a
 * bare Bolt app, or a bare handler of Discord interactions. The bare ones answer every request with
 * what Tocsin answered to the first.
 */
import { createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import bolt from '@slack/bolt';
import { createApp } from '../src/app.ts';
import { readSettings } from '../src/config/settings.ts';
import { createLogger } from '../src/shared/logger.ts';
import { DISCORD_PATH, SLACK_PATH, SLACK_SECRET } from './signed.ts';

/** What the bench tells this process to be. */
export type Role =
  | { readonly role: 'tocsin'; readonly env: Readonly<Record<string, string>> }
  | {
      readonly role: 'bolt';
      readonly answer: string;
      readonly apiUrl: string;
      readonly token: string;
    }
  | {
      readonly role: 'discord';
      readonly answer: string;
      readonly type: string;
      readonly publicKey: string;
    };

async function startTocsin(env: Readonly<Record<string, string>>): Promise<string> {
  const { config, secrets } = readSettings(env, import.meta.dirname);
  const write = (line: string) => process.stderr.write(line);
  const log = createLogger({ level: 'warn', pretty: false, write });
  const app = await createApp(config, secrets, log, { serve: true });
  process.once('SIGTERM', () => void app.close().finally(() => process.exit(0)));
  return app.address ?? '';
}

async function startBolt(answer: string, slackApiUrl: string, token: string): Promise<string> {
  const payload = JSON.parse(answer);
  const receiver = new bolt.HTTPReceiver({ signingSecret: SLACK_SECRET, endpoints: SLACK_PATH });
  const app = new bolt.App({ receiver, token, clientOptions: { slackApiUrl } });
  app.command('/tocsin', async ({ ack }) => ack(payload));
  const server = await app.start(0);
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

async function startDiscord(answer: Buffer, type: string, key: string): Promise<string> {
  const x = Buffer.from(key, 'hex').toString('base64url');
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } =
        request.headers;
      const body = Buffer.concat(chunks);
      const signed = Buffer.concat([Buffer.from(String(timestamp)), body]);
      const isOurs = verify(null, signed, publicKey, Buffer.from(String(signature), 'hex'));
      if (!isOurs || request.url !== DISCORD_PATH) return void response.writeHead(401).end();
      JSON.parse(body.toString('utf8'));
      response.writeHead(200, { 'content-type': type }).end(answer);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

function start(role: Role): Promise<string> {
  switch (role.role) {
    case 'tocsin':
      return startTocsin(role.env);
    case 'bolt':
      return startBolt(role.answer, role.apiUrl, role.token);
    case 'discord':
      return startDiscord(Buffer.from(role.answer, 'base64'), role.type, role.publicKey);
  }
}

process.once('message', async (role: Role) => {
  process.send?.(await start(role));
});
