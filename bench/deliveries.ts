/**
 * What a delivery costs among 1,000, 10,000 and 100,000 subscriptions of as many channels: publishing
 * (matching, ledger and jobs in one transaction) and working off the queue, with a destination that
 * answers at once. Prints milliseconds per delivery, and each over the first.
 *
 *   node bench/deliveries.ts [subscriptions…]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { CONCURRENCY, tellingTasks, whomFor } from '../src/app/telling.ts';
import type { Destination } from '../src/delivery/destination.ts';
import { Filter } from '../src/domain/subscription.ts';
import { loadPack } from '../src/ingest/pack/load.ts';
import { createKnowledge } from '../src/knowledge/snapshot.ts';
import { systemClock } from '../src/shared/clock.ts';
import { createLogger } from '../src/shared/logger.ts';
import { createSealer } from '../src/shared/sealing.ts';
import { shortId } from '../src/shared/short-id.ts';
import { startEmbedded } from '../src/storage/embedded/start-embedded.ts';
import { openStorage } from '../src/storage/open-storage.ts';
import { disclosureOf } from '../test/support/field.ts';
import { asRevisions } from '../test/support/generate.ts';
import { table } from './measure.ts';

const given = process.argv.slice(2).map(Number);
const SIZES = given.length > 0 ? given : [1_000, 10_000, 100_000];
const EDITOR = { id: 'editor', name: 'Editor' };

/** Takes everything at once. */
function quickDestination(): Destination & { posted(): number } {
  let posted = 0;
  return {
    platform: 'slack',
    singleFor: 0,
    posted: () => posted,
    pace: (act, { tenant }) => [{ key: `bench:${tenant}:${act}`, most: 10_000, span: 1_000 }],
    async post({ channel }) {
      posted += 1;
      return { is: 'sent', ref: { channel, id: String(posted) } };
    },
    edit: async () => ({ is: 'edited' }),
    find: async () => ({ is: 'absent' }),
    ownerOf: async () => undefined,
    link: () => undefined,
  };
}

async function subscribe(connection: pg.ClientConfig, channels: number): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(
    `insert into tocsin.subscription
       (id, platform, tenant, channel, filter, filter_hash, cadence, added_by, added_name, added_at, version)
     select 'S-' || at, 'slack', 'T' || at % 500, 'C' || at, $1, 'hash', '{"every":"item"}',
       'bench', 'Bench', now(), nextval('tocsin.subscription_version')
     from generate_series(1, $2) as at`,
    [JSON.stringify(Filter.parse({ severity: 'low' })), channels],
  );
  await client.query('analyze');
  await client.end();
}

interface Cost {
  readonly channels: number;
  readonly publish: number;
  readonly deliver: number;
}

async function measure(channels: number): Promise<Cost> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tocsin-deliveries-'));
  const server = await startEmbedded({ dataDir });
  const { drafts, catalogue } = await loadPack('packs/tocsin');
  const knowledge = createKnowledge(asRevisions(drafts, catalogue));
  const storage = await openStorage({
    dataDir,
    databaseUrl: undefined,
    sealer: createSealer(['a key of the bench only, 32 characters long']),
    telling: whomFor(() => knowledge),
  });
  await subscribe(server.connection, channels);
  const id = shortId('D');
  const draft = await storage.desk.keep({
    ...{ act: 'publish', disclosure: disclosureOf(id), base: 0, reason: undefined },
    ...{ embargo: undefined, records: [], changes: [], by: EDITOR },
  });
  const began = performance.now();
  await storage.desk.publish(id, draft.version, EDITOR);
  const published = performance.now();
  const destination = quickDestination();
  const queue = await storage.startQueue({
    tasks: tellingTasks({
      storage,
      answering: { within: () => knowledge, named: (card) => card },
      destinations: [destination],
      clock: systemClock,
      log: createLogger({
        level: 'warn',
        pretty: false,
        write: (line) => process.stderr.write(line),
      }),
    }),
    platforms: ['slack'],
    concurrency: CONCURRENCY,
  });
  while (destination.posted() < channels) await delay(5);
  const delivered = performance.now();
  await queue.stop();
  await storage.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return {
    channels,
    publish: (published - began) / channels,
    deliver: (delivered - published) / channels,
  };
}

const costs: Cost[] = [];
for (const size of SIZES) costs.push(await measure(size));
const [first] = costs;
const ratio = (one: Cost) =>
  first === undefined ? 1 : (one.publish + one.deliver) / (first.publish + first.deliver);
const rows = costs.map((one) => [
  one.channels.toLocaleString('en'),
  one.publish.toFixed(3),
  one.deliver.toFixed(3),
  ratio(one).toFixed(2),
]);
process.stdout.write(
  `${table(['subscriptions', 'publish ms', 'deliver ms', 'over the first'], rows)}\n`,
);
