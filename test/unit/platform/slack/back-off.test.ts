import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { expect, it } from 'vitest';
import { PACE } from '../../../../src/platform/slack/pace.ts';
import { backOff, hopelessReason } from '../../../../src/platform/slack/receive/back-off.ts';

const refusal = (error: string) => new WebAPIPlatformError({ ok: false, error });
const broken = new Error('no network');

it('waits twice as long each time, up to a limit, and less by chance', () => {
  const waits = [1, 2, 3, 9, 400].map((failures) => backOff(broken, failures, PACE, 1));
  expect(waits).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
  expect(backOff(broken, 3, PACE, 0)).toBe(2_000);
});

it('waits as long as Slack asks', () => {
  expect(backOff(new WebAPIRateLimitedError(90), 1, PACE, 0)).toBe(90_000);
});

it('tries rarely what only a change of settings would mend', () => {
  for (const error of [
    'invalid_auth',
    'not_allowed_token_type',
    'link_disabled',
    'missing_scope',
  ]) {
    expect(hopelessReason(refusal(error))).toBe(error);
    expect(backOff(refusal(error), 1, PACE, 0)).toBe(PACE.hopelessRetry);
  }
  for (const error of [broken, refusal('internal_error'), refusal('ratelimited')]) {
    expect(hopelessReason(error)).toBeUndefined();
  }
});
