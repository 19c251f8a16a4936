import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeToFile } from '../../../src/cli/write-out.ts';

let folder: string;
let path: string;
const { signal } = new AbortController();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-out-'));
  path = join(folder, 'out.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

function* breaking(): Iterable<string> {
  yield 'x'.repeat(200_000);
  throw new Error('half-way');
}

describe('writeToFile', () => {
  test('writes all, for its own account only, in place of what was there', async () => {
    writeFileSync(path, 'before');
    await writeToFile(path, ['a', 'ü'.repeat(100_000), 'z'], signal);
    expect(readFileSync(path, 'utf8')).toBe(`a${'ü'.repeat(100_000)}z`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  test('leaves what was there when it cannot write all', async () => {
    writeFileSync(path, 'before');
    await expect(writeToFile(path, breaking(), signal)).rejects.toThrow('half-way');
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  test('leaves what was there when it is stopped', async () => {
    const stop = new AbortController();
    function* stopping(): Iterable<string> {
      yield 'x'.repeat(200_000);
      stop.abort();
      yield 'z'.repeat(200_000);
    }
    writeFileSync(path, 'before');
    await expect(writeToFile(path, stopping(), stop.signal)).rejects.toThrow(/abort/i);
    expect(readFileSync(path, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  test('says where it cannot write', async () => {
    const nowhere = join(folder, 'none', 'out.json');
    await expect(writeToFile(nowhere, ['a'], signal)).rejects.toMatchObject({
      ...{ code: 'export.cannot-write', fault: 'user', where: nowhere },
    });
  });
});
