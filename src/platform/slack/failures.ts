import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

/** Why something sent to Slack did not arrive, and so what may be done about it. */
export type Failure =
  /** Not done, and can be tried again after so many milliseconds. */
  | { readonly kind: 'later'; readonly after: number }
  /** Not done, and never will be as it is. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The token is no longer one. */
  | { readonly kind: 'token'; readonly reason: string }
  /** It may have been done or not. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** A response URL was refused, or did not answer. */
export class ResponseUrlError extends Error {
  override readonly name = 'ResponseUrlError';
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    const why = failure.kind === 'later' ? 'asked to wait' : failure.reason;
    super(`a response URL answered: ${why}`, { cause });
    this.failure = failure;
  }
}

/** Tocsin was removed there since. */
export class NotInstalledError extends Error {
  override readonly name = 'NotInstalledError';
}

/** Slack's words for a token that is dead, wrong, or of the wrong kind (SD auth.test errors). */
export const TOKEN_ERRORS: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'invalid_refresh_token',
  'missing_authentication',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
  'user_removed_from_team',
  'team_disabled',
]);

/** Slack's words for having begun and not ended: some of it may have been done (SD errors). */
const HALF_DONE: ReadonlySet<string> = new Set(['fatal_error', 'internal_error', 'update_failed']);

/** Without a time given by Slack. */
const A_WHILE = 1_000;

/** Nothing was sent when the connection could not be made. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Whether the far side cannot have heard of it: fetch hides the cause one level down. */
export function isNotReached(error: unknown): boolean {
  const causes = [error, error instanceof Error ? error.cause : undefined];
  return causes.some((cause) => NOT_REACHED.has(String(codeOf(cause))));
}

/** How Slack's words for errors look; web-api makes one of whatever text a proxy answers with. */
const ERROR_WORD = /^[\w:.-]{1,100}$/;

function platformFailure({ data }: WebAPIPlatformError): Failure {
  const reason = data.error;
  if (!ERROR_WORD.test(reason)) return { kind: 'unknown', reason: 'an answer that is not Slack’s' };
  if (reason === 'ratelimited' || reason === 'rate_limited') {
    return { kind: 'later', after: (data.response_metadata?.retryAfter ?? 1) * 1_000 };
  }
  if (TOKEN_ERRORS.has(reason)) return { kind: 'token', reason };
  if (HALF_DONE.has(reason)) return { kind: 'unknown', reason };
  return { kind: 'refused', reason };
}

/** Reads an error of Slack's libraries; anything else may have happened before or after the deed. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ResponseUrlError) return error.failure;
  if (error instanceof NotInstalledError) return { kind: 'token', reason: 'not_installed' };
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'later', after: error.retryAfter * 1_000 };
  }
  if (error instanceof WebAPIPlatformError) return platformFailure(error);
  if (error instanceof WebAPIRequestError && isNotReached(error.original)) {
    return { kind: 'later', after: A_WHILE };
  }
  if (error instanceof WebAPIHTTPError)
    return { kind: 'unknown', reason: String(error.statusCode) };
  // A 429 without a time is an error without a class: web-api 8.2.0.
  if (error instanceof Error && error.message.startsWith('Retry header did not contain')) {
    return { kind: 'later', after: A_WHILE };
  }
  return { kind: 'unknown', reason: error instanceof Error ? error.message : String(error) };
}

/** Why, in words for everybody who may ask for the status: what can name hosts is for the log. */
export function inShort(error: unknown): string {
  const failure = failureOf(error);
  if (failure.kind === 'later') return 'Slack asks to wait, or is not reached';
  const isOfNetwork = codeOf(error) !== undefined && !(error instanceof WebAPIHTTPError);
  return failure.kind === 'unknown' && isOfNetwork ? 'no answer' : failure.reason;
}

/** Whether nothing answered: not reached, broken off, or too slow. */
export function isNoAnswer(error: unknown): boolean {
  return error instanceof WebAPIRequestError;
}

/** Why, in words for the log. */
export function inLog(error: unknown): string {
  if (error instanceof WebAPIRequestError) {
    // fetch says no more than that it failed; its cause says why.
    const { cause = error.original } = error.original;
    const why = cause instanceof Error ? cause.message || String(codeOf(cause)) : String(cause);
    return `no answer from Slack: ${why}`;
  }
  const failure = failureOf(error);
  if (failure.kind === 'later') return `Slack asks to wait ${failure.after / 1_000} s`;
  return failure.reason;
}

/** What Slack found wrong in the blocks of a message, whichever way that was sent. */
export function isAboutBlocks(error: unknown): boolean {
  const failure = failureOf(error);
  return failure.kind === 'refused' && failure.reason.includes('invalid_blocks');
}
