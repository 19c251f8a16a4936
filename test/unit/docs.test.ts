import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../src/config/env.ts';
import { VARIABLES } from '../../src/config/variables.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...globSync('docs/**/*.md', { cwd: ROOT }),
];
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test.each(pages.map((page) => [page]))('%s links only to what is there', (page) => {
  const targets = [...read(page).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? '');
  const local = targets.filter((target) => !/^https?:/.test(target));
  const missing = local.filter((target) => !existsSync(join(ROOT, dirname(page), target)));
  expect(missing).toEqual([]);
});

test.each(pages.map((page) => [page]))('%s names only files that are there', (page) => {
  const named = [...read(page).matchAll(/`((?:src|commands|test|packs|bench|docs)\/[\w./-]+)`/g)];
  const missing = named
    .map((match) => match[1] ?? '')
    .filter((path) => !existsSync(join(ROOT, path)));
  expect(missing).toEqual([]);
});

test.each(pages.map((page) => [page]))('%s names only npm scripts that exist', (page) => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = [...read(page).matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});

test.each(pages.map((page) => [page]))('%s names only variables that exist', (page) => {
  const named = [...read(page).matchAll(/\bTOCSIN_[A-Z_]+[A-Z]/g)].map(([name]) => name);
  expect(Object.keys(VARIABLES)).toEqual(expect.arrayContaining(named));
});

test('the command shown in docs/adding-a-command.md is the one in commands/stats.ts', () => {
  const [, shown] = /```ts\n(.*?)```/s.exec(read('docs/adding-a-command.md')) ?? [];
  expect(shown).toBe(read('commands/stats.ts'));
});
