import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Later, Refusal, Unknown } from '../../delivery/destination.ts';
import { meaningOf } from './refusals.ts';
import { Unsent } from './transport.ts';

/** The limits that one call counts against, as `pace` names them. */
export interface Limits {
  /** Of the whole bot. */
  readonly bot: string;
  /** Of the channel, for what was done there. */
  readonly channel: string;
  /** The server, or person, that it is for. */
  readonly tenant: string;
}

export type Failure = Later | Refusal | Unknown;

/**
 * Discord does not take it now, for no fault of the message or the channel: limits that have a number of
 * their own, and parts of Discord that are switched off or overloaded. DD opcodes-and-status-codes
 */
const PASSING: readonly number[] = [
  20016, 20022, 20028, 20029, 30046, 40003, 40004, 40006, 40062, 40333, 110001, 130000,
];

/** How long to leave a limit alone that Discord named without saying for how long, in milliseconds. */
const UNTOLD_MS = 60_000;

const REQUEST_TIMEOUT = 408;

export function later(after: number, limit: string | undefined, reason: string): Later {
  return { is: 'later', after: Math.ceil(after), limit, reason };
}

function limited(error: RateLimitError, { bot, channel }: Limits): Later {
  const after = Math.max(error.retryAfter, error.timeToReset, error.sublimitTimeout, 1);
  const seconds = Math.ceil(after / 1000);
  const whose = error.global ? 'of Tocsin' : 'in this channel';
  return later(
    after,
    error.global ? bot : channel,
    `Discord takes no more ${whose} for ${seconds} s`,
  );
}

/** Seconds that Discord wants to be left alone, where it says so in the body. */
function waitOf({ rawError }: DiscordAPIError): number | undefined {
  const { retry_after: seconds } = rawError as { readonly retry_after?: unknown };
  return typeof seconds === 'number' ? seconds * 1000 : undefined;
}

export function numberOf(error: unknown): number {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : 0;
}

/** The token is no longer good: asked once more, Discord would only count it. DD rate-limits */
export function isBadToken(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401;
}

/** The first line says what is wrong; others, where in the body. */
function words(error: DiscordAPIError): string {
  const [first = ''] = error.message.split('\n', 1);
  return `Discord answered “${first}” (${numberOf(error) || error.status})`;
}

function refused(error: DiscordAPIError, limits: Limits): Failure {
  const { status } = error;
  const number = numberOf(error);
  if (status === REQUEST_TIMEOUT) return { is: 'unknown', reason: words(error) };
  if (PASSING.includes(number)) {
    return later(waitOf(error) ?? UNTOLD_MS, limits.channel, words(error));
  }
  const { remedy, ...meaning } = meaningOf(status, number);
  const reason = remedy === undefined ? words(error) : `${words(error)}; ${remedy}`;
  return { is: 'refused', ...meaning, reason };
}

/** The system's word, such as ECONNREFUSED. Its sentence may name hosts, and receipts are read by tenants. */
function inShort(error: unknown): string {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string') return ` (${code})`;
  return cause instanceof Error ? inShort(cause) : '';
}

/** What a call came to that discord.js threw for. Says `unknown` wherever Discord may have done it. */
export function failureOf(error: unknown, limits: Limits): Failure {
  if (error instanceof RateLimitError) return limited(error, limits);
  if (error instanceof DiscordAPIError) return refused(error, limits);
  if (error instanceof HTTPError) {
    return { is: 'unknown', reason: `Discord answered with an error of its own (${error.status})` };
  }
  if (error instanceof Unsent) {
    return later(0, undefined, `Discord could not be reached${inShort(error)}`);
  }
  const isAborted = error instanceof Error && error.name === 'AbortError';
  const what = isAborted ? 'did not answer in time' : `broke off${inShort(error)}`;
  return { is: 'unknown', reason: `Discord ${what}` };
}
