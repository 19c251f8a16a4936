import type { Later, Refusal, Unknown } from '../../../delivery/destination.ts';
import type { Place } from '../../../domain/place.ts';
import { failureOf, inShort, isNoAnswer, TOKEN_ERRORS } from '../failures.ts';
import { limitPassed } from './limits.ts';
import { inWords, WORDS } from './words.ts';

type Act = 'post' | 'edit' | 'find';

/** Nothing of it was done. */
export type NotDone = Later | Refusal;

/** What became of a channel that takes nothing any more, by Slack's word (SD chat.postMessage errors). */
const CHANNEL_ERRORS: Readonly<Record<string, NonNullable<Refusal['rest']>>> = {
  access_denied: 'no-access',
  app_access_restricted: 'no-access',
  channel_is_limited_access: 'no-access',
  channel_not_found: 'deleted',
  ekm_access_denied: 'no-access',
  is_archived: 'archived',
  is_inactive: 'archived',
  messages_tab_disabled: 'no-access',
  no_permission: 'no-access',
  not_in_channel: 'no-access',
};
/** A family of errors, each for another way that a channel keeps posts out. */
const RESTRICTED = 'restricted_action';

/** About the whole workspace, beside what is wrong with a token. */
const TENANT_ERRORS: ReadonlySet<string> = new Set([
  'accesslimited',
  'enterprise_is_restricted',
  'missing_scope',
  'team_not_found',
  'two_factor_setup_required',
]);

/** Errors that pass, in milliseconds until the next try. own: Slack names no times. */
const PASSING: Readonly<Record<string, number>> = {
  external_channel_migrating: 60_000,
  message_limit_exceeded: 60_000,
  org_login_required: 300_000,
  request_timeout: 1_000,
  service_unavailable: 10_000,
  team_added_to_org: 300_000,
};

/** Milliseconds until what could not be prepared is tried again. own: the engine waits longer each time. */
const PREPARE_AGAIN = 5_000;

function restOf(error: string): Refusal['rest'] {
  return error.startsWith(RESTRICTED) ? 'no-access' : CHANNEL_ERRORS[error];
}

/** A person is no channel that something follows: what they do not take rests nothing. */
function refusalOf(error: string, { channel }: Place): Refusal {
  const reason = inWords(error);
  if (TOKEN_ERRORS.has(error) || TENANT_ERRORS.has(error)) {
    return { is: 'refused', what: 'tenant', reason };
  }
  const rest = channel.startsWith('@') ? undefined : restOf(error);
  if (rest === undefined) return { is: 'refused', what: 'message', reason };
  return { is: 'refused', what: 'channel', rest, reason };
}

/** What an error of a call that was made means; the call is not made again here. */
export function outcomeOf(error: unknown, act: Act, place: Place): NotDone | Unknown {
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'later': {
      const { after } = failure;
      if (isNoAnswer(error)) {
        return { is: 'later', after, limit: undefined, reason: WORDS.notReached };
      }
      return {
        is: 'later',
        after,
        limit: limitPassed(act, place, after),
        reason: WORDS.askedToWait,
      };
    }
    case 'unknown':
      return { is: 'unknown', reason: inShort(error) };
    default: {
      const after = PASSING[failure.reason];
      if (after === undefined) return refusalOf(failure.reason, place);
      return { is: 'later', after, limit: undefined, reason: inWords(failure.reason) };
    }
  }
}

/** What an error from before the call means: nothing has left, whatever went wrong. */
export function notSent(error: unknown, act: Act, place: Place): NotDone {
  const outcome = outcomeOf(error, act, place);
  if (outcome.is === 'refused') return outcome;
  if (outcome.is === 'later') return { ...outcome, limit: undefined };
  return { is: 'later', after: PREPARE_AGAIN, limit: undefined, reason: WORDS.notPrepared };
}

/** Slack's word for what was refused; undefined when it refused nothing. */
export function refusedWith(error: unknown): string | undefined {
  const failure = failureOf(error);
  return failure.kind === 'refused' ? failure.reason : undefined;
}
