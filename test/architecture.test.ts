import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findViolations } from './support/architecture.ts';
import { DOORS, LIBRARIES, ROOMS } from './support/import-table.ts';
import type { SourceFile } from './support/module-references.ts';

const ROOT = join(import.meta.dirname, '..');

const house: readonly SourceFile[] = globSync('{src,commands}/**/*.{ts,js,mjs}', { cwd: ROOT })
  .map((path) => path.replaceAll('\\', '/'))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

/** The rules that files break when nothing else is in the house. */
function rulesBroken(...files: [path: string, text: string][]): string[] {
  return findViolations(files.map(([path, text]) => ({ path, text }))).map(({ rule }) => rule);
}

describe('the house', () => {
  test('breaks no rule', () => {
    expect(house.length).toBeGreaterThan(50);
    expect(findViolations(house)).toEqual([]);
  });

  test('has a file for every row of the import table', () => {
    const empty = ROOMS.map((room) => room.path.replace('/*', '')).filter(
      (path) => !house.some((file) => file.path === path || file.path.startsWith(`${path}/`)),
    );
    expect(empty).toEqual([]);
  });

  test('lists only libraries it depends on', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    );
    const typesOnly = LIBRARIES.filter((library) => library.typesOnly).map(({ name }) => name);
    const atRun = LIBRARIES.filter((library) => !library.typesOnly).map(({ name }) => name);
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(atRun));
    expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(typesOnly));
  });

  test('has each door in one room', () => {
    expect(DOORS.filter((door) => door.rooms.length !== 1)).toEqual([]);
  });
});

describe('a planted violation is found:', () => {
  const planted: [rule: string, path: string, text: string][] = [
    ['import-table', 'src/shared/a.ts', "import { x } from '../domain/claim.ts';"],
    ['import-table', 'src/card/a.ts', "import type { Claim } from '../domain/claim.ts';"],
    ['import-table', 'src/domain/a.ts', "import { type x } from '../knowledge/knowledge.ts';"],
    ['import-table', 'src/knowledge/a.ts', "import { x } from '../storage/open.ts';"],
    ['import-table', 'src/present/a.ts', "import { x } from '../command/param.ts';"],
    ['import-table', 'src/command/a.ts', "import { x } from '../present/words.ts';"],
    ['import-table', 'commands/a.ts', "import { x } from '../src/storage/open.ts';"],
    ['import-table', 'src/charts/a.ts', "import { x } from '../render/html/render.ts';"],
    ['import-table', 'src/storage/a.ts', "import { x } from '../knowledge/knowledge.ts';"],
    ['import-table', 'src/http/a.ts', "import { x } from '../config/env.ts';"],
    ['import-table', 'src/domain/a.ts', "export * from '../app.ts';"],
    ['import-table', 'src/domain/a.ts', "export { x } from '../app.ts';"],
    ['import-table', 'src/domain/a.ts', "const x = await import('../app.ts');"],
    ['import-table', 'src/domain/a.ts', "type X = import('../app.ts').X;"],
    ['import-table', 'src/app.ts', "import { x } from '../test/support/generate.ts';"],
    ['import-table', 'src/render/html/a.ts', "import { x } from '../text/render.ts';"],
    ['import-table', 'src/ingest/pack/a.ts', "import { x } from '../misp/schema.ts';"],
    ['siblings', 'commands/stats.ts', "import { x } from './timeline.ts';"],
    ['computed-import', 'src/app.ts', 'const x = await import(name);'],
    ['unknown-room', 'src/helpers/a.ts', 'export const x = 1;'],
    ['unknown-room', 'src/render/a.ts', 'export const x = 1;'],
    ['library', 'src/http/a.ts', "import pg from 'pg';"],
    ['library', 'src/knowledge/a.ts', "import { sql } from 'kysely/helpers/postgres';"],
    ['library', 'src/app.ts', "import { Command } from 'commander';"],
    ['library', 'src/storage/a.ts', "import x from 'left-pad';"],
    ['library', 'src/http/a.ts', "const file = import.meta.resolve('echarts');"],
    ['library', 'src/http/a.ts', "const file = packageRequire.resolve('echarts');"],
    ['library', 'src/http/a.ts', "createRequire(import.meta.url).resolve('echarts');"],
    ['library', 'src/http/a.ts', "const pg = packageRequire('pg');"],
    ['types-only', 'src/render/block-kit/a.ts', "import { x } from '@slack/types';"],
    ['pure', 'src/domain/a.ts', "import { readFileSync } from 'node:fs';"],
    ['environment', 'src/http/a.ts', 'export const port = process.env.PORT;'],
    ['environment', 'src/http/a.ts', "export const port = process['env'].PORT;"],
    ['environment', 'src/http/a.ts', 'const { env } = process;'],
    ['environment', 'src/http/a.ts', "import { env } from 'node:process';"],
    ['length', 'src/http/a.ts', 'x();\n'.repeat(301)],
  ];
  for (const [rule, path, text] of planted) {
    test(`${rule} in ${path}: ${text.split('\n', 1)[0]}`, () => {
      expect(rulesBroken([path, text])).toContain(rule);
    });
  }

  test('a verb that is not registered, and a registration without a verb', () => {
    const index: [string, string] = ['commands/index.ts', "import { a } from './a.ts';"];
    expect(rulesBroken(index, ['commands/b.ts', 'export const b = 1;'])).toEqual([
      'registry',
      'registry',
    ]);
    expect(rulesBroken(index, ['commands/a.ts', 'export const a = 1;'])).toEqual([]);
  });

  test('a renderer without its table of limits, a format without its schema', () => {
    expect(rulesBroken(['src/render/fax/render.ts', 'export const x = 1;'])).toEqual([
      'expected-file',
    ]);
    expect(rulesBroken(['src/ingest/fax/convert.ts', 'export const x = 1;'])).toContain(
      'expected-file',
    );
  });
});

describe('what is allowed is let through:', () => {
  const allowed: [path: string, text: string][] = [
    ['src/present/a.ts', "import type { Claim } from '../domain/claim.ts';"],
    ['src/present/a.ts', "import { b } from './b.ts';"],
    ['src/storage/a.ts', "import type { RecordStore } from '../knowledge/record-store.ts';"],
    ['src/render/block-kit/types.ts', "import type { KnownBlock } from '@slack/types';"],
    ['src/config/env.ts', 'export const x = process.env;'],
    ['src/http/a.ts', "const path = resolve('/a'); await Promise.resolve(createRequire(path));"],
    ['src/http/a.ts', `// Over 300 lines: a table of one idea\n${'x();\n'.repeat(301)}`],
  ];
  for (const [path, text] of allowed) {
    test(`${path}: ${text.split('\n', 1)[0]}`, () => {
      expect(rulesBroken([path, text]).filter((rule) => rule !== 'expected-file')).toEqual([]);
    });
  }
});
