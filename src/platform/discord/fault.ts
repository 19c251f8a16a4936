import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { TocsinError, type TocsinErrorOptions } from '../../shared/errors.ts';

/** What Discord refused or did not answer, without the address and the body of the request. */
export class DiscordFault extends TocsinError {
  /** Of the HTTP response; 0 when there was none. */
  readonly status: number;
  /** Discord's own number for what is wrong; 0 when there was none. */
  readonly number: number;

  constructor(message: string, options: TocsinErrorOptions, status: number, number: number) {
    super(message, options);
    this.status = status;
    this.number = number;
  }
}

/** Unknown interaction: it was answered too late, or never was one. DD opcodes-and-status-codes */
const UNKNOWN_INTERACTION = 10062;
/** Unknown webhook: the interaction's token is no longer good. */
const UNKNOWN_WEBHOOK = 10015;
const UNKNOWN_MESSAGE = 10008;
const INVALID_WEBHOOK_TOKEN = 50027;
const ALREADY_ACKNOWLEDGED = 40060;

const GONE: readonly number[] = [UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN];

function numberOf(error: unknown): number {
  return error instanceof DiscordFault ? error.number : 0;
}

/** Nothing can be said to this asker any more. */
export function isGone(error: unknown): boolean {
  return GONE.includes(numberOf(error));
}

/** The first answer was given already, by a request whose response was lost, or by another node. */
export function isAcknowledged(error: unknown): boolean {
  return numberOf(error) === ALREADY_ACKNOWLEDGED;
}

/** The message was deleted, or was never there. */
export function isNoMessage(error: unknown): boolean {
  return numberOf(error) === UNKNOWN_MESSAGE;
}

/** Discord looked at the request and will not take it, however often it is sent. */
export function isRefused(error: unknown): boolean {
  if (!(error instanceof DiscordFault)) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 429;
}

/** It may be taken later: Discord did not answer, or not for what was asked. */
export function isPassing(error: unknown): boolean {
  return error instanceof DiscordFault && !isRefused(error);
}

const REMEDY = 'Try again in a minute; if it stays, the log and discordstatus.com say more.';

/** A route without what is secret in it: `/webhooks/:id/:token/messages/@original`. */
function withoutTokens(route: string): string {
  return decodeURIComponent(route)
    .replace(/^\/webhooks\/\d+\/[^/]+/, '/webhooks/:id/:token')
    .replace(/^\/interactions\/\d+\/[^/]+/, '/interactions/:id/:token')
    .replace(/\d{17,20}/g, ':id');
}

/**
 * An error of Discord's library as one that may be logged: the library's own carry the address, with
 * the interaction's token in it, and the whole body.
 * @param call method and route, as `PATCH /channels/123`
 */
export function discordFault(error: unknown, method: string, route: string): DiscordFault {
  const where = `${method} ${withoutTokens(route)}`;
  const about = { code: 'discord.unreachable', fault: 'far-side', where, remedy: REMEDY } as const;
  if (error instanceof DiscordAPIError) {
    const number = typeof error.code === 'number' ? error.code : 0;
    const message = `Discord refused it: ${error.message} (${error.code}).`;
    return new DiscordFault(message, { ...about, code: 'discord.refused' }, error.status, number);
  }
  if (error instanceof HTTPError) {
    return new DiscordFault(`Discord answered ${error.status}.`, about, error.status, 0);
  }
  if (error instanceof RateLimitError) {
    const message = `Discord takes no more of these for ${Math.ceil(error.retryAfter / 1000)} s.`;
    return new DiscordFault(message, about, 429, 0);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new DiscordFault(`Discord could not be reached: ${reason}`, about, 0, 0);
}
