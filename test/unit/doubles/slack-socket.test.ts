import { SocketModeClient } from '@slack/socket-mode';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { SlackDoubleOptions } from '../../doubles/slack/options.ts';
import type { SlackDouble } from '../../doubles/slack/server.ts';
import { plain, quiet, reasons, start } from './slack-start.ts';

interface Heard {
  ack: (body?: object) => Promise<void>;
  body: Record<string, unknown>;
  envelope_id: string;
  retry_num?: number;
}

/** A client of Slack's own that keeps what it hears, and acknowledges only what a test lets it. */
async function connect(slack: SlackDouble) {
  const client = new SocketModeClient({
    appToken: slack.appToken,
    logger: quiet,
    clientPingTimeout: 100,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  });
  const heard: Heard[] = [];
  const waiting: ((heard: Heard) => void)[] = [];
  client.on('slack_event', (event: Heard) => {
    const next = waiting.shift();
    if (next) next(event);
    else heard.push(event);
  });
  // Not waited for: it resolves only where a connection is open.
  onTestFinished(() => void client.disconnect());
  await client.start();
  const next = () =>
    new Promise<Heard>((resolve) => {
      const first = heard.shift();
      if (first) resolve(first);
      else waiting.push(resolve);
    });
  return { client, next, heard };
}

async function both(options: SlackDoubleOptions = {}) {
  const started = await start({
    timings: { dispatch: 500, disconnect: 50, retries: [0] },
    ...options,
  });
  return { ...started, ...(await connect(started.slack)) };
}

/** A connection without an SDK, for what no SDK would do. */
async function rawSocket(slack: SlackDouble) {
  const init = { method: 'POST', headers: { authorization: `Bearer ${slack.appToken}` } };
  const response = await fetch(`${slack.apiUrl}apps.connections.open`, init);
  const { url } = (await response.json()) as { url: string };
  const ws = new WebSocket(url);
  onTestFinished(() => ws.terminate());
  const frames: Record<string, unknown>[] = [];
  const closed = new Promise<number>((resolve) => ws.once('close', resolve));
  const hello = new Promise<Record<string, unknown>>((resolve, reject) => {
    ws.on('message', (data) => {
      frames.push(JSON.parse(String(data)));
      resolve(frames[0] ?? {});
    });
    ws.once('error', reject);
  });
  return { url, ws, hello, closed, frames };
}

describe('Socket Mode', () => {
  it('greets, and sends what a person does as Slack frames it', async () => {
    const { slack, alice } = await start();
    const { hello, ws, frames, url } = await rawSocket(slack);
    expect(await hello).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: slack.appId },
    });
    const command = alice.command('/tocsin', 'stats');
    await new Promise((resolve) => ws.once('message', resolve));
    expect(frames[1]).toEqual({
      envelope_id: expect.any(String),
      payload: expect.objectContaining({ command: '/tocsin', text: 'stats' }),
      type: 'slash_commands',
      accepts_response_payload: true,
    });
    ws.send(JSON.stringify({ envelope_id: frames[1]?.envelope_id, payload: { text: 'x' } }));
    expect(await command.acked).toEqual({ text: 'x' });
    const mention = alice.mention('hello');
    await new Promise((resolve) => ws.once('message', resolve));
    expect(frames[2]).toMatchObject({
      type: 'events_api',
      accepts_response_payload: false,
      retry_attempt: 0,
      retry_reason: '',
      payload: { type: 'event_callback', event: { type: 'app_mention' } },
    });
    ws.send(JSON.stringify({ envelope_id: frames[2]?.envelope_id }));
    await mention.acked;
    expect(slack.violations).toEqual([]);
    const again = new WebSocket(url);
    await expect(new Promise((_, reject) => again.once('error', reject))).rejects.toThrow('404');
    ws.send('{"type":"ping"}');
    ws.send(JSON.stringify({ envelope_id: 'x' }));
    await expect.poll(() => slack.violations.length).toBe(3);
    expect(reasons(slack)).toEqual([
      expect.stringContaining('unknown or used address'),
      'socket not an acknowledgement',
      'socket acknowledged an unknown envelope',
    ]);
  });

  it('sends each thing over one connection, each in its turn', async () => {
    const { slack, alice, next } = await both();
    const other = await connect(slack);
    await slack.sockets.connected(2);
    const commands = ['a', 'b'].map((text) => alice.command('/x', text));
    for (const { ack } of [await next(), await other.next()]) await ack();
    for (const { acked } of commands) await acked;
    expect(slack.violations).toEqual([]);
  });

  it('notes acknowledgements that come twice, late, or with words nobody sees', async () => {
    const { slack, alice, next } = await both();
    const twice = alice.command('/twice');
    const first = await next();
    await first.ack();
    await first.ack();
    await twice.acked;
    const wordy = alice.globalShortcut('x');
    await (await next()).ack({ text: 'x' });
    await wordy.acked;
    slack.timings.ack = 20;
    const late = alice.command('/late');
    expect(await late.outcome).toMatchObject({ acked: false, error: 'operation_timeout' });
    await (await next()).ack();
    await expect.poll(() => slack.violations.length).toBe(4);
    expect(reasons(slack)).toEqual([
      '/twice acknowledged twice',
      'shortcut the acknowledgement says what nobody sees',
      '/late not acknowledged within 20 ms',
      '/late acknowledged too late',
    ]);
    await expect(late.acked).rejects.toThrow('/late: operation_timeout');
  });

  it('fails a command while nobody is connected, unless somebody comes in time', async () => {
    const { slack, alice } = await start({ timings: { dispatch: 20 } });
    const lost = alice.command('/x');
    expect(await lost.outcome).toMatchObject({ error: 'dispatch_failed' });
    slack.timings.dispatch = 5000;
    const patient = alice.command('/x');
    const { next } = await connect(slack);
    await (await next()).ack();
    await patient.acked;
    expect(slack.violations).toEqual([]);
  });

  it('sends again what was not acknowledged before the connection broke', async () => {
    const { slack, alice, next } = await both({ timings: { dispatch: 5000, retries: [0] } });
    const [command, mention] = [alice.command('/x'), alice.mention('x')];
    const first = [await next(), await next()];
    slack.sockets.dropAll();
    const again = [await next(), await next()];
    for (const { ack } of again) await ack();
    expect(again.map(({ envelope_id }) => envelope_id).sort()).toEqual(
      first.map(({ envelope_id }) => envelope_id).sort(),
    );
    expect(again.map(({ retry_num }) => retry_num)).toEqual(expect.arrayContaining([undefined, 1]));
    await Promise.all([command.acked, mention.acked]);
    expect(slack.violations).toEqual([]);
  });

  it.each(['warning', 'refresh_requested', 'link_disabled'] as const)(
    'sends connections away with %s, and takes new ones',
    async (reason) => {
      const { slack, alice, next } = await both({ timings: { dispatch: 5000 } });
      const raw = await rawSocket(slack);
      await raw.hello;
      slack.sockets.disconnect(reason);
      const command = alice.command('/x');
      await (await next()).ack();
      await command.acked;
      raw.ws.close();
      await raw.closed;
      expect(raw.frames[1]).toMatchObject({ type: 'disconnect', reason });
      expect(slack.violations).toEqual([]);
    },
  );

  it('hangs up on who does not go by itself', async () => {
    const { slack } = await start({ timings: { disconnect: 10 } });
    const { hello, closed } = await rawSocket(slack);
    await hello;
    slack.sockets.disconnect('warning');
    expect(await closed).toBe(1000);
  });

  it('takes ten connections', async () => {
    const { slack } = await start();
    const ten = await Promise.all(Array.from({ length: 10 }, () => rawSocket(slack)));
    await Promise.all(ten.map(({ hello }) => hello));
    const more = await rawSocket(slack);
    expect(await more.hello).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    await more.closed;
    expect(reasons(slack)).toEqual(['socket more than 10 connections']);
  });

  it('can refuse connections, and fall silent so that the client leaves', async () => {
    const { slack, client, alice, next } = await both({ timings: { dispatch: 5000 } });
    slack.sockets.silence();
    const command = alice.command('/x', 'before');
    await (await next()).ack();
    await command.acked;
    await new Promise<void>((resolve) => client.once('close', () => resolve()));
    await slack.sockets.connected();
    slack.sockets.refuseConnections(1);
    const { hello } = await rawSocket(slack);
    await expect(hello).rejects.toThrow('503');
    expect(slack.violations).toEqual([]);
  });

  it('pings, and leaves who does not answer', async () => {
    const { slack } = await start({ timings: { ping: 20 } });
    const { ws, hello, closed } = await rawSocket(slack);
    await hello;
    await new Promise((resolve) => ws.once('ping', resolve));
    ws.pause();
    await expect.poll(() => slack.sockets.connections.size).toBe(0);
    ws.resume();
    expect(await closed).toBe(1006);
  });

  it('refuses what a form must not be answered with', async () => {
    const { slack, web, alice, next } = await both();
    const asked = alice.globalShortcut('x');
    await (await next()).ack();
    const blocks = [
      {
        type: 'input' as const,
        block_id: 'b',
        label: plain('l'),
        element: { type: 'plain_text_input' as const, action_id: 'a' },
      },
    ];
    const view = { type: 'modal' as const, title: plain('t'), submit: plain('Go'), blocks };
    await web.views.open({ trigger_id: asked.triggerId ?? '', view });
    const form = await asked.nextView();
    for (const body of [
      { response_action: 'errors', errors: { c: 'x' } },
      { response_action: 'jump' },
      { response_action: 'push', view: { ...view, title: plain('x'.repeat(25)) } },
    ]) {
      const sent = alice.submit(form, { a: 'x' });
      await (await next()).ack(body);
      await sent.acked;
    }
    expect(reasons(slack)).toEqual([
      expect.stringContaining('no input block c'),
      expect.stringContaining('unknown response_action jump'),
      expect.stringContaining('<=24'),
    ]);
    const cleared = alice.submit(form, { a: 'x' });
    await (await next()).ack({ response_action: 'clear' });
    await cleared.acked;
    expect(() => alice.submit(form)).toThrow('closed');
  });
});
