import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browserPath, inBrowser, launch, openWindow, watchedPage } from './browser.ts';
import { type RunningConsole, startConsole } from './running-console.ts';
import { HOSTILE } from './stub-answers.ts';

const PASSWORD = 'a long enough password';

/** A browser on a busy machine may miss a moment; a fault of the page fails twice. */
const ONCE_MORE = { retry: 1 };

describe.skipIf(browserPath === undefined)(inBrowser('the console in a browser'), ONCE_MORE, () => {
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

  async function start(...args: Parameters<typeof startConsole>) {
    const server = await startConsole(...args);
    running.push(server);
    return server;
  }

  async function open(options: Parameters<typeof openWindow>[2] = {}) {
    const server = await start();
    return { ...server, ...(await openWindow(browser, server.address, options)) };
  }

  const box = (page: Page) => page.getByRole('combobox', { name: /command line/ });
  const answers = (page: Page) => page.locator('.message');
  const suggestions = (page: Page) => page.getByRole('option');

  async function type(page: Page, line: string) {
    await box(page).fill(line);
    await box(page).press('Enter');
  }

  async function ask(page: Page, line: string, title: string) {
    await type(page, line);
    await page
      .getByRole('group', { name: `Answer: ${title}` })
      .last()
      .waitFor();
  }

  test('a newcomer clicks an example and reads an answer that only they see', async () => {
    const { page, faults, asked } = await open();
    await page.getByRole('button', { name: /\/tocsin stats/ }).click();
    const answer = page.getByRole('group', { name: 'Answer: Accounts' });
    await answer.getByText('Only visible to you').waitFor();
    expect(await answer.textContent()).toContain('more than 2,700');
    await answer.getByRole('img', { name: /241 attacked, 4 compromised/ }).waitFor();
    await expect
      .poll(() => page.evaluate('document.querySelector(".card img").naturalWidth'))
      .toBe(1);
    expect(asked[0]?.commandLine).toBe('stats');
    await expect
      .poll(() => page.getByRole('status').last().textContent())
      .toBe('Tocsin answered: Accounts. Only visible to you.');
    expect(faults).toEqual({ errors: [], foreign: [] });
  });

  test('all of it can be done with the keyboard', async () => {
    const { page } = await open();
    await page.keyboard.press('Shift+Tab');
    await page.locator('.skip-link').focus();
    await page.keyboard.press('Enter');
    await page.locator('#line:focus').waitFor();
    await page.keyboard.type('s');
    await suggestions(page).first().waitFor();
    expect(await box(page).getAttribute('aria-expanded')).toBe('true');
    expect(await box(page).getAttribute('aria-activedescendant')).toBeNull();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const active = await box(page).getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).textContent()).toContain('sources');
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    expect(await box(page).inputValue()).toBe('stats ');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Answer: Accounts' }).waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await box(page).inputValue()).toBe('stats');
    await page.keyboard.press('ArrowDown');
    expect(await box(page).inputValue()).toBe('');
  });

  test('Tab takes the first suggestion, Escape closes, Enter without a choice sends as typed', async () => {
    const { page, asked } = await open();
    await box(page).pressSequentially('ta');
    await suggestions(page).first().waitFor();
    await page.keyboard.press('Tab');
    expect(await box(page).inputValue()).toBe('targets ');
    expect(await box(page).getAttribute('aria-expanded')).toBe('false');
    await box(page).fill('ti');
    await suggestions(page).first().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => suggestions(page).count()).toBe(0);
    await box(page).fill('s');
    await suggestions(page).first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => asked.map(({ commandLine }) => commandLine)).toEqual(['s']);
  });

  test('a suggestion can be clicked, and typing goes on', async () => {
    const { page } = await open();
    await box(page).pressSequentially('inc');
    await suggestions(page).first().click();
    await page.keyboard.type('x');
    expect(await box(page).inputValue()).toBe('incidents x');
  });

  test('a button sends its line as if typed, and reading goes on in the answer', async () => {
    const { page, asked } = await open();
    await ask(page, 'stats', 'Accounts');
    await page.getByRole('button', { name: 'Targets', exact: true }).click();
    const answer = page.getByRole('group', { name: 'Answer: Who was targeted' });
    await answer.and(page.locator(':focus')).waitFor();
    expect(asked.map(({ commandLine }) => commandLine)).toEqual(['stats', 'targets']);
  });

  test('a message that is long for a platform can be looked at page by page', async () => {
    const { page } = await open();
    await ask(page, 'long', 'Long');
    const panel = page.getByRole('tabpanel');
    await page.getByRole('tab', { name: 'Slack' }).click();
    await panel.getByText('Page 1 of 3').waitFor();
    expect(await panel.getByRole('button', { name: 'Previous' }).isDisabled()).toBe(true);
    await panel.getByRole('button', { name: 'Next' }).click();
    await panel.getByText('Page 2 of 3').waitFor();
    expect(await panel.locator('pre').textContent()).toContain('"page": 2');
  });

  test('instants are shown in the zone of the reader', async () => {
    const { page } = await open({ timezoneId: 'Asia/Tokyo', locale: 'en-GB' });
    await ask(page, 'targets', 'Who was targeted');
    const time = page.locator('.card time');
    expect(await time.textContent()).toMatch(/^22 Nov 2026, 23:05/);
    expect(await time.getAttribute('title')).toBe('22 Nov 2026, 14:05 UTC');
  });

  test('a reference leads to its source in the same card, and stays in the channel', async () => {
    const { page } = await open({ path: '/#campaign-security' });
    await ask(page, 'targets', 'Who was targeted');
    await ask(page, 'targets', 'Who was targeted');
    const card = answers(page).last();
    await card.getByRole('link', { name: /^Source 1/ }).click();
    await card.locator('li:focus', { hasText: 'Example Vendor' }).waitFor();
    expect(page.url()).toContain('#campaign-security');
    expect(await answers(page).count()).toBe(2);
  });

  test('what is shared shows in every window, and is counted where another channel is open', async () => {
    const { page, address } = await open();
    const { page: other } = await openWindow(browser, address);
    const { page: elsewhere } = await openWindow(browser, address, { path: '/#campaign-security' });
    await elsewhere.getByRole('heading', { name: 'campaign-security' }).waitFor();
    await ask(page, 'stats', 'Accounts');
    await answers(page).getByRole('button', { name: 'Share to channel' }).click();
    const shared = other.getByRole('group', { name: 'Answer: Accounts' });
    await shared.getByText('Posted to #newsroom').waitFor();
    expect(await answers(other).count()).toBe(1);
    await elsewhere.getByRole('link', { name: 'newsroom 1 new' }).click();
    await elsewhere.getByText('Posted to #newsroom').waitFor();
    expect(await elsewhere.getByRole('link', { name: /new$/ }).count()).toBe(0);
  });

  test('windows of one session show its private answers once each', async () => {
    const { page, address } = await open();
    const second = await watchedPage(await page.context().newPage(), address);
    await ask(page, 'stats', 'Accounts');
    await second.page.getByRole('group', { name: 'Answer: Accounts' }).waitFor();
    await ask(page, 'targets', 'Who was targeted');
    expect(await answers(page).count()).toBe(2);
  });

  test('an answer can be looked at as Slack, Discord and plain text get it, and copied', async () => {
    const { page, address } = await open();
    await page
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: address });
    await ask(page, 'stats', 'Accounts');
    const panel = page.getByRole('tabpanel');
    await page.getByRole('tab', { name: 'Slack' }).click();
    const slack = { blocks: [{ text: 'Accounts' }], page: 1 };
    await expect
      .poll(async () => JSON.parse((await panel.locator('pre').textContent()) ?? ''))
      .toEqual(slack);
    await panel.getByRole('button', { name: 'Copy' }).click();
    await panel.getByRole('button', { name: 'Copied' }).waitFor();
    expect(JSON.parse(String(await page.evaluate('navigator.clipboard.readText()')))).toEqual(
      slack,
    );
    await page.keyboard.press('Tab');
    await page.getByRole('tab', { name: 'Slack' }).press('ArrowRight');
    await expect.poll(() => panel.textContent()).toContain('"components"');
    await page.keyboard.press('End');
    await expect.poll(() => panel.textContent()).toContain('2,700');
    await page.keyboard.press('ArrowRight');
    await panel.getByText('more than 2,700').waitFor();
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Card');
  });

  test('a link with a line asks it, and a reload does not ask again', async () => {
    const { page, asked } = await open({ path: '/?q=stats%20public:true#campaign-security' });
    await page
      .getByRole('group', { name: 'Answer: Accounts' })
      .getByText('Only visible to you')
      .waitFor();
    expect(new Set(asked[0]?.may)).toEqual(new Set(['ask']));
    expect(asked[0]?.where.channel).toBe('campaign-security');
    await page.reload();
    await page.getByRole('group', { name: 'Answer: Accounts' }).waitFor();
    expect(asked).toHaveLength(1);
  });

  test('an address that names no channel, or is no address at all, opens the first', async () => {
    const { address, page, faults } = await open();
    for (const hash of ['#nowhere', '#%', '#%ff', '#__proto__']) {
      await page.goto('about:blank');
      await page.goto(`${address}/${hash}`);
      await page.getByRole('heading', { name: 'newsroom' }).waitFor();
      await page.getByRole('button', { name: /\/tocsin stats/ }).waitFor();
    }
    expect(faults.errors).toEqual([]);
  });

  test('texts that try to be markup show as they are written', async () => {
    const { page, faults } = await open();
    await ask(page, 'hostile', HOSTILE);
    await page.getByRole('tab', { name: 'Plain text' }).click();
    await page.getByRole('tab', { name: 'Card' }).click();
    await type(page, HOSTILE);
    await page.getByText(`/tocsin ${HOSTILE}`, { exact: true }).waitFor();
    await expect.poll(() => answers(page).count()).toBe(2);
    expect(await page.evaluate('"pwned" in window')).toBe(false);
    expect(await page.locator('#messages script, #messages [onerror], #messages svg').count()).toBe(
      0,
    );
    expect(await page.locator('#messages a[href^="javascript:" i]').count()).toBe(0);
    expect(faults).toEqual({ errors: [], foreign: [] });
  });

  test('says so when the server is away, comes back, and sends again', async () => {
    const { page, address, close } = await open();
    await ask(page, 'stats', 'Accounts');
    await close();
    await page.getByRole('alert').getByText('Tocsin is not answering').waitFor();
    await type(page, 'targets');
    await answers(page).last().getByRole('button', { name: 'Try again' }).waitFor();
    await start({}, Number(new URL(address).port));
    await page.getByText('Connected', { exact: true }).waitFor({ timeout: 20_000 });
    await answers(page).last().getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('group', { name: 'Answer: Who was targeted' }).waitFor();
    expect(await answers(page).count()).toBe(2);
  });

  test('a fault of the server is said, without detail', async () => {
    const { page } = await open();
    await type(page, 'broken');
    await page.getByText('Tocsin could not do this.').waitFor();
    expect(await page.textContent('body')).not.toContain('secret detail');
  });

  test('fits a phone and 200 % zoom, with targets large enough for a thumb', async () => {
    for (const viewport of [
      { width: 360, height: 640 },
      { width: 640, height: 400 },
    ]) {
      const { page, close } = await open({ viewport, hasTouch: true });
      await ask(page, 'stats', 'Accounts');
      await ask(page, 'hostile', HOSTILE);
      await page.getByRole('tab', { name: 'Slack' }).last().click();
      await page.locator('pre').waitFor();
      expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBeLessThanOrEqual(
        viewport.width,
      );
      expect(await page.evaluate('document.scrollingElement.scrollHeight')).toBeLessThanOrEqual(
        viewport.height,
      );
      const small = await page
        .locator('button:visible, #line, nav a:visible')
        .evaluateAll((all) =>
          all.filter((it) => it.getBoundingClientRect().height < 40).map((it) => it.outerHTML),
        );
      expect(small).toEqual([]);
      const log = await page.locator('#log').boundingBox();
      expect(log?.height).toBeGreaterThan(viewport.height / 3);
      await close();
    }
  });

  test('follows the system into the dark, and keeps still where that is wished', async () => {
    const { page } = await open({ colorScheme: 'dark', reducedMotion: 'reduce' });
    const paper = async () =>
      String(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
    const dark = await paper();
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await paper();
    expect(Number(dark.match(/\d+/)?.[0])).toBeLessThan(60);
    expect(Number(light.match(/\d+/)?.[0])).toBeGreaterThan(200);
    await ask(page, 'stats', 'Accounts');
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  });

  test('every control has a name', async () => {
    const { page } = await open();
    await ask(page, 'stats', 'Accounts');
    for (const role of [
      'button',
      'link',
      'tab',
      'combobox',
      'tablist',
      'tabpanel',
      'img',
    ] as const) {
      const all = await page.getByRole(role).count();
      expect(await page.getByRole(role, { name: /\S/ }).count()).toBe(all);
    }
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  test('with a password, one signs in and out', async () => {
    const { address } = await start({ password: PASSWORD });
    const { page } = await openWindow(browser, address);
    await page.waitForURL('**/sign-in');
    await page.getByLabel('Password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('This is not the password.').waitFor();
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    // The page is loaded, and its script with it, before anything is typed.
    await page.waitForURL((url) => url.pathname === '/');
    await ask(page, 'stats', 'Accounts');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await page.goto(address);
    await page.waitForURL('**/sign-in');
  });
});
