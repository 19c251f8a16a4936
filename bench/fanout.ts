/**
 * How long one disclosure takes to reach 1,000 channels of Slack in 20 workspaces and 1,000 of Discord,
 * with a correction while it is still going out, over the time that the platforms' own limits allow; and
 * beside it a plain loop over `chat.postMessage` and `channel.send` with the SDKs' defaults, which posts
 * and then edits. Against the stand-ins, with limits enforced.
 *
 *   node bench/fanout.ts [teams] [channels per team] [guilds] [channels per guild] [nodes]
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { shortId } from '../src/shared/short-id.ts';
import { type Field, type FieldOptions, openField } from '../test/support/field.ts';
import type { PlainOrder } from './fanout-plain.ts';
import { table } from './measure.ts';

const [teams = 20, channelsPerTeam = 50, guilds = 50, channelsPerGuild = 20, nodes = 1] =
  process.argv.slice(2).map(Number);

/** Milliseconds after publishing. */
const CORRECTED_AFTER = 5_000;
const SAID = 'Two men were charged.';
const MEANT = 'Three men were charged.';

interface Result {
  readonly name: string;
  readonly seconds: number;
  readonly allowed: number;
  readonly wrong: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly requests: number;
}

function sizes(dataDir: string): FieldOptions {
  return { dataDir, teams, channelsPerTeam, guilds, channelsPerGuild, limitRates: true };
}

function isPosting(path: string): boolean {
  return /^\/channels\/\d+\/messages(\/\d+)?$/.test(path);
}

/** Seconds that the platforms' limits make so many requests take: Discord's 50 a second decides. */
function allowedFor({ discord }: Field): number {
  const posting = discord.requests.filter(({ path }) => isPosting(path));
  return Math.max(posting.length / 50, CORRECTED_AFTER / 1_000);
}

function resultOf(name: string, field: Field, seconds: number, rightWords: string): Result {
  const { slack, discord } = field;
  const standing = field.standing();
  const slack429 = slack.traffic.filter(({ verdict }) => verdict === 'limited').length;
  const discord429 = discord.requests.filter(({ status }) => status === 429).length;
  const isRight = (posts: readonly string[]) => posts.some((words) => words.includes(rightWords));
  return {
    name,
    seconds,
    allowed: allowedFor(field),
    wrong: standing.filter(({ posts }) => !isRight(posts)).length,
    duplicates: standing.reduce((sum, { posts }) => sum + Math.max(0, posts.length - 1), 0),
    refused: slack429 + discord429,
    requests: slack.traffic.length + discord.requests.length,
  };
}

async function withField<T>(run: (field: Field) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tocsin-fanout-'));
  try {
    await using field = await openField(sizes(dataDir), () => shortId('D'));
    return await run(field);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Until nothing is due any more. */
async function settled({ desk }: Field): Promise<void> {
  for (;;) {
    const { due } = await desk.services.deliveries.health();
    if (due === 0) return;
    await delay(100);
  }
}

async function tocsin(): Promise<Result> {
  return await withField(async (field) => {
    await Promise.all(Array.from({ length: nodes }, () => field.startNode()));
    const began = performance.now();
    const id = await field.publish({ headline: 'Charges announced', body: SAID });
    await delay(CORRECTED_AFTER);
    await field.correct(id, { body: MEANT }, 'An earlier version said two; it is three.');
    await settled(field);
    const seconds = (performance.now() - began) / 1000;
    return resultOf(`Tocsin, ${nodes} node${nodes === 1 ? '' : 's'}`, field, seconds, MEANT);
  });
}

async function plainLoop(): Promise<Result> {
  return await withField(async (field) => {
    const { slack, discord, places } = field;
    const child = fork(join(import.meta.dirname, 'fanout-plain.ts'));
    const order: PlainOrder = {
      slackApiUrl: slack.apiUrl,
      tokens: Object.fromEntries(slack.teams.map((team) => [team.id, team.botToken])),
      discordApiUrl: discord.apiUrl,
      discordToken: discord.token,
      places,
      said: SAID,
      meant: MEANT,
    };
    const done = new Promise<number>((resolve) =>
      child.once('message', (ms) => resolve(Number(ms))),
    );
    child.send(order);
    const seconds = (await done) / 1000;
    child.kill();
    return resultOf('plain loop, SDK defaults', field, seconds, MEANT);
  });
}

const results = [await tocsin(), await plainLoop()];
const row = (result: Result) => [
  result.name,
  result.seconds.toFixed(1),
  result.allowed.toFixed(1),
  (result.seconds / result.allowed).toFixed(2),
  String(result.wrong),
  String(result.duplicates),
  String(result.refused),
  String(result.requests),
];
const head = ['', 'seconds', 'allowed', 'ratio', 'wrong', 'duplicates', '429', 'requests'];
process.stdout.write(
  `${teams * channelsPerTeam} channels of Slack, ${guilds * channelsPerGuild} of Discord; corrected after ${CORRECTED_AFTER / 1000} s\n`,
);
process.stdout.write(`${table(head, results.map(row))}\n`);
