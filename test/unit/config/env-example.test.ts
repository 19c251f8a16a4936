import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../src/config/env.ts';
import { readSettings } from '../../../src/config/settings.ts';
import { VARIABLES } from '../../../src/config/variables.ts';

const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
const LINE = /^#([A-Z_]+)=(\S*)\s+# (.+)$/gm;

describe('.env.example', () => {
  test('lists every variable in order, with its default and its one line', () => {
    const listed = [...example.matchAll(LINE)].map(([, name, value, about]) => ({
      name,
      value,
      about,
    }));
    const known = Object.entries(VARIABLES).map(([name, { example: value, about }]) => ({
      name,
      value,
      about,
    }));
    expect(listed).toEqual(known);
  });

  test('says nothing else that looks like a variable', () => {
    const assignments = example.split('\n').filter((line) => /^#? ?\w+=/.test(line));
    expect(assignments).toHaveLength(Object.keys(VARIABLES).length);
  });

  test('uncommented, it changes nothing: the values shown are the defaults', () => {
    const env = parseEnv(example.replaceAll(/^#(?=[A-Z_]+=)/gm, ''));
    expect(readSettings(env, ROOT)).toEqual(readSettings({}, ROOT));
  });
});
