import type { Json } from './json.ts';

/**
 * Errors that a well-made app meets: the workspace changed, not the app's code. Every other refusal is
 * also a violation.
 */
const OF_THE_WORLD: ReadonlySet<string> = new Set([
  'account_inactive',
  'channel_not_found',
  'edit_window_closed',
  'ekm_access_denied',
  'file_not_found',
  'invalid_auth',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'missing_scope',
  'no_permission',
  'not_found',
  'not_in_channel',
  'org_login_required',
  'ratelimited',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
  'team_access_not_granted',
  'thread_not_found',
  'token_expired',
  'token_revoked',
  'user_not_found',
  'user_not_in_channel',
  'hash_conflict',
]);

/** The double says no, as Slack would: `error` for the app, `message` for whoever reads the test. */
export class SlackRefusal extends Error {
  readonly error: string;
  /** Further fields of the answer, such as `needed` and `provided`. */
  readonly extra: Json;

  constructor(error: string, reason: string, extra: Json = {}) {
    super(reason);
    this.error = error;
    this.extra = extra;
  }

  get isViolation(): boolean {
    return !OF_THE_WORLD.has(this.error);
  }
}

/** Refuses with Slack's list of errors, each with a pointer into the payload. */
export function refusePayload(error: string, faults: readonly string[]): SlackRefusal {
  const messages = faults.map((fault) => `[ERROR] ${fault}`);
  return new SlackRefusal(error, faults.join('; '), {
    errors: messages,
    response_metadata: { messages },
  });
}
