import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runTocsin } from '../../support/tocsin-process.ts';
import { newDatabase } from '../storage/support/store.ts';

let folder: string;
/** Of a database that runs, so that no call has to start one. */
let env: Readonly<Record<string, string>>;
const tocsin = (...args: string[]) => runTocsin('src/cli.ts', args, env).ended;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-cli-'));
  const { url } = await newDatabase();
  env = { TOCSIN_DATA_DIR: join(folder, 'data'), DATABASE_URL: url };
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('tocsin ask', () => {
  test('answers in plain text when piped', async () => {
    const { code, out, err } = await tocsin('ask', 'stats');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const words of [/More than 2,700/, /^241 /m, /^4 .*compromised/m, /None of the four/]) {
      expect(out).toMatch(words);
    }
    expect(out).not.toContain('\u001b');
    expect(out).not.toContain('public:true');
  });

  test('--as slack is the payload that Slack would get', async () => {
    const { code, out } = await tocsin('ask', 'stats', '--as', 'slack');
    expect(code).toBe(0);
    expect(JSON.parse(out).blocks.length).toBeGreaterThan(0);
  });

  test('--as-of is as-of:', async () => {
    const [option, typed] = await Promise.all([
      tocsin('ask', 'stats', '--as-of', '2019-10-04', '--as', 'json'),
      tocsin('ask', 'stats as-of:2019-10-04', '--as', 'json'),
    ]);
    const blocks = ({ out }: { out: string }) => JSON.parse(out).blocks;
    expect(blocks(option)).toEqual(blocks(typed));
    expect(option.out).not.toEqual((await tocsin('ask', 'stats', '--as', 'json')).out);
  });

  test('exit code 1 and a helpful card when there is no answer', async () => {
    const { code, out, err } = await tocsin('ask', 'actor', 'fosforus');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('Phosphorus');
  });

  test.each([[['asc', 'stats']], [['ask', '--page', '0']]])(
    'exit code 2 for the wrong call %j',
    async (args) => {
      const { code, out, err } = await tocsin(...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^error: /);
    },
  );

  test('exit code 3, what is wrong and what to do, when the database does not answer', async () => {
    const url = 'postgres://tocsin:hunter2@127.0.0.1:1/tocsin';
    const { code, out, err } = await runTocsin('src/cli.ts', ['ask', 'stats'], {
      DATABASE_URL: url,
    }).ended;
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('do:');
    expect(err).not.toMatch(/hunter2|^\s+at .*:\d+:\d+/m);
  });

  test('a reader who leaves early is no error', async () => {
    const running = runTocsin('src/cli.ts', ['ask', 'timeline detail:all'], env);
    running.process.stdout.destroy();
    expect(await running.ended).toMatchObject({ code: 0, err: '' });
  });
});

describe('tocsin', () => {
  test('--version prints the version', async () => {
    expect((await tocsin('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('status tells how each part does', async () => {
    const { code, out } = await tocsin('status');
    expect(code).toBe(0);
    expect(out).toMatch(/Database works\. PostgreSQL \d+/);
    expect(out).toMatch(/pack:tocsin: \d+ records/);
  });
});
