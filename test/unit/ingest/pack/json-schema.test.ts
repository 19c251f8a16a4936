import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPackFiles } from '../../../../src/ingest/pack/client.ts';
import { packSchemas, writeSchemas } from '../../../../src/ingest/pack/json-schema.ts';

const PACKS = join(import.meta.dirname, '../../../../packs');
const SCHEMAS = join(PACKS, 'schema');
const MODELINE = /^# yaml-language-server: \$schema=(\S+)\n/;

describe('the JSON Schemas in packs/schema', () => {
  it('are what the zod schemas say now; otherwise run: npm run tocsin -- packs schema', async () => {
    const committed = await Promise.all(
      (await readdir(SCHEMAS)).map(async (name) => [
        name,
        await readFile(join(SCHEMAS, name), 'utf8'),
      ]),
    );
    expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(packSchemas()));
  });

  it('are written whole into a directory that is not there yet', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'tocsin-schema-'));
    try {
      const directory = join(parent, 'new', 'schema');
      await writeSchemas(directory);
      expect((await readdir(directory)).sort()).toEqual([...packSchemas().keys()].sort());
    } finally {
      await rm(parent, { recursive: true });
    }
  });

  it('accept every file of the built-in pack, each under the schema it names in its first line', async () => {
    const ajv = new Ajv({ strict: false, allErrors: true, formats: { uri: true } });
    const validators = new Map(
      [...packSchemas()].map(([name, text]) => [
        join(SCHEMAS, name),
        ajv.compile(JSON.parse(text)),
      ]),
    );
    const { files } = await readPackFiles(join(PACKS, 'tocsin'));
    for (const { path, text } of files) {
      const named = MODELINE.exec(text)?.[1] ?? '';
      const validate = validators.get(resolve(PACKS, 'tocsin', dirname(path), named));
      expect(validate, `${path} names no schema that exists: ${named}`).toBeDefined();
      const fits = validate?.(parse(text));
      expect(fits ? [] : validate?.errors, path).toEqual([]);
    }
    expect(files.length).toBeGreaterThan(50);
  });

  it('refuse a misspelt key, a word outside its list and a claim without sources', () => {
    const ajv = new Ajv({ strict: false, formats: { uri: true } });
    const validate = ajv.compile(JSON.parse(packSchemas().get('incident.schema.json') ?? ''));
    const claim = {
      id: 'a',
      kind: 'response',
      text: 'A says B.',
      assertedBy: 'A',
      basis: 'first-hand',
      sources: ['s-a'],
    };
    const incident = (change: object) => ({
      title: 'A',
      label: 'A',
      disclosedOn: 2019,
      occurred: { from: null, to: '2019-10-04' },
      claims: [{ ...claim, ...change }],
    });
    expect(validate(incident({}))).toBe(true);
    expect(validate(incident({ txet: 'B' }))).toBe(false);
    expect(validate(incident({ basis: 'hearsay' }))).toBe(false);
    expect(validate(incident({ sources: [] }))).toBe(false);
    expect(validate(incident({ assertedOn: '4 October 2019' }))).toBe(false);
  });
});
