import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  isValidSlackRequest,
  verifySlackRequest,
} from '@slack/bolt/dist/receivers/verify-request.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SlackDouble } from '../../doubles/slack/server.ts';
import { reasons, start } from './slack-start.ts';

interface Got {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An app by hand: keeps what it is sent, and answers as told. */
async function listen(answer: (response: ServerResponse, index: number) => void) {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    got.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    answer(response, got.length - 1);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return {
    got,
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`,
  };
}

function check(slack: SlackDouble, { headers, body }: Got): void {
  verifySlackRequest({
    signingSecret: slack.signingSecret,
    body,
    headers: {
      'x-slack-signature': String(headers['x-slack-signature']),
      'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
    },
  });
}

const ok = (response: ServerResponse) => response.writeHead(200).end();

describe('signed HTTP', () => {
  it('carries commands as a form, presses in a field, events as JSON', async () => {
    const { slack, alice } = await start();
    const { got, url } = await listen(ok);
    slack.deliverTo(url);
    await alice.command('/tocsin', 'stats é & <b>').acked;
    await alice.globalShortcut('find').acked;
    await alice.mention('hello').acked;
    for (const one of got) check(slack, one);
    const [command, shortcut, event] = got;
    const fields = new URLSearchParams(command?.body);
    expect(fields.get('text')).toBe('stats é &amp; &lt;b&gt;');
    expect([...fields.keys()]).toEqual([
      'token',
      'team_id',
      'team_domain',
      'channel_id',
      'channel_name',
      'user_id',
      'user_name',
      'command',
      'text',
      'api_app_id',
      'is_enterprise_install',
      'response_url',
      'trigger_id',
    ]);
    expect(command?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const payload = new URLSearchParams(shortcut?.body).get('payload');
    expect(JSON.parse(String(payload))).toMatchObject({ type: 'shortcut', callback_id: 'find' });
    expect(event?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(String(event?.body))).toMatchObject({ event: { type: 'app_mention' } });
    expect(event?.headers).not.toHaveProperty('x-slack-retry-num');
    expect(slack.violations).toEqual([]);
  });

  it('tries an event again, with the reason, until it is acknowledged', async () => {
    const { slack, alice } = await start({ timings: { retries: [0, 0, 0], ack: 200 } });
    const answers = [
      (response: ServerResponse) => response.writeHead(500).end(),
      () => undefined,
      (response: ServerResponse) => response.socket?.destroy(),
      ok,
    ];
    const { got, url } = await listen((response, index) => answers[index]?.(response));
    slack.deliverTo(url);
    await alice.mention('hello').acked;
    const retries = got.map(({ headers }) => [
      headers['x-slack-retry-num'],
      headers['x-slack-retry-reason'],
    ]);
    expect(retries).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_timeout'],
      ['3', 'connection_failed'],
    ]);
    expect(new Set(got.map(({ body }) => body)).size).toBe(1);
    expect(reasons(slack)).toEqual(['app_mention not acknowledged within 200 ms']);
  });

  it('stops when asked to, and tries nothing but events again', async () => {
    const { slack, alice } = await start({ timings: { retries: [0, 0, 0] } });
    const { got, url } = await listen((response) =>
      response.writeHead(503, { 'x-slack-no-retry': '1' }).end(),
    );
    slack.deliverTo(url);
    expect(await alice.mention('hello').outcome).toMatchObject({
      acked: false,
      error: 'http_error',
    });
    expect(await alice.command('/x').outcome).toMatchObject({ error: 'dispatch_failed' });
    expect(got).toHaveLength(2);
    expect(slack.violations).toEqual([]);
  });

  it('shows words and JSON in an acknowledgement', async () => {
    const { slack, alice } = await start();
    const json = { 'content-type': 'application/json' };
    const answers = [
      (response: ServerResponse) => response.end('plain words'),
      (response: ServerResponse) => response.writeHead(200, json).end('{"text":"in JSON"}'),
    ];
    const { url } = await listen((response, index) => answers[index]?.(response));
    slack.deliverTo(url);
    for (const text of ['plain words', 'in JSON'])
      expect(await alice.command('/x').nextMessage()).toMatchObject({ text });
  });

  it('sends its own checks, and forgeries', async () => {
    const { slack } = await start();
    const { got, url } = await listen(ok);
    const sent = [
      'url_verification',
      'ssl_check',
      'bad_signature',
      'no_signature',
      'changed_body',
      'old_timestamp',
    ] as const;
    for (const probe of sent) expect((await slack.probe(probe, url)).status).toBe(200);
    const isGood = got.map(({ headers, body }) =>
      isValidSlackRequest({
        signingSecret: slack.signingSecret,
        body,
        headers: {
          'x-slack-signature': String(headers['x-slack-signature']),
          'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
        },
      }),
    );
    expect(isGood).toEqual([true, true, false, false, false, false]);
    expect(JSON.parse(got[0]!.body)).toMatchObject({
      type: 'url_verification',
      challenge: expect.any(String),
    });
  });

  it('tells of workspaces that leave', async () => {
    const { slack, team, alice } = await start();
    const { got, url } = await listen(ok);
    slack.deliverTo(url);
    for (const told of slack.uninstall(team)) await told.acked;
    const types = got.map(({ body }) => JSON.parse(body).event.type);
    expect(types.sort()).toEqual(['app_uninstalled', 'tokens_revoked']);
    expect(() => alice.command('/x')).toThrow('not installed');
  });
});
