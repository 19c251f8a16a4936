import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { limitPassed, pacesOf } from '../../../../src/platform/slack/destination/limits.ts';
import { notSent, outcomeOf } from '../../../../src/platform/slack/destination/outcomes.ts';

const place = { platform: 'slack', tenant: 'T1', channel: 'C1' } as const;
const person = { ...place, channel: '@U1' } as const;

function refusal(error: string) {
  return outcomeOf(new WebAPIPlatformError({ ok: false, error }), 'post', place);
}

const notReached = new WebAPIRequestError(
  Object.assign(new TypeError('fetch failed'), {
    cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
  }),
);

/** Every error that chat.postMessage and chat.update are documented to give, by what it is taken for. */
const DOCUMENTED = {
  archived: ['is_archived', 'is_inactive'],
  deleted: ['channel_not_found'],
  'no-access': [
    'access_denied',
    'app_access_restricted',
    'ekm_access_denied',
    'messages_tab_disabled',
    'no_permission',
    'not_in_channel',
    'restricted_action',
    'restricted_action_non_threadable_channel',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_thread_only_channel',
  ],
  tenant: [
    'accesslimited',
    'account_inactive',
    'enterprise_is_restricted',
    'invalid_auth',
    'missing_scope',
    'not_allowed_token_type',
    'not_authed',
    'team_access_not_granted',
    'team_not_found',
    'token_expired',
    'token_revoked',
    'two_factor_setup_required',
  ],
  message: [
    'as_user_not_supported',
    'attachment_payload_limit_exceeded',
    'block_mismatch',
    'cannot_reply_to_message',
    'deprecated_endpoint',
    'duplicate_message_not_found',
    'invalid_arg_name',
    'invalid_array_arg',
    'invalid_blocks',
    'invalid_blocks_format',
    'invalid_charset',
    'invalid_form_data',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'invalid_post_type',
    'is_bot',
    'markdown_text_conflict',
    'metadata_must_be_sent_from_app',
    'metadata_too_large',
    'method_deprecated',
    'missing_file_data',
    'missing_post_type',
    'msg_blocks_too_long',
    'msg_too_long',
    'no_text',
    'slack_connect_file_link_sharing_blocked',
    'too_many_attachments',
    'unknown_method',
  ],
  later: [
    'external_channel_migrating',
    'message_limit_exceeded',
    'org_login_required',
    'rate_limited',
    'ratelimited',
    'request_timeout',
    'service_unavailable',
    'team_added_to_org',
  ],
  unknown: ['fatal_error', 'internal_error', 'update_failed'],
};

function summary(outcome: ReturnType<typeof outcomeOf>): string {
  if (outcome.is !== 'refused') return outcome.is;
  return outcome.rest ?? outcome.what;
}

describe('an error of Slack’s', () => {
  it.each(
    Object.entries(DOCUMENTED).flatMap(([taken, errors]) => errors.map((one) => [one, taken])),
  )('%s is taken for %s', (error, taken) => {
    expect(summary(refusal(error))).toBe(taken);
  });

  it('is told in words that may be shown, with what to do', () => {
    expect(refusal('not_in_channel')).toEqual({
      is: 'refused',
      what: 'channel',
      rest: 'no-access',
      reason: 'Slack says not_in_channel: type /invite @Tocsin in the channel',
    });
    expect(refusal('msg_too_long')).toMatchObject({ reason: 'Slack says msg_too_long' });
  });

  it('rests nothing where it is about a person', () => {
    const error = new WebAPIPlatformError({ ok: false, error: 'channel_not_found' });
    expect(outcomeOf(error, 'post', person)).toMatchObject({ is: 'refused', what: 'message' });
    const revoked = new WebAPIPlatformError({ ok: false, error: 'token_revoked' });
    expect(outcomeOf(revoked, 'post', person)).toMatchObject({ is: 'refused', what: 'tenant' });
  });
});

describe('a call without an answer', () => {
  it.each([
    ['5xx', new WebAPIHTTPError(502, 'Bad', {}), 'unknown'],
    ['broken off', new WebAPIRequestError(new Error('other side closed')), 'unknown'],
    ['too slow', new WebAPIRequestError(new DOMException('late', 'TimeoutError')), 'unknown'],
    ['not made', notReached, 'later'],
  ])('%s', (_name, error, taken) => {
    const outcome = outcomeOf(error, 'post', place);
    expect(outcome.is).toBe(taken);
    expect(JSON.stringify(outcome)).not.toMatch(/other side|fetch failed|late"/);
  });

  it('was not sent when it failed before, whatever it was', () => {
    const outcome = notSent(new WebAPIHTTPError(502, 'Bad', {}), 'post', place);
    expect(outcome).toMatchObject({ is: 'later', limit: undefined });
    expect(notSent(new Error('no database'), 'post', place)).toMatchObject({ is: 'later' });
    expect(notSent(new WebAPIRateLimitedError(3), 'post', place)).toMatchObject({
      is: 'later',
      after: 3_000,
      limit: undefined,
    });
  });
});

describe('limits', () => {
  it('are those of the channel and of the workspace, with room for jitter', () => {
    expect(pacesOf('post', place)).toEqual([
      { key: 'slack:T1:C1:post', most: 1, span: 1_250 },
      { key: 'slack:T1:chat.postMessage', most: 300, span: 61_500 },
    ]);
    expect(pacesOf('edit', place)).toEqual([
      { key: 'slack:T1:chat.update', most: 50, span: 61_500 },
    ]);
    expect(pacesOf('find', place)).toEqual([
      { key: 'slack:T1:conversations.history', most: 50, span: 61_500 },
    ]);
  });

  it('that were passed are named, by how long Slack asks to wait', () => {
    expect(outcomeOf(new WebAPIRateLimitedError(1), 'post', place)).toMatchObject({
      is: 'later',
      after: 1_000,
      limit: 'slack:T1:C1:post',
    });
    expect(limitPassed('post', place, 30_000)).toBe('slack:T1:chat.postMessage');
    expect(limitPassed('edit', place, 30_000)).toBe('slack:T1:chat.update');
    expect(limitPassed('find', place, 1_000)).toBe('slack:T1:conversations.history');
  });
});
