import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptSecretKey } from '../../../src/config/secret-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a key is made once, readable by its owner only, and kept', () => {
  const dataDir = join(folder, 'data');
  const first = keptSecretKey(dataDir).reveal();
  expect(first.length).toBeGreaterThanOrEqual(43);
  expect(keptSecretKey(dataDir).reveal()).toBe(first);
  expect(readdirSync(dataDir)).toEqual(['secret-key']);
  expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600);
});

test('the data directory is made with its parents, open to its owner only', () => {
  const dataDir = join(folder, 'a/b/c');
  keptSecretKey(dataDir);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
});

test.runIf(process.platform === 'linux')(
  'a place that takes no directories is told plainly',
  () => {
    expect(() => keptSecretKey('/proc/tocsin/data')).toThrow('cannot be read or kept');
  },
);

test('two data directories have two keys', () => {
  const [a, b] = ['a', 'b'].map((name) => keptSecretKey(join(folder, name)).reveal());
  expect(a).not.toBe(b);
});

test('an empty key file is refused, not replaced', () => {
  writeFileSync(join(folder, 'secret-key'), '\n');
  expect(() => keptSecretKey(folder)).toThrow('holds no key');
});

test('a data directory that is a file is told plainly', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => keptSecretKey(join(folder, 'file'))).toThrow('cannot be read or kept');
});
