import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkPacks } from '../../../../src/ingest/pack/load.ts';
import { describeProblem } from '../../../../src/ingest/pack/problem.ts';
import { PackSandbox } from './sandbox.ts';

describe('a pack by somebody who means harm', () => {
  test.skipIf(process.platform === 'win32')('cannot keep the reader waiting', async () => {
    await using pack = await PackSandbox.open();
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(pack.directory, 'incidents/2020-03-pipe.yaml')]);
    const { problems } = await checkPacks(pack.directory);
    expect(problems.map(({ message }) => message)).toEqual(['this is no file']);
  });

  test('cannot steer the terminal its problems are told on', async () => {
    await using pack = await PackSandbox.open();
    await pack.write('sources.yaml', String.raw`"\e]0;gone\a\e[2J\u202e": 1`);
    await pack.write('conflicts.yaml', String.raw`- {"\e[2J\n0 problems": 1}`);
    const { problems } = await checkPacks(pack.directory);
    const told = problems.map(describeProblem).join('\n');
    expect(told).toContain(String.raw`unknown key "\u001b[2J\u000a0 problems"`);
    expect(told.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test('has each of thousands of problems told at its place', async () => {
    await using pack = await PackSandbox.open();
    await pack.write('conflicts.yaml', '- x\n'.repeat(20_000));
    const { problems } = await checkPacks(pack.directory);
    const places = problems
      .filter(({ file }) => file.endsWith('conflicts.yaml'))
      .map(({ line, column }) => `${line}:${column}`);
    expect(places).toHaveLength(20_000);
    expect([places[0], places[1], places.at(-1)]).toEqual(['1:3', '2:3', '20000:3']);
  });
});
