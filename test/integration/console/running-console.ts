import type { ChartSpec } from '../../../src/card/chart.ts';
import type { Rendered } from '../../../src/card/render.ts';
import type { Invocation } from '../../../src/command/context.ts';
import { formAsked } from '../../../src/command/form.ts';
import { chartMount, chartStore } from '../../../src/http/charts.ts';
import { startHttp } from '../../../src/http/server.ts';
import { consoleApp } from '../../../src/platform/console/console-app.ts';
import type { ConsoleOptions } from '../../../src/platform/console/options.ts';
import { renderHtml } from '../../../src/render/html/render.ts';
import { fixedClock } from '../../../src/shared/clock.ts';
import { stubComplete, stubDispatch } from './stub-answers.ts';
import { stubRegistry, stubValues } from './stub-commands.ts';

/** A picture of one transparent point: what a chart shows is not the console's concern. */
const POINT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** What another platform's renderer makes: three pages of the card called "Long", one of any other. */
function sent(payload: unknown, page: number, title: string): Rendered<unknown> {
  const pages = title === 'Long' ? 3 : 1;
  return { payload, fallback: title, page, pages, attachments: [], storedActions: [] };
}

/** A console on a free port over real sockets, with fixed answers, and what it was asked. */
export async function startConsole(overrides: Partial<ConsoleOptions> = {}, port = 0) {
  const asked: Invocation[] = [];
  const charts = chartStore<ChartSpec>({ secret: 'test', capacity: 10, draw: async () => POINT });
  const mount = consoleApp({
    dispatch(invocation) {
      asked.push(invocation);
      return stubDispatch(invocation);
    },
    complete: stubComplete,
    commands: stubRegistry.commands,
    completeParam: (_, partial, limit) => stubValues(partial, limit),
    formAsked: (line) => formAsked(line, stubRegistry),
    renderHtml,
    previews: {
      slack: (card, { page }) => sent({ blocks: [{ text: card.title }], page }, page, card.title),
      discord: (card, { page }) =>
        sent({ components: [{ content: card.title }] }, page, card.title),
    },
    charts,
    clock: fixedClock('2026-11-22T14:05:00Z'),
    version: '0.1.0',
    ...overrides,
  });
  const server = await startHttp({ host: '127.0.0.1', port, mounts: [chartMount(charts), mount] });
  return { ...server, asked, destination: mount.destination };
}

export type RunningConsole = Awaited<ReturnType<typeof startConsole>>;

/** A browser's side of the requests: keeps its cookie, tells where it comes from. */
export function visitor(address: string) {
  let cookie = '';

  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${address}${path}`, {
      ...init,
      headers: { origin: address, cookie, ...init.headers },
    });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) cookie = set.split(';')[0] ?? '';
    return response;
  }

  const post = (path: string, body: unknown) =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  return {
    get: call,
    post,
    /** Asks in #newsroom unless told otherwise. */
    ask: (line: string, more: object = {}) =>
      post('/api/ask', {
        channel: 'newsroom',
        line,
        origin: 'typed',
        locale: 'en-GB',
        timeZone: 'Europe/Paris',
        ...more,
      }),
    /** Fills in the form, in #newsroom unless told otherwise. */
    askForm: (verb: string, values: object, more: object = {}) =>
      post('/api/ask-form', {
        channel: 'newsroom',
        verb,
        values,
        locale: 'en-GB',
        timeZone: 'Europe/Paris',
        ...more,
      }),
    async messages(channel = 'newsroom') {
      return (await (await call(`/api/channels/${channel}/messages`)).json()) as {
        readonly id: string;
        readonly typed: string;
        readonly mine: boolean;
        readonly private: boolean;
      }[];
    },
  };
}
