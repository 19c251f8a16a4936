import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Running, runTocsin } from '../../support/tocsin-process.ts';

let folder: string;
const running: Running[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-start-'));
});
afterEach(async () => {
  for (const one of running.splice(0)) {
    one.process.kill('SIGTERM');
    await one.ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}): Running {
  const one = runTocsin('src/tocsin.js', ['start'], {
    TOCSIN_DATA_DIR: join(folder, 'data'),
    PORT: '0',
    ...env,
  });
  running.push(one);
  return one;
}

const READY = /Tocsin is ready\. Open (http:\/\/\S+) and type \/tocsin stats\n/;

describe('npm start', () => {
  test('says what to do next, serves it, shares its database, and stops cleanly', async () => {
    const one = start();
    const [, address] = await one.says(READY);
    const page = await fetch(`${address}/`);
    expect(page.status).toBe(200);
    const data = { TOCSIN_DATA_DIR: join(folder, 'data') };
    const ask = await runTocsin('src/cli.ts', ['ask', 'stats'], data).ended;
    expect(ask).toMatchObject({ code: 0, err: '' });
    one.process.kill('SIGINT');
    const { code, err } = await one.ended;
    expect(code).toBe(0);
    expect(err).not.toMatch(/"level":[56]0/);
    expect(readdirSync(join(folder, 'data')).sort()).toContain('secret-key');
    expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(false);
  });

  test('goes on with the database of a process that was killed', async () => {
    const first = start();
    await first.says(READY);
    first.process.kill('SIGKILL');
    await first.ended;
    const second = start();
    await second.says(READY);
    second.process.kill('SIGTERM');
    expect(await second.ended).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(false);
  });

  test('names every bad setting and starts nothing', async () => {
    const { code, out, err } = await start({ LOG_LEVEL: 'loud', TOCSIN_COMMAND: 'x', HOST: '::' })
      .ended;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    for (const name of ['LOG_LEVEL', 'TOCSIN_COMMAND', 'TOCSIN_CONSOLE_PASSWORD']) {
      expect(err).toContain(`${name}: `);
    }
    expect(err).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  test('says when the port is taken, and leaves no database behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, err } = await start({ PORT: String(port) }).ended;
    other.close();
    expect(code).toBe(1);
    expect(err).toContain(`Port ${port} is in use`);
    expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(false);
  });

  test('warns of a variable that does not exist', async () => {
    const one = start({ TOCSIN_DATADIR: '/x' });
    await one.says(READY);
    one.process.kill('SIGTERM');
    const { err } = await one.ended;
    const warnings = err
      .split('\n')
      .filter((line) => line.includes('"level":40'))
      .map((line) => JSON.parse(line).msg);
    expect(warnings).toEqual([expect.stringContaining('did you mean TOCSIN_DATA_DIR?')]);
  });

  test('says what settings of a platform lack, and prints no token', async () => {
    const one = start({ SLACK_BOT_TOKEN: 'xoxb-not-a-real-token' });
    const { code, err } = await one.ended;
    expect(code).toBe(1);
    expect(err).toContain('SLACK_APP_TOKEN: missing');
    expect(err).not.toContain('xoxb-');
  });
});

/** A Node on this machine that is too old to run TypeScript, if there is one. */
function olderNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .map((path) => join(path, 'node'))
    .find((node) => {
      if (!existsSync(node)) return false;
      const version = execFileSync(node, ['--version'], { encoding: 'utf8' });
      return Number.parseInt(version.slice(1), 10) < 24;
    });
}
const older = olderNode();

describe('the command tocsin', () => {
  test('runs with the Node of the tests', async () => {
    const { code, out } = await runTocsin('src/tocsin.js', ['--version'], {}).ended;
    expect(code).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    { args: ['ask', 'stats'], code: 3 },
    { args: ['start'], code: 1 },
  ])('says how to install it where nothing is installed: $args', ({ args, code }) => {
    cpSync('src', join(folder, 'src'), { recursive: true });
    cpSync('package.json', join(folder, 'package.json'));
    const program = join(folder, 'src/tocsin.js');
    for (const node of [process.execPath, ...(older === undefined ? [] : [older])]) {
      const { status, stdout, stderr } = spawnSync(node, [program, ...args], { encoding: 'utf8' });
      expect({ status, stdout }).toEqual({ status: code, stdout: '' });
      expect(stderr).toMatch(/^Tocsin needs .+: run "npm ci" in Tocsin's folder, .+\n$/);
    }
  });

  test.skipIf(older === undefined)('hands over when an older Node runs it', async () => {
    const { code, out, err } = await runTocsin('src/tocsin.js', ['asc'], {}, older).ended;
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain("unknown command 'asc'");
  });
});
