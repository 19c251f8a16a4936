import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTocsin } from '../../support/tocsin-process.ts';
import { newDatabase } from '../storage/support/store.ts';

let folder: string;
/** Of a database that runs, so that no call has to start one. */
let env: Readonly<Record<string, string>>;
const tocsin = (...args: string[]) => runTocsin('src/cli.ts', args, env).ended;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-publish-'));
  const { url } = await newDatabase();
  env = { TOCSIN_DATA_DIR: join(folder, 'data'), DATABASE_URL: url };
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(text: string): string {
  const path = join(folder, 'update.yaml');
  writeFileSync(path, text);
  return path;
}

const FOUNDING = '2019-10-phosphorus-us-campaign';
const UPDATE = `disclosure:
  headline: A recount is out
  body: Five accounts were compromised, not four. [1]
  kind: update
  severity: high
  incident: ${FOUNDING}
  claims: [${FOUNDING}.recount]
  sources: [s-recount]
sources:
  - {id: s-recount, publisher: The Agency, title: A recount, url: https://example.org/r, publishedOn: 2026-11-01, tier: government}
claims:
  - about: ${FOUNDING}
    id: recount
    kind: figure
    text: Five accounts were compromised.
    figure: {metric: compromised, value: 5, qualifier: exactly, unit: accounts}
    assertedBy: The Agency
    basis: official-document
    sources: [s-recount]
    supersedes: compromised
`;

test('a fault is told with its line, and nothing is sent', async () => {
  const faulty = await tocsin('publish', file(UPDATE.replace('high', 'hihg')), '--yes');
  expect(faulty.code).toBe(1);
  expect(faulty.out).toMatch(
    /^update\.yaml:5:13 "severity" cannot be "hihg"\n {4}Did you mean high\?/,
  );
  const unknown = await tocsin('publish', file(UPDATE.replace('[s-recount]', '[s-gone]')), '--yes');
  expect(unknown.code).toBe(1);
  expect(unknown.out).toMatch(/^update\.yaml:8:13 unknown source s-gone\n/);
});

test('where nobody can be asked, it is sent only when that was said', async () => {
  const { code, out, err } = await tocsin('publish', file(UPDATE));
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('--yes');
});

/** Six processes, one after another. */
const LONG = { timeout: 90_000 };

test(
  'is shown, sent with its records, put right and taken back, all of it in the log',
  LONG,
  async () => {
    const shown = await tocsin('publish', file(UPDATE), '--dry-run');
    expect(shown).toMatchObject({ code: 0, err: '' });
    for (const words of [
      /^DRAFT · UPDATE/,
      /A recount is out/,
      /2 records of\s+the desk/,
      /Nothing was sent\.\n$/,
    ]) {
      expect(shown.out).toMatch(words);
    }
    const sent = await tocsin('publish', file(UPDATE), '--yes');
    expect(sent).toMatchObject({ code: 0, err: '' });
    const [, id = ''] = /deliveries (D-\w+)/.exec(sent.out) ?? [];
    const correction = `correct: ${id}\nreason: It was six.\ndisclosure:\n  headline: Another recount is out\n`;
    expect((await tocsin('publish', file(correction), '--yes')).out).toMatch(
      /CORRECTED[\s\S]*It was six\./,
    );
    expect((await tocsin('publish', file(correction), '--yes')).err).toContain('changes nothing');
    const back = await tocsin(
      'publish',
      file(`retract: ${id}\nreason: No recount took place.\n`),
      '--yes',
    );
    expect(back.out).toContain('Retracted');
    const history = (await tocsin('ask', `news ${id}`)).out;
    for (const words of ['Revision 3, as it stands', 'No recount took place.', 'It was six.']) {
      expect(history).toContain(words);
    }
    const log = (await tocsin('ask', 'audit')).out;
    expect(log.match(/publish update\.yaml/g)).toHaveLength(3);
  },
);

test('records, which everybody sees at once, come with no embargo', async () => {
  const early = UPDATE.replace('sources: [s-recount]\n', '$&  embargo: 2099-01-01 10:00 UTC\n');
  const refused = await tocsin('publish', file(early), '--yes');
  expect(refused.code).toBe(1);
  expect(refused.out).toMatch(/^update\.yaml:9:12 sources and claims of the desk would be seen/);
  const cited =
    'sources: [{publisher: A, title: B, url: https://example.org/b, tier: press}]\n  embargo: 2099-01-01 10:00 UTC';
  const held = `disclosure:\n  headline: Later\n  body: Words.\n  severity: low\n  ${cited}\n`;
  const sent = await tocsin('publish', file(held), '--yes');
  expect(sent).toMatchObject({ code: 0, err: '' });
  const [, id = ''] = /(D-\w{5})/.exec(sent.out) ?? [];
  const records = UPDATE.slice(UPDATE.indexOf('sources:\n'));
  const correction = `correct: ${id}\nreason: More.\ndisclosure:\n  headline: Soon\n${records}`;
  expect((await tocsin('publish', file(correction), '--yes')).err).toContain(
    'waits for its embargo',
  );
});
