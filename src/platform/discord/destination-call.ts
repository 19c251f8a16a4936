import { DiscordAPIError, type REST } from 'discord.js';
import {
  type Failure,
  failureOf,
  isBadToken,
  type Limits,
  later,
  numberOf,
} from './destination-failure.ts';
import type { SendingRest } from './destination-rest.ts';
import type { TenantRefusals } from './tenant-refusals.ts';

/** What a call came to. */
export type Called<T> =
  | { readonly is: 'done'; readonly value: T }
  | {
      readonly is: 'failed';
      readonly failure: Failure;
      /** Discord's own for what is wrong; 0 when there was none. */
      readonly number: number;
    };

export type Failed = Extract<Called<unknown>, { readonly is: 'failed' }>;

/** Makes one call. Never rejects. */
export type Call = <T>(
  limits: Limits,
  send: (rest: REST) => Promise<unknown>,
) => Promise<Called<T>>;

/** Counts towards the ban of the address, and is what a server's people can bring about. DD rate-limits */
const FORBIDDEN = 403;

/**
 * What keeps Discord from shutting this address out: after a token was refused, or too much else, nothing
 * is sent any more. Where one server's channels refused much, nothing is sent to that server.
 */
export function caller(
  sending: Pick<SendingRest, 'rest' | 'barred'>,
  byTenant: TenantRefusals,
): Call {
  let shutOut: Failed | undefined;
  return async <T>(limits: Limits, send: (rest: REST) => Promise<unknown>): Promise<Called<T>> => {
    if (shutOut !== undefined) return shutOut;
    const after = sending.barred();
    if (after > 0) {
      const reason = 'Discord refused so much that Tocsin pauses, lest it be shut out';
      return { is: 'failed', failure: later(after, limits.bot, reason), number: 0 };
    }
    const here = byTenant.barred(limits.tenant);
    if (here > 0) {
      const reason = 'Discord refused so much in this server that Tocsin pauses there';
      return { is: 'failed', failure: later(here, limits.channel, reason), number: 0 };
    }
    try {
      // As Discord documents the answer to the route.
      return { is: 'done', value: (await send(sending.rest)) as T };
    } catch (error) {
      const failed = {
        is: 'failed',
        failure: failureOf(error, limits),
        number: numberOf(error),
      } as const;
      if (isBadToken(error)) shutOut = failed;
      if (error instanceof DiscordAPIError && error.status === FORBIDDEN) {
        byTenant.note(limits.tenant);
      }
      return failed;
    }
  };
}
