import { afterEach, describe, expect, test } from 'vitest';
import type { Place } from '../../../src/command/access.ts';
import { CHANNELS, createChannels } from '../../../src/platform/console/channels.ts';
import { renderHtml } from '../../../src/render/html/render.ts';
import { type RunningConsole, startConsole, visitor } from './running-console.ts';
import { stubDispatch } from './stub-answers.ts';

const running: RunningConsole[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(...args: Parameters<typeof startConsole>) {
  const server = await startConsole(...args);
  running.push(server);
  return server;
}

async function signedIn(address: string) {
  const person = visitor(address);
  await person.post('/api/session', {});
  return person;
}

describe('sessions', () => {
  test('the cookie cannot be read by scripts or sent from other sites, and is no name of anybody', async () => {
    const { address, asked } = await start();
    const person = visitor(address);
    const response = await person.post('/api/session', {});
    const cookie = response.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^tocsin_session=[\w-]{43};/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    await person.ask('stats');
    expect(asked[0]?.who.name).toBe('somebody at the console');
    expect(cookie).not.toContain(asked[0]?.who.id);
  });

  test('opening the page anew keeps the session; a made-up cookie gives none', async () => {
    const { address } = await start();
    const person = await signedIn(address);
    expect((await person.post('/api/session', {})).headers.getSetCookie()).toEqual([]);
    const forged = await fetch(`${address}/api/channels/newsroom/messages`, {
      headers: { cookie: 'tocsin_session=made-up' },
    });
    expect(forged.status).toBe(401);
  });

  test('ends twelve hours after its last use', async () => {
    let now = new Date('2026-11-22T08:00:00Z');
    const { address } = await start({ clock: { now: () => now } });
    const person = await signedIn(address);
    now = new Date('2026-11-22T19:00:00Z');
    expect((await person.ask('stats')).status).toBe(200);
    now = new Date('2026-11-23T06:30:00Z');
    expect((await person.ask('stats')).status).toBe(200);
    now = new Date('2026-11-23T18:31:00Z');
    expect((await person.ask('stats')).status).toBe(401);
  });
});

describe('asking', () => {
  test('makes an invocation of what the browser vouches for', async () => {
    const { address, asked } = await start();
    const person = await signedIn(address);
    await person.ask('/tocsin  stats public:true', { channel: 'campaign-security' });
    expect(asked[0]).toMatchObject({
      commandLine: 'stats public:true',
      where: { platform: 'console', tenant: 'local', channel: 'campaign-security' },
      locale: 'en-GB',
      timeZone: 'Europe/Paris',
    });
    expect(asked[0]?.may).toEqual(new Set(['ask', 'subscribe', 'edit', 'administer']));
  });

  test.each([
    ['/TOCSIN stats', 'stats'],
    ['/stats', 'stats'],
    ['/tocsinology', 'tocsinology'],
    ['tocsin stats', 'tocsin stats'],
    ['  stats', 'stats'],
  ])('takes "%s" as "%s"', async (line, commandLine) => {
    const { address, asked } = await start();
    await (await signedIn(address)).ask(line);
    expect(asked[0]?.commandLine).toBe(commandLine);
  });

  test('takes a command of another name', async () => {
    const { address, asked } = await start({ command: 'alarm' });
    await (await signedIn(address)).ask('/alarm stats');
    expect(asked[0]?.commandLine).toBe('stats');
  });

  test('a locale or zone that is none becomes English and UTC', async () => {
    const { address, asked } = await start();
    await (await signedIn(address)).ask('stats', { locale: '"><x', timeZone: 'Mars/Olympus' });
    expect(asked[0]).toMatchObject({ locale: 'en', timeZone: 'UTC' });
  });

  test('a line from a link may only ask, and is never public', async () => {
    const { address, asked } = await start();
    const person = await signedIn(address);
    await person.ask('stats public:true', { origin: 'link' });
    expect(asked[0]?.may).toEqual(new Set(['ask']));
    expect((await person.messages())[0]?.private).toBe(true);
    expect(await (await signedIn(address)).messages()).toEqual([]);
  });

  test('others see what is posted to the channel, and nothing else', async () => {
    const { address } = await start();
    const [one, other] = [await signedIn(address), await signedIn(address)];
    await one.ask('stats');
    await one.ask('targets public:true');
    expect((await one.messages()).map(({ typed }) => typed)).toEqual([
      'stats',
      'targets public:true',
    ]);
    expect(await other.messages()).toMatchObject([
      { typed: 'targets public:true', mine: false, private: false },
    ]);
    expect(await other.messages('campaign-security')).toEqual([]);
  });

  test('a card is rendered once, however many look at it', async () => {
    let rendered = 0;
    const { address } = await start({
      renderHtml(...args) {
        rendered += 1;
        return renderHtml(...args);
      },
    });
    const [one, other] = [await signedIn(address), await signedIn(address)];
    await one.ask('chart public:true');
    for (const person of [one, other]) expect(await person.messages()).toHaveLength(1);
    expect(rendered).toBe(1);
  });

  test('a private answer has no other forms for others', async () => {
    const { address } = await start();
    const [one, other] = [await signedIn(address), await signedIn(address)];
    const { id } = (await (await one.ask('stats')).json()) as { id: string };
    const form = async (name: string) => (await one.get(`/api/messages/${id}/${name}`)).json();
    expect(await form('slack')).toMatchObject({ payload: { blocks: [{ text: 'Accounts' }] } });
    expect(await form('discord')).toMatchObject({ payload: { components: [{}] }, page: 1 });
    expect(await form('text')).toMatchObject({ payload: expect.stringContaining('2,700') });
    for (const wrong of ['html', 'constructor', 'slack?page=0', 'slack?page=x']) {
      expect((await one.get(`/api/messages/${id}/${wrong}`)).ok).toBe(false);
    }
    expect((await other.get(`/api/messages/${id}/slack`)).status).toBe(404);
  });

  test('other forms begin at the page that was asked for', async () => {
    const { address } = await start();
    const person = await signedIn(address);
    const { id } = (await (await person.ask('long page:2')).json()) as { id: string };
    const slack = await (await person.get(`/api/messages/${id}/slack`)).json();
    expect(slack).toEqual({ payload: { blocks: [{ text: 'Long' }], page: 2 }, page: 2, pages: 3 });
  });

  test('a chart is fetchable at the address in the card', async () => {
    const { address } = await start();
    const person = await signedIn(address);
    const { html } = (await (await person.ask('stats')).json()) as { html: string };
    const path = html.match(/\/charts\/[0-9a-f]{64}\.png/)?.[0];
    expect((await fetch(`${address}${path}`)).headers.get('content-type')).toBe('image/png');
  });

  test('a bug tells no detail', async () => {
    const { address } = await start();
    const response = await (await signedIn(address)).ask('broken');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret detail');
  });

  test.each([
    ['an unknown channel', { channel: 'elsewhere' }],
    ['an unknown origin', { origin: 'cron' }],
    ['a line that is no text', { line: 7 }],
  ])('refuses %s', async (_, wrong) => {
    const { address, asked } = await start();
    expect((await (await signedIn(address)).ask('stats', wrong)).status).toBe(400);
    expect(asked).toEqual([]);
  });
});

test('completion counts from the line as typed, with or without the command', async () => {
  const { address } = await start();
  const person = await signedIn(address);
  const from = async (line: string) => {
    const query = new URLSearchParams({ line, cursor: String(line.length), channel: 'newsroom' });
    return (await person.get(`/api/complete?${query}`)).json();
  };
  expect(await from('sta')).toMatchObject({ from: 0, to: 3, items: [{ insert: 'stats' }] });
  expect(await from('/tocsin sta')).toMatchObject({
    from: 8,
    to: 11,
    items: [{ insert: 'stats' }],
  });
  expect((await person.get('/api/complete?line=sta&channel=newsroom')).status).toBe(400);
});

test('completion knows the channel, which must be one of the console', async () => {
  const places: Place[] = [];
  const { address } = await start({
    complete(_line, cursor, where) {
      places.push(where);
      return { from: 0, to: cursor, items: [] };
    },
  });
  const person = await signedIn(address);
  const query = '/api/complete?line=sta&cursor=3';
  expect((await person.get(`${query}&channel=campaign-security`)).status).toBe(200);
  expect(places).toEqual([{ platform: 'console', tenant: 'local', channel: 'campaign-security' }]);
  for (const channel of ['', '&channel=', '&channel=elsewhere', '&channel=constructor']) {
    expect((await person.get(query + channel)).status).toBe(400);
  }
  expect(places).toHaveLength(1);
});

describe('events', () => {
  async function stream(person: ReturnType<typeof visitor>) {
    const response = await person.get('/api/events');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    return async function hear(until: string) {
      while (!heard.includes(until)) {
        const chunk = await reader?.read();
        if (chunk === undefined || chunk.done) throw new Error(`ended before "${until}"`);
        heard += chunk.value;
      }
      return heard;
    };
  }

  test('every window hears what is posted; private answers reach the asker alone', async () => {
    const { address } = await start();
    const [one, other] = [await signedIn(address), await signedIn(address)];
    const [mine, theirs] = [await stream(one), await stream(other)];
    await one.ask('stats');
    await one.ask('targets public:true');
    expect(await theirs('Who was targeted')).not.toContain('"Accounts"');
    expect(await mine('Who was targeted')).toContain('"Accounts"');
  });

  test('end for whoever signs out, wherever else the session is listening', async () => {
    const password = 'a long enough password';
    const { address } = await start({ password });
    const [one, other] = [visitor(address), visitor(address)];
    for (const person of [one, other]) await person.post('/api/sign-in', { password });
    const hear = await stream(one);
    await hear('beat');
    await one.post('/api/sign-out', {});
    await other.ask('stats public:true');
    await expect(hear('Accounts')).rejects.toThrow('ended');
  });

  test('end when the server closes', async () => {
    const server = await startConsole();
    const hear = await stream(await signedIn(server.address));
    await hear('beat');
    await server.close();
    await expect(hear('never said')).rejects.toThrow('ended');
  });
});

describe('files of the page', () => {
  test('are checked anew by content, and only those of the page are served', async () => {
    const { address } = await start();
    const page = await fetch(address);
    expect(page.headers.get('content-type')).toContain('text/html');
    const etag = page.headers.get('etag') ?? '';
    expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(`${address}/assets/card.css`)).headers.get('content-type')).toContain(
      'css',
    );
    for (const path of ['jsconfig.json', '..%2froutes.ts', '%2e%2e/routes.ts', 'nothing.js']) {
      expect((await fetch(`${address}/assets/${path}`)).status).toBe(404);
    }
  });
});

describe('with a password', () => {
  const password = 'a long enough password';

  test('nothing is answered before signing in, nor after signing out', async () => {
    const { address, asked } = await start({ password });
    const person = visitor(address);
    expect((await person.post('/api/session', {})).status).toBe(401);
    expect((await person.ask('stats')).status).toBe(401);
    expect((await person.get('/api/events')).status).toBe(401);
    expect((await person.get('/api/complete?line=s&cursor=1&channel=newsroom')).status).toBe(401);
    expect((await person.get('/api/form')).status).toBe(401);
    expect((await person.get('/api/form/values')).status).toBe(401);
    expect((await person.askForm('stats', {})).status).toBe(401);
    expect((await person.post('/api/sign-in', { password })).status).toBe(200);
    expect((await person.ask('stats')).status).toBe(200);
    await person.post('/api/sign-out', {});
    expect((await person.ask('stats')).status).toBe(401);
    expect(asked).toHaveLength(1);
  });

  test('signing out ends the session itself, not only the cookie', async () => {
    const { address } = await start({ password });
    const person = visitor(address);
    const response = await person.post('/api/sign-in', { password });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await person.post('/api/sign-out', {});
    const again = await fetch(`${address}/api/channels/newsroom/messages`, { headers: { cookie } });
    expect(again.status).toBe(401);
  });

  test('after five wrong ones even the right one must wait five minutes', async () => {
    let now = new Date('2026-11-22T14:00:00Z');
    const { address } = await start({ password, clock: { now: () => now } });
    const person = visitor(address);
    const statuses = [];
    for (const guess of ['1', '2', '3', '4', '5', password]) {
      statuses.push((await person.post('/api/sign-in', { password: guess })).status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
    now = new Date('2026-11-22T14:05:01Z');
    expect((await person.post('/api/sign-in', { password })).status).toBe(200);
  });

  test('behind a proxy that ends TLS the cookie stays on TLS', async () => {
    const { address } = await start({ password });
    const response = await fetch(`${address}/api/sign-in`, {
      method: 'POST',
      headers: {
        origin: address,
        'content-type': 'application/json',
        'x-forwarded-proto': 'https',
      },
      body: JSON.stringify({ password }),
    });
    expect(response.headers.getSetCookie()[0]).toContain('Secure');
  });

  test('an empty one is refused at start', async () => {
    await expect(startConsole({ password: ' ' })).rejects.toMatchObject({
      code: 'console.password-empty',
    });
  });
});

test('a channel keeps its newest messages only', async () => {
  const channels = createChannels(3);
  const [{ name: channel }] = CHANNELS;
  const answer = await stubDispatch({ commandLine: 'stats' } as Parameters<typeof stubDispatch>[0]);
  for (const typed of ['1', '2', '3', '4']) {
    channels.add({ at: new Date(0), channel, asker: 'a', typed, answer });
  }
  const kept = channels.visible(channel, 'a').map((one) => one.kind === 'exchange' && one.typed);
  expect(kept).toEqual(['2', '3', '4']);
});
