import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { slackDoctor } from '../../../src/platform/slack/doctor.ts';
import { TocsinError } from '../../../src/shared/errors.ts';
import { startSlackDouble } from '../../doubles/slack/server.ts';
import { secret, setUp } from './harness.ts';

function options(setup: { slack: Awaited<ReturnType<typeof startSlackDouble>> }) {
  const { slack } = setup;
  return {
    config: {
      transport: 'socket',
      apiUrl: slack.apiUrl,
      clientId: undefined,
      subscribers: 'members',
    },
    secrets: {
      botToken: secret(slack.teams[0]?.botToken ?? ''),
      appToken: secret(slack.appToken),
      signingSecret: undefined,
      clientSecret: undefined,
    },
    publicUrl: undefined,
    clock: { now: () => new Date() },
  } as const;
}

function states(lines: Awaited<ReturnType<typeof slackDoctor>>) {
  return Object.fromEntries(lines.map(({ part, state }) => [part, state]));
}

it('finds nothing wrong where nothing is', async () => {
  await using slack = await startSlackDouble();
  const lines = await slackDoctor(options({ slack }));
  expect(states(lines)).toEqual({
    'Slack bot token': 'ok',
    'Slack scopes': 'ok',
    'Slack app token': 'ok',
    'Slack signing secret': 'off',
    'Slack request URL': 'off',
    'Slack clock': 'ok',
  });
  expect(lines.filter(({ mend }) => mend !== undefined)).toEqual([]);
});

it('says how to mend tokens, scopes and clock', async () => {
  await using slack = await startSlackDouble({
    teams: [{ scopes: ['commands', 'chat:write', 'users:read'] }],
  });
  const given = options({ slack });
  slack.fail({ method: 'apps.connections.open', how: { error: 'not_allowed_token_type' } });
  const clock = { now: () => new Date(Date.now() + 120_000) };
  const lines = await slackDoctor({ ...given, clock });
  expect(lines.map(({ part, state }) => `${part} ${state}`)).toEqual([
    'Slack bot token ok',
    'Slack scopes failing',
    'Slack scopes warning',
    'Slack app token failing',
    'Slack signing secret off',
    'Slack request URL off',
    'Slack clock warning',
  ]);
  expect(lines[1]?.detail).toContain('app_mentions:read (to hear');
  expect(lines[2]?.detail).toContain('files:write');
  for (const { state, mend } of lines) {
    if (state === 'failing' || state === 'warning') expect(mend).toBeDefined();
  }
  const secrets = { ...given.secrets, botToken: secret('xoxb-wrong') };
  const [bad] = await slackDoctor({ ...given, secrets });
  expect(bad).toMatchObject({ state: 'failing', detail: expect.stringContaining('invalid_auth') });
  slack.clearFaults();
  expect(JSON.stringify(lines)).not.toContain('xoxb');
});

it('looks over what is installed, and who answers at the public address', async () => {
  await using setup = await setUp({ transport: 'http', oauth: true, tolerates: /./ });
  const { slack, house, address } = setup;
  const base = {
    ...options(setup),
    config: { ...options(setup).config, transport: 'http', clientId: slack.clientId } as const,
    secrets: {
      botToken: undefined,
      appToken: undefined,
      signingSecret: secret('0123456789abcdef0123456789abcdef'),
      clientSecret: secret(slack.clientSecret),
    },
    installations: house.installations,
    publicUrl: address,
  };
  expect(states(await slackDoctor(base))).toMatchObject({
    'Slack installations': 'warning',
    'Slack app token': 'off',
    'Slack signing secret': 'ok',
    'Slack request URL': 'ok',
  });
  const bot = { token: 'xoxb-gone', scopes: [], id: 'B1', userId: 'U1' };
  const tenant = { platform: 'slack', tenant: 'T0GONE' } as const;
  await house.installations.save(tenant, { team: { id: 'T0GONE' }, user: { id: 'U2' }, bot });
  const [kept] = await slackDoctor(base);
  expect(kept).toMatchObject({ state: 'warning', detail: expect.stringContaining('T0GONE') });
  const lines = await slackDoctor({
    ...base,
    publicUrl: undefined,
    secrets: { ...base.secrets, signingSecret: secret('short') },
  });
  expect(states(lines)).toMatchObject({
    'Slack signing secret': 'warning',
    'Slack request URL': 'failing',
  });
});

it('goes on when what is installed was encrypted with another key', async () => {
  await using slack = await startSlackDouble();
  const given = options({ slack });
  const lines = await slackDoctor({
    ...given,
    secrets: { ...given.secrets, botToken: undefined },
    installations: {
      list: async () => ['T1'],
      load: async () => {
        throw new TocsinError('It cannot be read.', {
          code: 'sealing.unreadable',
          fault: 'user',
          where: 'slack:T1',
          remedy: 'give the key',
        });
      },
    },
  });
  expect(lines[0]).toEqual({
    part: 'Slack installations',
    state: 'failing',
    detail: 'It cannot be read. (slack:T1)',
    mend: 'give the key',
  });
  expect(states(lines)).toMatchObject({ 'Slack app token': 'ok' });
});

it('tells somebody else at the address from Slack', async () => {
  await using slack = await startSlackDouble();
  const page = createServer((_, response) => response.end('<html>a page</html>'));
  page.listen(0, '127.0.0.1');
  await once(page, 'listening');
  const { port } = page.address() as AddressInfo;
  const given = options({ slack });
  const apiUrl = `http://127.0.0.1:${port}/api/`;
  const lines = await slackDoctor({ ...given, config: { ...given.config, apiUrl } });
  page.close();
  for (const line of [lines[0], lines[1]]) {
    expect(line?.detail).toBe(
      `${apiUrl} does not answer as Slack does: an answer that is not Slack’s.`,
    );
  }
});

it('says when Slack cannot be reached', async () => {
  const slack = await startSlackDouble();
  const given = options({ slack });
  await slack[Symbol.asyncDispose]();
  expect(states(await slackDoctor(given))).toMatchObject({
    'Slack bot token': 'failing',
    'Slack app token': 'failing',
    'Slack clock': 'off',
  });
});
