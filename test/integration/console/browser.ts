import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The first is the engine without toolbars, which are pages of their own and take as long again. */
const CHROMIUM = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

/** Where a browser is; undefined on a machine without one. */
export const browserPath = CHROMIUM.map((name) => `/usr/bin/${name}`).find((path) =>
  existsSync(path),
);

/** Title of browser tests: it says why they are skipped where they are. */
export function inBrowser(what: string): string {
  return browserPath === undefined
    ? `${what} (skipped: no Chromium; apt-get install -y chromium)`
    : what;
}

/** As root there is no sandbox; what the browser would do by itself has no place in a test. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  '--no-first-run',
];

export async function launch(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('no Chromium on this machine');
  return chromium.launch({ executablePath: browserPath, args: FLAGS });
}

/** All that a page must never do, as it does it. */
export interface Faults {
  /** Script errors, failed loads and breaches of the content security policy. */
  readonly errors: string[];
  /** Requests to anywhere but the console. */
  readonly foreign: string[];
}

/** A window that watches itself. `context` windows share a session. */
export async function openWindow(
  browser: Browser,
  address: string,
  options: BrowserContextOptions & { readonly path?: string } = {},
): Promise<{ page: Page; faults: Faults }> {
  const { path = '/', ...contextOptions } = options;
  const context = await browser.newContext(contextOptions);
  return watchedPage(await context.newPage(), address, path);
}

/** A page at the console that notes what it must never do. */
export async function watchedPage(page: Page, address: string, path = '/') {
  const faults: Faults = { errors: [], foreign: [] };
  page.on('pageerror', (error) => faults.errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      faults.errors.push(message.text());
    }
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${address}/`)) faults.foreign.push(request.url());
  });
  await page.goto(`${address}${path}`);
  return { page, faults };
}
