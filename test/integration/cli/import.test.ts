import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Running, runTocsin } from '../../support/tocsin-process.ts';

let folder: string;
let running: Running;
const tocsin = (...args: string[]) =>
  runTocsin('src/cli.ts', args, { TOCSIN_DATA_DIR: join(folder, 'data') }).ended;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-import-'));
  running = runTocsin('src/main.ts', [], { TOCSIN_DATA_DIR: join(folder, 'data'), PORT: '0' });
  await running.says(/ready/);
});
afterAll(async () => {
  running.process.kill('SIGTERM');
  await running.ended;
  rmSync(folder, { recursive: true, force: true });
});

/** A list as Microsoft publishes it. */
function list(...names: string[]): string {
  const path = join(folder, 'MicrosoftMapping.json');
  const row = (name: string) => ({
    ...{ 'Threat actor name': name, 'Origin/Threat': 'Iran', 'Other names': `${name}\u001b[31m` },
  });
  writeFileSync(path, JSON.stringify(names.map(row)));
  return path;
}

test('a list is shown, taken in, known to a Tocsin that runs, exported, and withdrawn', {
  timeout: 90_000,
}, async () => {
  const path = list('Saffron Sandstorm');
  const shown = await tocsin('import', 'microsoft-names', path, '--dry-run');
  expect(shown).toMatchObject({ code: 0, out: expect.stringMatching(/^\+ actor \S+ {2}Saffron/m) });
  expect(shown.out).toMatch(
    /Nothing was written. An import would have: [1-9]\d* added, 0 changed, 0 withdrawn\./,
  );
  // Steers no terminal.
  expect(shown.out).not.toContain('\u001b');

  const taken = await tocsin('import', 'microsoft-names', path);
  expect(taken).toMatchObject({ code: 0, out: expect.stringMatching(/\d+ added, 0 changed/) });
  const again = await tocsin('import', 'microsoft-names', path);
  expect(again.out).toMatch(/0 added, 0 changed, 0 withdrawn, \d+ as they were/);
  expect((await tocsin('ask', 'actor Saffron Sandstorm')).out).toMatch(/linked to Iran/i);
  expect((await tocsin('imports')).out).toMatch(/^microsoft-names, from \//);

  const bundle = join(folder, 'bundle.json');
  await tocsin('export', 'stix', '--catalogue', 'microsoft-names', '--out', bundle);
  expect(readFileSync(bundle, 'utf8')).toContain('Saffron Sandstorm');
  expect((await tocsin('imports', 'drop', 'microsoft-names')).out).toMatch(/withdrawn/);
  expect((await tocsin('ask', 'actor Saffron Sandstorm')).code).toBe(1);
});

test('what cannot be imported ends with 1, says why, and changes nothing', async () => {
  const [noFile, noFormat] = await Promise.all([
    tocsin('import', 'kev', join(folder, 'nothing.json')),
    tocsin('import', 'fax', list('A')),
  ]);
  expect(noFile).toMatchObject({ code: 1, err: expect.stringMatching(/no such file[\s\S]*do: /) });
  expect(noFormat).toMatchObject({ code: 2, err: expect.stringMatching(/Name one of .*misp/) });
  expect((await tocsin('import', 'kev', 'x', '--every', '1m')).code).toBe(2);
});

test('Ctrl-C in the middle stops an import, and nothing of it is kept', async () => {
  const [entry] = JSON.parse(readFileSync(list('Saffron Sandstorm'), 'utf8')) as unknown[];
  const half = `[${`${JSON.stringify(entry)},`.repeat(3)}`;
  const server = createServer((_request, response) => void response.write(half));
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { TOCSIN_DATA_DIR: join(folder, 'data'), TOCSIN_FETCH_ALLOW: host };
  const args = ['import', 'microsoft-names', `http://${host}/`, '--as', 'half', '--every', '12h'];
  const importing = runTocsin('src/cli.ts', args, env);
  await once(server, 'request');
  importing.process.kill('SIGINT');
  expect(await importing.ended).toEqual({
    ...{ code: 130, out: '', err: 'Stopped. Nothing was changed.\n' },
  });
  expect((await tocsin('imports')).out).not.toContain('half');
});
