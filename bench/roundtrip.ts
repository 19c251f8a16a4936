/**
 * From a signed request to the full answer, over HTTP: a slash command of Slack beside a bare Bolt app,
 * an interaction of Discord beside a bare handler, each returning as much. One load generator, the
 * same run, in turns. Two questions: the same one again and again, as when news breaks, and a
 * different one each time, which no memory helps with.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../commands/index.ts';
import { ROOT } from '../src/config/env.ts';
import { loadPack } from '../src/ingest/pack/load.ts';
import { createKnowledge } from '../src/knowledge/snapshot.ts';
import { startSlackDouble } from '../test/doubles/slack/server.ts';
import { asRevisions } from '../test/support/generate.ts';
import { type LoadResult, load, type Shot } from './load.ts';
import { quantile, table } from './measure.ts';
import type { Role } from './roundtrip-server.ts';
import { APPLICATION, discordKeys, discordShot, SLACK_SECRET, slackShot } from './signed.ts';

const ROUNDS = 5;
const COUNT = 400;
const ABREAST = 4;

/** Verbs whose answers may bear a chart. */
const CHARTED = ['stats', 'timeline'];

const LOCALES =
  'bg cs da de el en-GB en-US es-ES fi fr hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW'.split(
    ' ',
  );

const children: ChildProcess[] = [];

/** As `npm start` runs it. */
const FLAGS = ['--max-semi-space-size=2', '--optimize-for-size'];

async function startServer(role: Role): Promise<string> {
  const path = join(import.meta.dirname, 'roundtrip-server.ts');
  const child = fork(path, { execArgv: role.role === 'tocsin' ? FLAGS : [] });
  children.push(child);
  child.send(role);
  const [address] = await once(child, 'message');
  return String(address);
}

async function answerOf(address: string, shot: Shot): Promise<{ type: string; bytes: Buffer }> {
  const response = await fetch(`${address}${shot.path}`, { method: 'POST', ...shot });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  const type = response.headers.get('content-type') ?? '';
  return { type, bytes: Buffer.from(await response.arrayBuffer()) };
}

interface Contest {
  readonly name: string;
  readonly make: (index: number) => Shot;
  /** Words that every full answer holds. */
  readonly expected: string;
  readonly tocsin: string;
  readonly bare: string;
}

function merged(results: readonly LoadResult[]): LoadResult {
  const total = results.reduce((sum, { throughput }) => sum + 1 / throughput, 0);
  return {
    times: results.flatMap(({ times }) => times).sort((a, b) => a - b),
    throughput: results.length / total,
    bytes: results[0]?.bytes ?? 0,
  };
}

let sent = 0;

async function compare({ name, make, expected, tocsin, bare }: Contest): Promise<string[]> {
  const ours: LoadResult[] = [];
  const theirs: LoadResult[] = [];
  const fire = (address: string) =>
    load(address, () => make(sent++), { count: COUNT, abreast: ABREAST, expected });
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [a, b] = [await fire(tocsin), await fire(bare)];
    // The first round only warms up.
    if (round > 0) {
      ours.push(a);
      theirs.push(b);
    }
  }
  const [a, b] = [merged(ours), merged(theirs)];
  const at = (share: number) => [quantile(a.times, share), quantile(b.times, share)] as const;
  const pair = ([x, y]: readonly [number, number]) => `${x.toFixed(2)} / ${y.toFixed(2)}`;
  const ratio = ([x, y]: readonly [number, number]) => (x / y).toFixed(2);
  const rates = [a.throughput, b.throughput] as const;
  return [
    name,
    `${a.bytes} / ${b.bytes}`,
    pair(at(0.5)),
    ratio(at(0.5)),
    pair(at(0.99)),
    ratio(at(0.99)),
    `${rates[0].toFixed(0)} / ${rates[1].toFixed(0)}`,
    ratio(rates),
  ];
}

/** What a verb calls the thing it is asked about. */
function subjectOf(verb: string): string {
  const [param = ''] = Object.keys(COMMANDS.find((one) => one.verb === verb)?.params ?? {});
  return param;
}

/** Questions about every incident and group of the pack, each with its words in the answer. */
async function questions(): Promise<readonly { verb: string; values: Record<string, string> }[]> {
  const { drafts, catalogue } = await loadPack(join(ROOT, 'packs/tocsin'));
  const knowledge = createKnowledge(asRevisions(drafts, catalogue));
  const verbs = ['stats', 'incident', 'targets', 'timeline', 'sources'];
  return knowledge
    .incidents()
    .flatMap(({ id }) => verbs.map((verb) => ({ verb, values: { [subjectOf(verb)]: id } })));
}

const folder = await mkdtemp(join(tmpdir(), 'tocsin-bench-'));
await using slack = await startSlackDouble({ teams: [{ id: 'T0BENCH' }] });
const { privateKey, publicKey } = discordKeys();
try {
  const tocsin = await startServer({
    role: 'tocsin',
    env: {
      TOCSIN_DATA_DIR: folder,
      PORT: '0',
      PUBLIC_URL: 'https://tocsin.example.org',
      SLACK_BOT_TOKEN: slack.teams[0]?.botToken ?? '',
      SLACK_SIGNING_SECRET: SLACK_SECRET,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_PUBLIC_KEY: publicKey,
      DISCORD_APPLICATION_ID: APPLICATION,
    },
  });
  const asked = await questions();
  const one = <T>(list: readonly T[], index: number) => list[index % list.length] as T;
  // Spaces between words, and the reader's locale, make a line new without changing its answer.
  const slackLine = (index: number) => {
    const { verb, values } = one(asked, index);
    return [verb, ...Object.values(values)].join(' '.repeat(1 + (index % 60)));
  };
  // Without a chart: with one the answer goes to Discord's API, and the request gets no more than 202.
  const targets = { verb: 'targets', values: {} };
  const bare = asked.filter(({ verb }) => !CHARTED.includes(verb));
  const first = {
    slack: await answerOf(tocsin, slackShot('stats', sent++)),
    discord: await answerOf(tocsin, discordShot(privateKey, targets, sent++)),
  };
  const bolt = await startServer({
    role: 'bolt',
    answer: first.slack.bytes.toString('utf8'),
    apiUrl: slack.apiUrl,
    token: slack.teams[0]?.botToken ?? '',
  });
  const handler = await startServer({
    role: 'discord',
    answer: first.discord.bytes.toString('base64'),
    type: first.discord.type,
    publicKey,
  });
  const rows = [
    await compare({
      name: 'Slack, the same question',
      make: (index) => slackShot('stats', index),
      expected: 'accounts attacked',
      tocsin,
      bare: bolt,
    }),
    await compare({
      name: 'Slack, a new question each time',
      make: (index) => slackShot(slackLine(index), index),
      expected: 'Share to channel',
      tocsin,
      bare: bolt,
    }),
    await compare({
      name: 'Discord, the same question',
      make: (index) => discordShot(privateKey, targets, index),
      expected: 'Political campaigns',
      tocsin,
      bare: handler,
    }),
    await compare({
      name: 'Discord, a new question each time',
      make: (index) => discordShot(privateKey, one(bare, index), index, one(LOCALES, index)),
      expected: 'Share to channel',
      tocsin,
      bare: handler,
    }),
  ];
  process.stdout.write(
    `Tocsin / bare, ${ABREAST} requests at a time, ${ROUNDS} rounds of ${COUNT} each in turn; milliseconds\n\n${table(
      ['', 'bytes', 'p50', 'ratio', 'p99', 'ratio', 'a second', 'ratio'],
      rows,
    )}\n`,
  );
} finally {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
  await rm(folder, { recursive: true, force: true });
}
