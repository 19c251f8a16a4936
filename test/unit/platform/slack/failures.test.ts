import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { expect, it } from 'vitest';
import {
  failureOf,
  inLog,
  inShort,
  isAboutBlocks,
  ResponseUrlError,
} from '../../../../src/platform/slack/failures.ts';
import { patiently } from '../../../../src/platform/slack/patience.ts';

const refused = (error: string) => new WebAPIPlatformError({ ok: false, error });
const notReached = Object.assign(new TypeError('fetch failed'), {
  cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
});

it.each([
  [new WebAPIRateLimitedError(7), { kind: 'later', after: 7_000 }],
  [refused('ratelimited'), { kind: 'later', after: 1_000 }],
  [
    new Error('Retry header did not contain a valid timeout (url: x)'),
    { kind: 'later', after: 1_000 },
  ],
  [new WebAPIRequestError(notReached), { kind: 'later', after: 1_000 }],
  [refused('token_revoked'), { kind: 'token', reason: 'token_revoked' }],
  [refused('channel_not_found'), { kind: 'refused', reason: 'channel_not_found' }],
  [new WebAPIHTTPError(502, 'Bad', {}), { kind: 'unknown', reason: '502' }],
  [
    new WebAPIRequestError(new Error('other side closed')),
    expect.objectContaining({ kind: 'unknown' }),
  ],
  ['odd', { kind: 'unknown', reason: 'odd' }],
])('%s is read', (error, failure) => {
  expect(failureOf(error)).toEqual(failure);
});

it('names no host to whoever asks for the status', () => {
  const proxy = new WebAPIRequestError(new Error('certificate of proxy.intern has expired'));
  expect(inShort(proxy)).toBe('no answer');
  expect(inShort(new WebAPIRequestError(notReached))).not.toContain('refused');
  expect([inShort(new WebAPIHTTPError(502, 'Bad', {})), inShort(refused('invalid_auth'))]).toEqual([
    '502',
    'invalid_auth',
  ]);
});

it('tells the log why, and whether it was reached', () => {
  expect([
    inLog(new WebAPIRequestError(notReached)),
    inLog(new WebAPIRequestError(new Error('other side closed'))),
    inLog(new WebAPIRateLimitedError(7)),
    inLog(refused('<html>Forbidden</html>')),
    inLog(refused('invalid_auth')),
  ]).toEqual([
    'no answer from Slack: refused',
    'no answer from Slack: other side closed',
    'Slack asks to wait 7 s',
    'an answer that is not Slack’s',
    'invalid_auth',
  ]);
});

it('knows what Slack refused for its blocks', () => {
  const byUrl = new ResponseUrlError({ kind: 'refused', reason: '{"error":"invalid_blocks"}' });
  expect([isAboutBlocks(byUrl), isAboutBlocks(refused('invalid_blocks'))]).toEqual([true, true]);
  expect(isAboutBlocks(refused('no_text'))).toBe(false);
});

it('waits as often as it is asked to, and not longer than told', async () => {
  let tries = 0;
  const asked = patiently(async () => {
    tries += 1;
    if (tries < 3) throw new WebAPIRateLimitedError(0);
    return 'done';
  }, 5_000);
  expect(await asked).toBe('done');
  const late = patiently(() => Promise.reject(new WebAPIRateLimitedError(6)), 5_000);
  await expect(late).rejects.toBeInstanceOf(WebAPIRateLimitedError);
});

it('tries nothing else again', async () => {
  let tries = 0;
  const failing = patiently(() => {
    tries += 1;
    return Promise.reject(new WebAPIHTTPError(500, 'x', {}));
  }, 5_000);
  await expect(failing).rejects.toBeInstanceOf(WebAPIHTTPError);
  expect(tries).toBe(1);
});
