import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../../../src/platform/discord/destination-failure.ts';
import { Unsent } from '../../../../src/platform/discord/transport.ts';

const LIMITS = { bot: 'bot', channel: 'channel', tenant: 'tenant' };
const URL = 'https://discord.com/api/v10/channels/1/messages';
const BODY = { files: undefined, body: { components: [{ content: 'private words' }] } };

function refused(code: number, status: number, more: object = {}) {
  const raw = { code, message: 'Discord’s words', ...more };
  return failureOf(new DiscordAPIError(raw, code, status, 'POST', URL, BODY), LIMITS);
}

function limited(more: Partial<ConstructorParameters<typeof RateLimitError>[0]>) {
  const data = { method: 'POST', url: URL, route: '/', majorParameter: '1', hash: 'x', limit: 5 };
  const waits = { timeToReset: 0, retryAfter: 0, sublimitTimeout: 0 };
  const rest = { global: false, scope: 'user', ...waits, ...more } as const;
  return failureOf(new RateLimitError({ ...data, ...rest }), LIMITS);
}

describe('what Discord refuses', () => {
  test.each([
    [10003, 404, 'channel', 'deleted'],
    [10004, 404, 'tenant', undefined],
    [50001, 403, 'channel', 'no-access'],
    [50007, 403, 'channel', 'no-access'],
    [50013, 403, 'channel', 'no-access'],
    [50083, 400, 'channel', 'archived'],
    [160005, 400, 'channel', 'archived'],
    [50278, 403, 'channel', 'no-access'],
    [50009, 403, 'channel', 'no-access'],
    [99999, 403, 'channel', 'no-access'],
    [50035, 400, 'message', undefined],
    [200000, 400, 'message', undefined],
    [240000, 400, 'message', undefined],
    [0, 401, 'tenant', undefined],
    [50014, 401, 'tenant', undefined],
  ])('%i (%i) concerns the %s', (code, status, what, rest) => {
    const failure = refused(code, status);
    expect(failure).toMatchObject({ is: 'refused', what });
    expect('rest' in failure ? failure.rest : undefined).toBe(rest);
    expect(failure.reason).toContain('Discord’s words');
    expect(failure.reason).not.toContain('private words');
  });

  test('says in one line what to do', () => {
    const { reason } = refused(50013, 403, {
      errors: { a: { _errors: [{ code: 'X', message: 'y' }] } },
    });
    expect(reason).not.toContain('\n');
    expect(reason).toMatch(/“Send Messages”.*“Send Messages in Threads”/);
    expect(refused(50001, 403).reason).toContain('“View Channels”');
  });

  test.each([20028, 30046, 40003, 40062, 130000])('for now (%i) is put off', (code) => {
    expect(refused(code, 400)).toMatchObject({ is: 'later', after: 60_000, limit: 'channel' });
    expect(refused(code, 400, { retry_after: 1.5 })).toMatchObject({ is: 'later', after: 1_500 });
  });
});

describe('a limit', () => {
  test('is the channel’s, or of all', () => {
    expect(limited({ retryAfter: 1_000.2 })).toMatchObject({ after: 1_001, limit: 'channel' });
    expect(limited({ scope: 'shared', retryAfter: 5 })).toMatchObject({ limit: 'channel' });
    expect(limited({ global: true, scope: 'global' })).toMatchObject({ limit: 'bot' });
  });

  test('is waited for as long as any of its numbers says, and never for nothing', () => {
    expect(limited({ timeToReset: 300, retryAfter: 200 })).toMatchObject({ after: 300 });
    expect(limited({ sublimitTimeout: 900 })).toMatchObject({ after: 900 });
    expect(limited({})).toMatchObject({ is: 'later', after: 1 });
  });
});

describe('what did not come to an answer', () => {
  test('was not done where nothing left, and may have been done elsewhere', () => {
    expect(failureOf(new Unsent('connect ECONNREFUSED'), LIMITS)).toMatchObject({
      is: 'later',
      after: 0,
      limit: undefined,
    });
    const broken = new HTTPError(502, 'Bad Gateway', 'POST', URL, BODY);
    expect(failureOf(broken, LIMITS)).toMatchObject({ is: 'unknown' });
    const aborted = new DOMException('This operation was aborted', 'AbortError');
    expect(failureOf(aborted, LIMITS).reason).toBe('Discord did not answer in time');
    expect(failureOf(new Error('socket hang up'), LIMITS)).toMatchObject({ is: 'unknown' });
    expect(refused(0, 408)).toMatchObject({ is: 'unknown' });
  });
});

test('what tenants read of a failing network names no host', () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:8443'), {
    code: 'ECONNREFUSED',
  });
  const unsent = failureOf(new Unsent(cause.message, { cause }), LIMITS);
  expect(unsent).toMatchObject({ reason: 'Discord could not be reached (ECONNREFUSED)' });
  const broken = failureOf(new Error('socket of proxy.internal hung up'), LIMITS);
  expect(broken).toMatchObject({ is: 'unknown', reason: 'Discord broke off' });
});
