/**
 * Troubles while disclosures go out, on the server that Tocsin brings and on one of its own: the node
 * killed at random moments, PostgreSQL stopped and started, a storm of 429 and 5xx, both sockets cut.
 * Prints what it saw; the exit code is 1 when something was lost, doubled where it must not be, out of
 * order, or not told of.
 *
 *   node test/chaos/run.ts [kills] [--together]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../../bench/measure.ts';
import { shortId } from '../../src/shared/short-id.ts';
import { startEmbedded } from '../../src/storage/embedded/start-embedded.ts';
import { type Field, openField } from '../support/field.ts';
import { cutSockets, kills, type Scenario, stopPostgres, storm } from './scenarios.ts';
import { faultsIn, type Seen } from './watch.ts';

const times = Number(process.argv[2] ?? 50);
/** All troubles at once, each in a house of its own: sooner done, and harder on the machine. */
const together = process.argv.includes('--together');

/** A server that is not Tocsin's: found by its address alone. */
interface OwnServer extends AsyncDisposable {
  readonly url: string;
  restart(): Promise<void>;
}

async function startOwnServer(dataDir: string): Promise<OwnServer> {
  let server = await startEmbedded({ dataDir });
  const { user, host, database } = server.connection;
  return {
    url: `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`,
    async restart() {
      await server.stop();
      server = await startEmbedded({ dataDir });
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

async function run(
  scenario: Scenario,
  server: 'embedded' | 'external',
): Promise<{ readonly seen: Seen; readonly seconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-chaos-'));
  const own = server === 'external' ? await startOwnServer(join(folder, 'server')) : undefined;
  const began = performance.now();
  try {
    await using field: Field = await openField(
      {
        dataDir: join(folder, 'data'),
        databaseUrl: own?.url,
        teams: 4,
        channelsPerTeam: 5,
        guilds: 4,
        channelsPerGuild: 5,
        limitRates: true,
        // Half of the workspaces do not let Tocsin look for what it may have posted.
        history: (team) => team % 2 === 0,
      },
      () => shortId('D'),
    );
    const seen = await scenario(field, own?.restart);
    return { seen, seconds: (performance.now() - began) / 1000 };
  } finally {
    await own?.[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  }
}

const SCENARIOS: readonly (readonly [string, Scenario, 'embedded' | 'external'])[] = [
  [`node killed ${times} times, embedded`, kills(times), 'embedded'],
  [`of two nodes one killed, ${times} times, external`, kills(times, 2), 'external'],
  ['PostgreSQL stopped and started', stopPostgres, 'external'],
  ['storm of 429, 5xx and cut connections', storm, 'embedded'],
  ['both sockets cut', cutSockets, 'embedded'],
];

const HEAD = [
  'trouble',
  'seconds',
  'deliveries',
  'lost',
  'outdated',
  'order',
  '2x Discord',
  '2x Slack',
  'untold',
  'unknown',
  'left unknown',
];
/** A trouble with what was seen, or that it came to no end. */
async function outcome([name, scenario, server]: (typeof SCENARIOS)[number]) {
  try {
    const { seen, seconds } = await run(scenario, server);
    process.stdout.write(`${name}: ${JSON.stringify(seen)}\n`);
    const row = [name, seconds.toFixed(0), ...Object.values(seen).map(String)];
    return { row, faults: faultsIn(seen).map((fault) => `${name}: ${fault}`) };
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.stack : String(error)}\n`);
    return { row: [name], faults: [`${name}: came to no end`] };
  }
}

const outcomes = together ? await Promise.all(SCENARIOS.map(outcome)) : [];
if (!together) for (const scenario of SCENARIOS) outcomes.push(await outcome(scenario));
const rows = outcomes.map(({ row }) => HEAD.map((_, at) => row[at] ?? ''));
const faults = outcomes.flatMap((one) => one.faults);
process.stdout.write(`\n${table(HEAD, rows)}\n${faults.join('\n')}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
