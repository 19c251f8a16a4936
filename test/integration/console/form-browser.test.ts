import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browserPath, inBrowser, launch, openWindow } from './browser.ts';
import { type RunningConsole, startConsole } from './running-console.ts';
import { HOSTILE } from './stub-answers.ts';

/** A browser on a busy machine may miss a moment; a fault of the page fails twice. */
const ONCE_MORE = { retry: 1 };

describe.skipIf(browserPath === undefined)(inBrowser('the form in a browser'), ONCE_MORE, () => {
  let browser: Browser;
  const running: RunningConsole[] = [];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await Promise.all(running.splice(0).map((server) => server.close()));
  });

  async function open(
    options: Parameters<typeof openWindow>[2] = {},
    overrides: Parameters<typeof startConsole>[0] = {},
  ) {
    const server = await startConsole(overrides);
    running.push(server);
    const window = await openWindow(browser, server.address, options);
    // The script has run when the message box has the focus.
    await window.page.locator('#line:focus').waitFor();
    return { ...server, ...window };
  }

  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Ask Tocsin' });
  const verb = (page: Page) => dialog(page).getByRole('combobox', { name: 'What do you want' });
  const field = (page: Page, name: string) => dialog(page).getByRole('combobox', { name });
  const values = (page: Page) => dialog(page).locator('[role="option"]');
  const value = (page: Page, name: string) => field(page, name).inputValue();
  const focused = (page: Page) => page.evaluate('document.activeElement.id');

  /** Opens the form by button, and waits until it has its verbs. */
  async function openForm(page: Page) {
    await page.getByRole('button', { name: 'Form' }).click();
    await verb(page).locator('option[value="stats"]').waitFor({ state: 'attached' });
  }

  test('asks with the keyboard alone, and one goes on typing', async () => {
    const { page, asked, faults } = await open();
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Form' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await verb(page).locator('option[value="actor"]').waitFor({ state: 'attached' });
    await verb(page).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('actor');
    await field(page, 'Actor').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('char');
    await values(page).first().waitFor();
    expect(await field(page, 'Actor').getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const active = await field(page, 'Actor').getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).textContent()).toContain('Charcoal Typhoon');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    expect(await value(page, 'Actor')).toBe('Charming Kitten');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Answer: You wrote: actor Charming Kitten' }).waitFor();
    expect(await dialog(page).count()).toBe(0);
    expect(await focused(page)).toBe('line');
    expect(asked.map(({ commandLine }) => commandLine)).toEqual(['actor Charming Kitten']);
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('#line').inputValue()).toBe('actor Charming Kitten');
    expect(faults).toEqual({ errors: [], foreign: [] });
  });

  test('Tab takes the value chosen and goes on, Escape closes the values before the form', async () => {
    const { page, asked } = await open();
    await openForm(page);
    await verb(page).selectOption('targets');
    await field(page, 'Incident').pressSequentially('pho');
    await values(page).first().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => values(page).count()).toBe(0);
    expect(await dialog(page).count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await values(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    expect(await value(page, 'Incident')).toBe('Phosphorus');
    expect(await focused(page)).toBe('field-actor');
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog(page).count()).toBe(0);
    await page.locator('#line:focus').waitFor();
    expect(asked).toEqual([]);
  });

  test('a line opens it: nothing, or the verb to begin with', async () => {
    const { page, asked } = await open();
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('button', { name: 'Close' }).click();
    await page.locator('#line:focus').waitFor();
    await page.keyboard.type('form targets');
    expect(await page.locator('#line').inputValue()).toBe('form targets');
    await page.keyboard.press('Enter');
    await field(page, 'Incident').and(page.locator(':focus')).waitFor();
    expect(await verb(page).inputValue()).toBe('targets');
    expect(await page.locator('.message').count()).toBe(0);
    expect(asked).toEqual([]);
  });

  test('what is filled in makes one line, kept where another verb asks for it too', async () => {
    const { page, asked } = await open();
    await openForm(page);
    await verb(page).selectOption('stats');
    await field(page, 'Incident').fill('Solar Winds');
    await verb(page).selectOption('targets');
    expect(await value(page, 'Incident')).toBe('Solar Winds');
    await field(page, 'Sector').selectOption('media');
    await verb(page).selectOption('names');
    await verb(page).selectOption('targets');
    expect(await value(page, 'Sector')).toBe('');
    await field(page, 'Incident').fill('Solar Winds');
    await field(page, 'Sector').selectOption('media');
    await dialog(page).getByRole('textbox', { name: 'Since' }).fill('4 Oct 2019');
    await dialog(page).getByRole('checkbox', { name: 'Post to the channel' }).check();
    await dialog(page).getByRole('button', { name: 'Ask' }).click();
    await page.getByText('Posted to #newsroom', { exact: true }).waitFor();
    const line = 'targets Solar Winds sector:media since:"4 Oct 2019" public:true';
    expect(asked[0]?.commandLine).toBe(line);
    await openForm(page);
    await verb(page).selectOption('targets');
    expect(await value(page, 'Incident')).toBe('');
    expect(await dialog(page).getByRole('checkbox').isChecked()).toBe(false);
  });

  test('does not ask before a verb is chosen and what it needs is filled in', async () => {
    const { page, asked } = await open();
    await openForm(page);
    const ask = dialog(page).getByRole('button', { name: 'Ask' });
    await ask.click();
    await verb(page).and(page.locator(':focus')).waitFor();
    await verb(page).selectOption('actor');
    await ask.click();
    await field(page, 'Actor').and(page.locator(':focus')).waitFor();
    expect(await dialog(page).count()).toBe(1);
    expect(asked).toEqual([]);
  });

  test('a long text is written over several lines', async () => {
    const { page, asked } = await open();
    await openForm(page);
    await verb(page).selectOption('names');
    await dialog(page).getByRole('textbox', { name: 'Text' }).fill('They say:\nit was APT35.');
    await dialog(page).getByRole('button', { name: 'Ask' }).click();
    await page.locator('.message .card').waitFor();
    expect(asked[0]?.commandLine).toBe('names "They say: it was APT35."');
  });

  test('a value can be clicked, and shows as it is written', async () => {
    const completeParam = () => [{ insert: HOSTILE, label: HOSTILE, detail: HOSTILE }];
    const { page, asked, faults } = await open({}, { completeParam });
    await openForm(page);
    await verb(page).selectOption('actor');
    await field(page, 'Actor').pressSequentially('x');
    await values(page).first().click();
    expect(await value(page, 'Actor')).toBe(HOSTILE);
    await page.keyboard.press('Enter');
    await page.locator('.message .card').waitFor();
    expect(asked[0]?.commandLine).toContain('<script>');
    expect(await page.evaluate('"pwned" in window')).toBe(false);
    expect(faults).toEqual({ errors: [], foreign: [] });
  });

  test('says so when the server is away', async () => {
    const { page, close } = await open();
    await close();
    await page.getByRole('button', { name: 'Form' }).click();
    await dialog(page).getByRole('alert').getByText('Tocsin is not answering').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#line:focus').waitFor();
  });

  test('fits a phone and 200 % zoom: buttons and values stay in view', async () => {
    for (const viewport of [
      { width: 360, height: 640 },
      { width: 640, height: 400 },
    ]) {
      const { page } = await open({ viewport, hasTouch: true, colorScheme: 'dark' });
      await openForm(page);
      await verb(page).selectOption('targets');
      await field(page, 'Actor').pressSequentially('char');
      await values(page).nth(1).waitFor();
      for (const shown of [
        dialog(page),
        dialog(page).getByRole('button', { name: 'Ask' }),
        dialog(page).getByRole('listbox'),
      ]) {
        const box = await shown.boundingBox();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
      }
      const small = await dialog(page)
        .locator('button, select, input[type="text"], .tick label')
        .evaluateAll((all) =>
          all.filter((it) => it.getBoundingClientRect().height < 40).map((it) => it.outerHTML),
        );
      expect(small).toEqual([]);
      const paper = await page.evaluate(
        'getComputedStyle(document.querySelector("dialog")).backgroundColor',
      );
      expect(Number(String(paper).match(/\d+/)?.[0])).toBeLessThan(60);
    }
  });

  test('every control has a name, and says what it asks for', async () => {
    const { page } = await open();
    await openForm(page);
    await verb(page).selectOption('targets');
    for (const role of ['button', 'combobox', 'textbox', 'checkbox'] as const) {
      const all = await dialog(page).getByRole(role).count();
      expect(await dialog(page).getByRole(role, { name: /\S/ }).count()).toBe(all);
    }
    const described = await dialog(page)
      .getByRole('textbox', { name: 'Since' })
      .getAttribute('aria-describedby');
    expect(await page.locator(`#${described}`).textContent()).toContain('2019-10');
  });
});
