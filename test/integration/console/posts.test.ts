import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Card } from '../../../src/card/card.ts';
import { strong, struck, text } from '../../../src/card/span.ts';
import { browserPath, inBrowser, launch, openWindow } from './browser.ts';
import { type RunningConsole, startConsole, visitor } from './running-console.ts';
import { HOSTILE } from './stub-answers.ts';

const NEWSROOM = { platform: 'console', tenant: 'local', channel: 'newsroom' } as const;
const SECURITY = { ...NEWSROOM, channel: 'campaign-security' };

const running: RunningConsole[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start() {
  const server = await startConsole();
  running.push(server);
  return server;
}

function card(title: string, more: Partial<Card> = {}): Card {
  return {
    kicker: [strong('UPDATE')],
    title,
    tone: 'alert',
    blocks: [{ type: 'paragraph', spans: [text(`About ${title}.`)] }],
    sources: [],
    actions: [{ label: 'Stop these', commandLine: 'unsubscribe D-7F3KQ', style: 'default' }],
    footer: { asOf: [], tlp: 'TLP:CLEAR' },
    ...more,
  };
}

async function post(
  { destination }: RunningConsole,
  shown: Card,
  place: typeof NEWSROOM | typeof SECURITY = NEWSROOM,
  replyTo?: { channel: string; id: string },
) {
  const message = { key: shown.title, card: shown, commandLine: 'news D-7F3KQ', replyTo };
  const outcome = await destination.post(place, message);
  if (outcome.is !== 'sent') throw new Error(outcome.is);
  return outcome.ref;
}

const message = (shown: Card) => ({ key: shown.title, card: shown, commandLine: 'news D-7F3KQ' });

test('posts are read like answers, in every form, and bear no name', async () => {
  const server = await start();
  const person = visitor(server.address);
  await person.post('/api/session', {});
  const { id } = await post(server, card('Three men indicted'));
  expect(await person.messages()).toMatchObject([
    { kind: 'post', id, mine: false, private: false, title: 'UPDATE. Three men indicted' },
  ]);
  const slack = await (await person.get(`/api/messages/${id}/slack`)).json();
  expect(slack).toMatchObject({ payload: { blocks: [{ text: 'Three men indicted' }] }, pages: 1 });
  const plain = await (await person.get(`/api/messages/${id}/text`)).json();
  expect(plain).toMatchObject({ payload: expect.stringContaining('About Three men indicted.') });
});

/** A browser on a busy machine may miss a moment; a fault of the page fails twice. */
const ONCE_MORE = { retry: 1 };

describe.skipIf(browserPath === undefined)(inBrowser('posts in a browser'), ONCE_MORE, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

  async function open(path = '/') {
    const server = await start();
    const window = await openWindow(browser, server.address, { path });
    await window.page.getByText('Connected', { exact: true }).waitFor();
    return { ...window, server };
  }

  const named = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
  const announced = (page: Page) => page.locator('#announcer').textContent();

  test('a post arrives by itself, is told apart, and is changed where it stands', async () => {
    const { page, faults, server } = await open();
    const ref = await post(server, card('Two men indicted'));
    await post(server, card('Another matter'));
    const first = named(page, 'Post: UPDATE. Two men indicted');
    await first.getByText('Posted to #newsroom').waitFor();
    expect(await first.locator('.question').count()).toBe(0);
    await expect
      .poll(() => announced(page))
      .toBe('Tocsin posted in #newsroom: UPDATE. Another matter');

    const corrected = card('Three men indicted', {
      tone: 'corrected',
      kicker: [strong('UPDATE'), text(' · CORRECTED')],
    });
    await server.destination.edit(NEWSROOM, ref, message(corrected));
    const changed = named(page, 'Post: UPDATE · CORRECTED. Three men indicted');
    await changed.getByText(/^changed \d/).waitFor();
    expect(await page.locator('.post').count()).toBe(2);
    expect(await page.locator('.post').first().getAttribute('id')).toBe(`message-${ref.id}`);
    expect(await announced(page)).toBe(
      'Tocsin changed a post in #newsroom: UPDATE · CORRECTED. Three men indicted',
    );

    const retracted = card('This update is retracted', {
      tone: 'retracted',
      kicker: [strong('RETRACTED')],
      blocks: [{ type: 'paragraph', spans: [struck(HOSTILE)] }],
    });
    await server.destination.edit(NEWSROOM, ref, message(retracted));
    const gone = named(page, 'Post: RETRACTED. This update is retracted').locator('s');
    expect(await gone.textContent()).toBe(`[retracted: ${HOSTILE}]`);
    const line = 'getComputedStyle(document.querySelector(".post s")).textDecorationLine';
    expect(await page.evaluate(line)).toBe('line-through');
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(faults).toEqual({ errors: [], foreign: [] });
  });

  test('whoever reads in a post goes on reading in what it became', async () => {
    const { page, server } = await open();
    const ref = await post(server, card('Two men indicted'));
    await page.getByRole('button', { name: 'Stop these' }).focus();
    await server.destination.edit(NEWSROOM, ref, message(card('Three men indicted')));
    await named(page, 'Post: UPDATE. Three men indicted').and(page.locator(':focus')).waitFor();
  });

  test('a button on a post sends its line', async () => {
    const { page, server } = await open();
    await post(server, card('Two men indicted'));
    await page.getByRole('button', { name: 'Stop these' }).click();
    await named(page, 'Answer: You wrote: unsubscribe D-7F3KQ').waitFor();
    expect(server.asked[0]?.commandLine).toBe('unsubscribe D-7F3KQ');
  });

  test('a reply leads to what it replies to; a post elsewhere is counted', async () => {
    const { page, server } = await open();
    const ref = await post(server, card('Two men indicted'));
    await post(server, card('A note'), NEWSROOM, ref);
    await named(page, 'Post: UPDATE. A note')
      .getByRole('link', { name: 'an earlier post' })
      .click();
    await named(page, 'Post: UPDATE. Two men indicted').and(page.locator(':focus')).waitFor();
    expect(page.url()).not.toContain('#');
    await post(server, card('Elsewhere'), SECURITY);
    await page.getByRole('link', { name: /campaign-security 1 new/ }).waitFor();
  });

  test('a link opens the message that it names, in its channel', async () => {
    const server = await start();
    await post(server, card('First'), SECURITY);
    const { id } = await post(server, card('Second'), SECURITY);
    const path = `/#campaign-security/${id}`;
    const { page } = await openWindow(browser, server.address, { path });
    await named(page, 'Post: UPDATE. Second').and(page.locator(':focus')).waitFor();
    expect(await page.locator('#channel-name').textContent()).toBe('campaign-security');
  });
});
