import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { setUp } from './harness.ts';

function signed(secret: string, body: string, at = Math.floor(Date.now() / 1000)) {
  const hmac = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return {
    'content-type': 'application/json',
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${hmac}`,
  };
}

it('takes only what Slack signed, lately', async () => {
  await using setup = await setUp({ transport: 'http' });
  const { signingSecret } = setup.slack;
  const url = `${setup.address}/slack/events`;
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });
  const post = (headers: Record<string, string>, text = body) =>
    fetch(url, { method: 'POST', headers, body: text });
  const good = await post(signed(signingSecret, body));
  expect([good.status, await good.json()]).toEqual([200, { challenge: 'c' }]);
  expect(good.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await post(signed('another secret', body))).status).toBe(401);
  expect((await post(signed(signingSecret, `${body} `))).status).toBe(401);
  const old = Math.floor(Date.now() / 1000) - 301;
  expect((await post(signed(signingSecret, body, old))).status).toBe(401);
  expect((await post({ 'content-type': 'application/json' })).status).toBe(401);
  const broken = '{';
  expect((await post(signed(signingSecret, broken), broken)).status).toBe(400);
  const odd = JSON.stringify({ type: 'something_new' });
  expect((await post(signed(signingSecret, odd), odd)).status).toBe(200);
});

it('reads no more than a megabyte of what anybody sends, and does not fill the log with it', async () => {
  await using setup = await setUp({ transport: 'http' });
  const post = (bytes: number) =>
    fetch(`${setup.address}/slack/events`, { method: 'POST', body: Buffer.alloc(bytes, 'x') });
  expect((await post(1024 * 1024)).status).toBe(401);
  expect((await post(1024 * 1024 + 1)).status).toBe(413);
  const told = setup.house.logged.filter((line) => line.includes('"from":"@slack"'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('verify');
});

it('serves nothing else, and nothing when it stops', async () => {
  await using setup = await setUp({ transport: 'http' });
  for (const path of ['/slack', '/slack/', '/slack/install', '/slack/events/x', '/slack//x']) {
    expect((await fetch(`${setup.address}${path}`)).status).toBe(404);
  }
  expect((await fetch(`${setup.address}/slack/events`)).status).toBe(404);
  await setup.platform.stop();
  const { signingSecret } = setup.slack;
  const body = JSON.stringify({
    type: 'event_callback',
    event_id: 'Ev1',
    team_id: setup.team.id,
    event: { type: 'app_mention', user: 'U1', text: 'x', channel: 'C1', ts: '1.1' },
  });
  const headers = signed(signingSecret, body);
  const late = await fetch(`${setup.address}/slack/events`, { method: 'POST', headers, body });
  expect(late.status).toBe(503);
});
