/**
 * How long it takes to bring what others publish into an empty database, and to find the second time that
 * nothing changed: MISP galaxy, ATT&CK and Microsoft's names, one after the other, as `tocsin import`
 * does, with the memory that each took. The whole is to stay under 3 seconds on two cores.
 *
 *   node bench/import.ts [folder of third-party files]
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCatalogue } from '../src/app/imports.ts';
import { ROOT } from '../src/config/env.ts';
import { systemClock } from '../src/shared/clock.ts';
import { createSealer } from '../src/shared/sealing.ts';
import { openStorage } from '../src/storage/open-storage.ts';
import { table } from './measure.ts';

const DATA = process.argv[2] ?? join(ROOT, '../shared/data');

const CATALOGUES: readonly (readonly [format: string, path: string])[] = [
  ['misp-galaxy', 'misp-galaxy/clusters'],
  ['attack', 'attack-stix/enterprise-attack-17.1-actors.stix20.json'],
  ['microsoft-names', 'microsoft-naming/MicrosoftMapping.2026-07-17.4ee779d.json'],
];

if (!existsSync(DATA)) {
  process.stdout.write(`There are no third-party files at ${DATA}: nothing was measured.\n`);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
const sealer = createSealer(['a key of benchmarks']);
const storage = await openStorage({ dataDir: folder, databaseUrl: undefined, sealer });
const { records, imports } = storage;
const fetcher = {
  fetch: () => Promise.reject(new Error('nothing is fetched here')),
  close: async () => {},
};
const services = { records, imports, fetcher, clock: systemClock };

const MIB = 1024 * 1024;

async function measure(
  format: string,
  path: string,
): Promise<{ seconds: number; cells: string[] }> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const began = performance.now();
  const { summary } = await importCatalogue(
    {
      ...{ format, from: join(DATA, path), catalogue: undefined, options: {} },
      ...{ signal: AbortSignal.timeout(600_000), recordedBy: 'import' },
    },
    services,
  );
  const seconds = (performance.now() - began) / 1000;
  const grown = (process.memoryUsage.rss() - before) / MIB;
  const { added = 0, changed = 0, withdrawn = 0, unchanged = 0 } = summary ?? {};
  const written = added + changed + withdrawn;
  return { seconds, cells: [written, unchanged, grown.toFixed(0)].map(String) };
}

try {
  const rows: string[][] = [];
  for (const round of ['first', 'again']) {
    let total = 0;
    for (const [format, path] of CATALOGUES) {
      const { seconds, cells } = await measure(format, path);
      total += seconds;
      rows.push([`${round}: ${format}`, seconds.toFixed(2), ...cells]);
    }
    rows.push([`${round}: together`, total.toFixed(2), '', '', '']);
  }
  const head = ['import', 'seconds', 'written', 'unchanged', 'MiB more'];
  process.stdout.write(`${table(head, rows)}\n`);
} finally {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
}
