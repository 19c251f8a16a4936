import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../../../src/ingest/pack/load.ts';
import { PackError } from '../../../../src/ingest/pack/problem.ts';
import { PackSandbox } from './sandbox.ts';

const INCIDENT = 'incidents/2020-01-example.yaml';

async function keptFile(cache: string): Promise<string> {
  const [name, ...others] = await readdir(cache);
  if (name === undefined || others.length > 0) throw new Error('expected one file in the cache');
  return join(cache, name);
}

/** Marks the kept pack, so that a test can tell whether it was used. */
async function mark(cache: string): Promise<void> {
  const file = await keptFile(cache);
  await writeFile(file, (await readFile(file, 'utf8')).replace('Example pack', 'Kept pack'));
}

describe('the cache of loadPack', () => {
  it('gives the same pack as the files', async () => {
    await using sandbox = await PackSandbox.open();
    const cache = join(sandbox.directory, '.cache');
    const fromFiles = await loadPack(sandbox.directory, cache);
    await mark(cache);
    const kept = await loadPack(sandbox.directory, cache);
    expect(kept).toEqual({ ...fromFiles, title: 'Kept pack' });
  });

  it('is passed over once a file has changed, been added or gone, and then renewed', async () => {
    await using sandbox = await PackSandbox.open();
    const cache = join(sandbox.directory, '.cache');
    const changes = [
      () => sandbox.replace(INCIDENT, 'label: Example, 2020', 'label: Sample, 2020'),
      () => sandbox.write('conflicts/more.yaml', '[]\n'),
      () => rm(join(sandbox.directory, 'conflicts/more.yaml')),
    ];
    await loadPack(sandbox.directory, cache);
    for (const change of changes) {
      await mark(cache);
      await change();
      expect((await loadPack(sandbox.directory, cache)).title).toBe('Example pack');
      await mark(cache);
      expect((await loadPack(sandbox.directory, cache)).title).toBe('Kept pack');
      await rm(await keptFile(cache));
      await loadPack(sandbox.directory, cache);
    }
  });

  it('keeps no pack that has a problem', async () => {
    await using sandbox = await PackSandbox.open();
    const cache = join(sandbox.directory, '.cache');
    await loadPack(sandbox.directory, cache);
    await sandbox.replace(INCIDENT, 'metric: attacked', 'metric: shot');
    for (const attempt of [1, 2]) {
      const loading = loadPack(sandbox.directory, cache);
      await expect(loading, `attempt ${attempt}`).rejects.toBeInstanceOf(PackError);
    }
  });

  it('is passed over when it is damaged, or no longer fits the schemas', async () => {
    await using sandbox = await PackSandbox.open();
    const cache = join(sandbox.directory, '.cache');
    await loadPack(sandbox.directory, cache);
    const file = await keptFile(cache);
    const sound = await readFile(file, 'utf8');
    for (const damaged of ['', '{', 'null', sound.replace('"attacked"', '"shot"')]) {
      await writeFile(file, damaged.replace('Example pack', 'Kept pack'));
      expect((await loadPack(sandbox.directory, cache)).title).toBe('Example pack');
    }
  });

  it('does without where it cannot write', async () => {
    await using sandbox = await PackSandbox.open();
    const cache = join(sandbox.directory, 'pack.yaml', 'no-directory');
    expect((await loadPack(sandbox.directory, cache)).title).toBe('Example pack');
  });
});
