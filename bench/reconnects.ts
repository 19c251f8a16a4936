/**
 * A day's worth of reconnects at speed: Slack renews its sockets and its tokens, Discord asks the
 * gateway to reconnect, forgets a session, drops a line; while people go on asking. Tells whether any
 * question went unanswered, and whether the heap has grown.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../commands/index.ts';
import { registerDiscord } from '../src/platform/discord/register.ts';
import { startDiscordDouble } from '../test/doubles/discord/server.ts';
import { startSlackDouble } from '../test/doubles/slack/server.ts';
import { table } from './measure.ts';
import type { Order } from './reconnects-server.ts';

const QUESTIONS = Number(process.argv[2] ?? 10_000);
/** Asked before the heap is measured first: caches fill, code is compiled. */
const WARM_UP = 2_000;
const ABREAST = 8;
/** Renewals over the day: each socket every four hours, the gateway every hour, tokens twice. */
const SOCKET_RENEWALS = 12;
const GATEWAY_RECONNECTS = 24;
const ROTATIONS = 2;
/** From Slack's word to the end of a connection, in milliseconds; ten seconds with Slack itself. */
const NOTICE = 500;

const folder = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
await using slack = await startSlackDouble({ tokenRotation: true });
await using discord = await startDiscordDouble();
const team = slack.addTeam({ users: [{ name: 'Editor' }] });
const guild = discord.addGuild();
const { token, applicationId, apiUrl } = discord;
await registerDiscord({
  apiUrl,
  applicationId,
  token: { reveal: () => token },
  commands: COMMANDS,
  command: '/tocsin',
});

const server: ChildProcess = fork(join(import.meta.dirname, 'reconnects-server.ts'), {
  execArgv: ['--expose-gc', '--max-semi-space-size=2', '--optimize-for-size'],
});

async function order(given: Order): Promise<unknown> {
  server.send(given);
  const [answer] = await once(server, 'message');
  return answer;
}

interface Tally {
  answered: number;
  lost: string[];
}

const slackTally: Tally = { answered: 0, lost: [] };
const discordTally: Tally = { answered: 0, lost: [] };

const LINES = ['targets', 'sources', 'incident', 'actor'] as const;

async function count(tally: Tally, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
    tally.answered += 1;
  } catch (error) {
    tally.lost.push(String(error).split('\n', 1)[0] ?? '');
  }
}

async function askSlack(index: number): Promise<void> {
  const verb = LINES[index % LINES.length];
  const line = verb === 'actor' ? 'actor Phosphorus' : `${verb}`;
  await count(slackTally, async () => {
    const person = slack.as({ team });
    // A mention is answered through the API, with a token that may have to be renewed first.
    const asked = index % 20 === 0 ? person.mention(line) : person.command('/tocsin', line);
    await asked.acked;
    await asked.nextMessage();
  });
}

async function askDiscord(index: number): Promise<void> {
  const verb = LINES[index % LINES.length] ?? 'targets';
  const values = verb === 'actor' ? { actor: 'Phosphorus' } : {};
  await count(discordTally, async () => {
    const asked = await discord.as({ user: 'Editor', guild }).command(verb, values);
    await asked.message();
  });
}

/** What is to be troubled when the share of questions has been asked. */
function troubles(): { at: number; make: () => void | Promise<void> }[] {
  const evenly = (times: number, make: (nth: number) => void | Promise<void>) =>
    Array.from({ length: times }, (_, nth) => ({
      at: Math.floor(((nth + 0.5) / times) * QUESTIONS),
      make: () => make(nth),
    }));
  return [
    ...evenly(SOCKET_RENEWALS, (nth) => {
      // Slack renews each connection in its own time: the one that has been open longest.
      const [oldest] = slack.sockets.connections;
      oldest?.disconnect(nth % 2 === 0 ? 'warning' : 'refresh_requested', NOTICE);
    }),
    ...evenly(GATEWAY_RECONNECTS, (nth) => {
      if (nth % 8 === 7) discord.gateway.invalidate(true);
      else if (nth % 3 === 2) discord.gateway.drop();
      else discord.gateway.reconnect();
    }),
    ...evenly(ROTATIONS, async () => {
      await order({ order: 'age', tenant: team.id });
    }),
  ].sort((a, b) => a.at - b.at);
}

async function ask(from: number, to: number): Promise<void> {
  let next = from;
  async function worker(): Promise<void> {
    while (next < to) {
      const index = next++;
      await (index % 2 === 0 ? askSlack(index) : askDiscord(index));
    }
  }
  await Promise.all(Array.from({ length: ABREAST }, worker));
  // Nothing is under way: what stands in the doubles' books is of no more use.
  slack.forget();
  discord.forget();
}

try {
  await order({
    order: 'start',
    env: {
      TOCSIN_DATA_DIR: folder,
      PORT: '0',
      PUBLIC_URL: 'https://tocsin.example.org',
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_CLIENT_ID: slack.clientId,
      SLACK_CLIENT_SECRET: slack.clientSecret,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.apiUrl,
    },
    installation: { tenant: team.id, body: installationOf() },
  });
  await ask(0, WARM_UP);
  const before = Number(await order({ order: 'heap' }));
  const began = performance.now();
  let asked = 0;
  const heaps: number[] = [];
  for (const { at, make } of troubles()) {
    await ask(WARM_UP + asked, WARM_UP + at);
    asked = at;
    // Questions are under way while the line is troubled.
    const during = ask(WARM_UP + asked, WARM_UP + Math.min(asked + ABREAST, QUESTIONS));
    await make();
    await during;
    asked = Math.min(asked + ABREAST, QUESTIONS);
    heaps.push(Number(await order({ order: 'heap' })));
  }
  await ask(WARM_UP + asked, WARM_UP + QUESTIONS);
  const seconds = (performance.now() - began) / 1000;
  const after = Number(await order({ order: 'heap' }));
  const row = (name: string, { answered, lost }: Tally) => [
    name,
    String(answered + lost.length),
    String(lost.length),
  ];
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  process.stdout.write(
    `${table(
      ['', 'asked', 'unanswered'],
      [row('Slack', slackTally), row('Discord', discordTally)],
    )}\n\n${QUESTIONS} questions in ${seconds.toFixed(0)} s with ${SOCKET_RENEWALS} renewals of sockets, ${GATEWAY_RECONNECTS} of the gateway, ${team.installed.tokens.length - 1} of tokens\nheap after ${WARM_UP} questions ${megabytes(before)} MB, after ${QUESTIONS} more ${megabytes(after)} MB: ${(after / before).toFixed(3)}\n`,
  );
  process.stdout.write(`on the way: ${heaps.map(megabytes).join(' ')}\n`);
  for (const reason of new Set([...slackTally.lost, ...discordTally.lost])) {
    process.stdout.write(`unanswered: ${reason}\n`);
  }
  const violations = [
    ...slack.violations.map(({ where, reason }) => `Slack: ${where}: ${reason}`),
    ...discord.violations.map((violation) => `Discord: ${JSON.stringify(violation)}`),
  ];
  for (const violation of new Set(violations)) process.stdout.write(`${violation}\n`);
} finally {
  server.kill('SIGTERM');
  if (server.exitCode === null) await once(server, 'exit');
  await rm(folder, { recursive: true, force: true });
}

/** As Slack's library keeps it after an installation. */
function installationOf(): unknown {
  const [bot] = team.installed.tokens.slice(-1);
  const [refresh] = team.installed.refreshTokens.slice(-1);
  return {
    team: { id: team.id, name: team.name },
    user: { id: team.users[0]?.id ?? '' },
    bot: {
      token: bot?.value,
      refreshToken: refresh?.value,
      expiresAt: Math.floor((bot?.expiresAt ?? 0) / 1000),
      scopes: [...team.scopes],
      id: team.botId,
      userId: team.botUserId,
    },
    isEnterpriseInstall: false,
    appId: slack.appId,
    tokenType: 'bot',
    authVersion: 'v2',
  };
}
