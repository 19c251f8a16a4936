/**
 * How long `npm start` takes until it is ready, first and later, and how much memory it then holds:
 * with the built-in pack alone, and with 10,000 incidents besides.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { ROOT } from '../src/config/env.ts';
import { createSealer } from '../src/shared/sealing.ts';
import { openStorage } from '../src/storage/open-storage.ts';
import { generateRecords } from '../test/support/generate.ts';
import { LARGE } from './large.ts';
import { table } from './measure.ts';

/** What `npm start` runs, memory flags included. */
const START: string = packageJson.scripts.start;

interface Running {
  readonly process: ChildProcess;
  readonly address: string;
  /** Milliseconds from starting the process to its ready line. */
  readonly ready: number;
}

async function start(dataDir: string): Promise<Running> {
  const began = performance.now();
  const [, ...args] = START.split(' ');
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, TOCSIN_DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Running>();
  child.stdout.on('data', (chunk: Buffer) => {
    const [address] = /http:\/\/\S+/.exec(chunk.toString()) ?? [];
    if (address) resolve({ process: child, address, ready: performance.now() - began });
  });
  child.once('exit', (code) => reject(new Error(`did not start: exit code ${code}`)));
  return promise;
}

/** Resident memory in MB, where the system tells it. */
function residentMemory(pid: number | undefined): string {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return String(Math.round(Number(kilobytes) / 1024));
  } catch {
    return '?';
  }
}

/** @returns milliseconds from the signal to the end of the process */
async function stop({ process: child }: Running): Promise<number> {
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<number>();
  child.removeAllListeners('exit');
  child.once('exit', () => resolve(performance.now() - began));
  child.kill('SIGTERM');
  return promise;
}

async function measure(label: string, dataDir: string): Promise<string[]> {
  const running = await start(dataDir);
  const memory = residentMemory(running.process.pid);
  const stopped = await stop(running);
  return [label, running.ready.toFixed(0), stopped.toFixed(0), memory];
}

const dataDir = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
try {
  const rows = [await measure('pack, first start', dataDir)];
  for (const turn of [1, 2, 3]) rows.push(await measure(`pack, warm start ${turn}`, dataDir));
  const storage = await openStorage({
    dataDir,
    databaseUrl: undefined,
    sealer: createSealer(['bench']),
  });
  await storage.records.replaceCatalogue('bench', generateRecords(LARGE), 'bench');
  await storage.close();
  for (const turn of [1, 2, 3]) {
    rows.push(await measure(`${LARGE.incidents} incidents, warm start ${turn}`, dataDir));
  }
  console.log(table(['start', 'ready ms', 'stop ms', 'memory MB'], rows));
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
