import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../../src/app.ts';
import { readSettings } from '../../../src/config/settings.ts';
import { EXAMPLES } from '../../../src/platform/console/welcome.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { newDatabase } from '../storage/support/store.ts';
import { browserPath, inBrowser, launch, openWindow } from './browser.ts';
import { visitor } from './running-console.ts';

let dataDir: string;
let app: App;
let address: string;
const logged: string[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tocsin-console-'));
  const { url } = await newDatabase();
  const env = { TOCSIN_DATA_DIR: dataDir, DATABASE_URL: url };
  const { config, secrets } = readSettings(env, dataDir);
  const log = createLogger({ level: 'error', pretty: false, write: (line) => logged.push(line) });
  app = await createApp({ ...config, port: 0 }, secrets, log, { serve: true });
  address = app.address ?? '';
});

afterAll(async () => {
  await app?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test.each(EXAMPLES)('the example "$line" is answered, in every form', async ({ line }) => {
  const person = visitor(address);
  await person.post('/api/session', {});
  const response = await person.ask(line);
  const { id, html } = (await response.json()) as { id: string; html: string };
  expect(html).toContain('card-tone-answer');
  for (const form of ['slack', 'discord', 'text']) {
    const shown = await person.get(`/api/messages/${id}/${form}`);
    expect(await shown.json()).toMatchObject({ payload: expect.anything(), page: 1 });
  }
  expect(logged).toEqual([]);
});

test('each verb has a form, and what it makes is answered', async () => {
  const person = visitor(address);
  await person.post('/api/session', {});
  expect(await (await person.ask('')).json()).toEqual({ form: { verb: null, values: {} } });
  const { verbs } = (await (await person.get('/api/form')).json()) as {
    verbs: { verb: string; fields: { name: string; control: string; required: boolean }[] }[];
  };
  expect(verbs.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['stats', 'actor', 'help']));
  for (const { verb, fields } of verbs) {
    const needed = fields.filter(({ required }) => required);
    const values = Object.fromEntries(needed.map(({ name }) => [name, 'Phosphorus']));
    const answer = await (await person.askForm(verb, values)).json();
    expect(answer, verb).toMatchObject({ html: expect.stringContaining('card-tone-') });
    for (const { name } of fields.filter(({ control }) => control === 'name')) {
      const query = new URLSearchParams({ verb, param: name, partial: '', channel: 'newsroom' });
      expect((await person.get(`/api/form/values?${query}`)).status, `${verb} ${name}`).toBe(200);
    }
  }
  expect(logged).toEqual([]);
});

/** A browser on a busy machine may miss a moment; a fault of the page fails twice. */
const ONCE_MORE = { retry: 1 };

describe.skipIf(browserPath === undefined)(
  inBrowser('the whole of Tocsin in a browser'),
  ONCE_MORE,
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launch();
    });
    afterAll(() => browser?.close());

    test.each([
      { width: 1280, height: 820 },
      { width: 360, height: 740 },
    ])('every example can be clicked and read at $width px', async (viewport) => {
      const { page, faults } = await openWindow(browser, address, { viewport });
      for (const [index, { line }] of EXAMPLES.entries()) {
        await page.getByRole('button', { name: `/tocsin ${line}` }).click();
        await page.locator('.message .card').nth(index).waitFor();
        expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(
          viewport.width,
        );
      }
      const charts = page.locator('.card-chart img');
      expect(await charts.count()).toBeGreaterThan(1);
      for (const chart of await charts.all()) {
        await chart.scrollIntoViewIfNeeded();
        expect(await chart.getAttribute('alt')).toMatch(/\w{3}/);
      }
      await expect
        .poll(() =>
          page.evaluate('Math.min(...[...document.images].map((image) => image.naturalWidth))'),
        )
        .toBeGreaterThan(20);
      expect(faults).toEqual({ errors: [], foreign: [] });
    });

    test('verbs and names complete as one types', async () => {
      const { page } = await openWindow(browser, address);
      const box = page.getByRole('combobox', { name: /command line/ });
      await box.pressSequentially('act');
      await page.getByRole('option', { name: /^actor/ }).waitFor();
      await box.press('Tab');
      await box.pressSequentially('phosph');
      await page
        .getByRole('option', { name: /Phosphorus/ })
        .first()
        .waitFor();
      await box.press('ArrowDown');
      await box.press('Enter');
      await box.press('Enter');
      await page.getByRole('group', { name: /Answer: Phosphorus/ }).waitFor();
    });

    test('a group is found by the form', async () => {
      const { page, faults } = await openWindow(browser, address);
      await page.locator('#line:focus').waitFor();
      await page.keyboard.press('Enter');
      const form = page.getByRole('dialog', { name: 'Ask Tocsin' });
      await form.locator('option[value="actor"]').waitFor({ state: 'attached' });
      await form.getByRole('combobox', { name: 'What do you want' }).selectOption('actor');
      await form.getByRole('combobox', { name: 'Actor' }).pressSequentially('phosph');
      await form
        .locator('[role="option"]', { hasText: /Phosphorus/ })
        .first()
        .click();
      await page.keyboard.press('Enter');
      await page.getByRole('group', { name: /Answer: Phosphorus/ }).waitFor();
      expect(faults).toEqual({ errors: [], foreign: [] });
    });
  },
);
