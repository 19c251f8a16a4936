import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from '../../../src/config/env.ts';
import { runTocsin } from '../../support/tocsin-process.ts';

const check = (folder?: string) =>
  runTocsin('src/cli.ts', ['packs', 'check', ...(folder ? [folder] : [])], {}).ended;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-packs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the built-in packs have no fault', async () => {
  const { code, out } = await check();
  expect(code).toBe(0);
  expect(out).toMatch(/^\d+ files, \d+ records, 0 problems\n$/m);
});

test('a fault is told with file, line and a way to mend it', async () => {
  cpSync(join(ROOT, 'packs/tocsin'), join(folder, 'tocsin'), { recursive: true });
  const file = join(folder, 'tocsin/incidents/2019-10-phosphorus-us-campaign.yaml');
  const text = readFileSync(file, 'utf8');
  const line = text.split('\n').findIndex((one) => one.includes('sources: [s-ms-2019-10-04]'));
  writeFileSync(file, text.replace('sources: [s-ms-2019-10-04]', 'sources: [s-ms-2019-10-40]'));
  const { code, out } = await check(folder);
  expect(code).toBe(1);
  expect(out).toContain(`incidents/2019-10-phosphorus-us-campaign.yaml:${line + 1}:`);
  expect(out).toMatch(/s-ms-2019-10-40\n +\S/);
  expect(out).toMatch(/1 problem\n$/);
});

test('a folder without a pack is told plainly', async () => {
  const { code, err } = await check(folder);
  expect(code).toBe(3);
  expect(err).toContain('do:');
});
