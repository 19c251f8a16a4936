import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { ROOT } from '../../../src/config/env.ts';
import { readSettings } from '../../../src/config/settings.ts';
import { createLogger } from '../../../src/shared/logger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-start-'));
  cpSync(join(ROOT, 'packs/tocsin'), join(folder, 'packs/tocsin'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The pack as a new version has it. */
function change(from: string, to: string): void {
  const file = join(folder, 'packs/tocsin/incidents/2019-10-phosphorus-us-campaign.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

/** Starts Tocsin as `npm start` does, and stops it. @returns the drafts that wait then */
async function startOnce() {
  const logged: string[] = [];
  const { config, secrets } = readSettings({ TOCSIN_DATA_DIR: join(folder, 'data') }, folder);
  const log = createLogger({ level: 'error', pretty: false, write: (line) => logged.push(line) });
  const packsDir = join(folder, 'packs');
  await using app = await createApp({ ...config, port: 0 }, secrets, log, {
    serve: true,
    packsDir,
  });
  await app.lookForClaimChanges();
  const drafts = await app.services.desk.drafts();
  expect(logged).toEqual([]);
  return drafts;
}

test('a figure that a new pack changes waits as a draft after the start, once', async () => {
  expect(await startOnce()).toEqual([]);
  change('value: 4\n', 'value: 5\n');
  const [draft, ...others] = await startOnce();
  expect(others).toEqual([]);
  expect(draft?.disclosure).toMatchObject({
    ...{ kind: 'correction', catalogue: 'pack:tocsin', tlp: 'CLEAR' },
    incident: '2019-10-phosphorus-us-campaign',
    claims: ['2019-10-phosphorus-us-campaign.compromised'],
    body: expect.stringMatching(
      /^Accounts compromised: said 4, exactly; now 5, exactly\. Microsoft \(Tom Burt\), 4 Oct 2019\. Counted: of the 241 attacked\. None of the four .*\. \[1\]\[2\]$/,
    ),
  });
  expect(await startOnce()).toHaveLength(1);
});
