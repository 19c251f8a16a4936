import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Shot } from './load.ts';

export const SLACK_SECRET = 'the bench signs with this';
export const SLACK_PATH = '/slack/events';
export const DISCORD_PATH = '/discord/interactions';
export const APPLICATION = '100000000000000001';

const PEOPLE = 2_000;

function now(): string {
  return String(Math.floor(Date.now() / 1000));
}

/** A slash command as Slack sends it, signed. */
export function slackShot(text: string, index: number): Shot {
  const body = new URLSearchParams({
    token: 'deprecated',
    team_id: 'T0BENCH',
    team_domain: 'bench',
    channel_id: 'C0BENCH',
    channel_name: 'newsroom',
    // Many people: one alone would be told to wait.
    user_id: `U0BENCH${index % PEOPLE}`,
    user_name: 'bench',
    command: '/tocsin',
    text,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: 'http://127.0.0.1:9/commands/never-used',
    trigger_id: `${index}.${process.pid}.${Math.random()}`,
  }).toString();
  const timestamp = now();
  const digest = createHmac('sha256', SLACK_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    path: SLACK_PATH,
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
  };
}

/** A key pair as Discord keeps one for each application. */
export function discordKeys(): { readonly privateKey: KeyObject; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { privateKey, publicKey: Buffer.from(x, 'base64url').toString('hex') };
}

/** A subcommand of `/tocsin` as Discord sends it, signed. */
export function discordShot(
  privateKey: KeyObject,
  line: { readonly verb: string; readonly values: Readonly<Record<string, string>> },
  index: number,
  locale = 'en-GB',
): Shot {
  const id = String(200000000000000001n + BigInt(index % PEOPLE));
  const user = { id, username: 'bench', discriminator: '0', avatar: null };
  const guild = '300000000000000001';
  const options = Object.entries(line.values).map(([name, value]) => ({ type: 3, name, value }));
  const body = JSON.stringify({
    id: String(400000000000000000n + BigInt(index) + BigInt(process.pid) * 1_000_000_000n),
    application_id: APPLICATION,
    type: 2,
    token: 'a-token-that-is-never-used',
    version: 1,
    guild_id: guild,
    channel_id: '500000000000000001',
    channel: { id: '500000000000000001', type: 0, name: 'newsroom' },
    member: { user, permissions: '2147485696', roles: [], deaf: false, mute: false },
    locale,
    guild_locale: 'en-GB',
    entitlements: [],
    authorizing_integration_owners: { 0: guild },
    context: 0,
    app_permissions: '2147485696',
    attachment_size_limit: 10_485_760,
    data: {
      id: '600000000000000001',
      name: 'tocsin',
      type: 1,
      options: [{ type: 1, name: line.verb, options }],
    },
  });
  const timestamp = now();
  const signature = sign(null, Buffer.from(timestamp + body), privateKey).toString('hex');
  return {
    path: DISCORD_PATH,
    body,
    headers: {
      'content-type': 'application/json',
      'x-signature-ed25519': signature,
      'x-signature-timestamp': timestamp,
    },
  };
}
