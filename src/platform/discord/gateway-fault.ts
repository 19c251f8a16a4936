import { DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import { TocsinError } from '../../shared/errors.ts';
import { discordFault, isRefused } from './fault.ts';
import type { DiscordSettings } from './options.ts';

/** Why there is no connection, and whether it is any use to try again soon. */
export interface GatewayFault {
  readonly error: TocsinError;
  readonly permanent: boolean;
}

interface Words {
  readonly message: string;
  readonly where: string;
  readonly remedy: string;
}

const BAD_TOKEN: Words = {
  message: 'Discord does not take the bot token.',
  where: 'DISCORD_TOKEN',
  remedy: 'On the page "Bot" of the Discord application press "Reset Token", and set the new one.',
};

/** Closes that Discord does not want to be tried again. DD opcodes-and-status-codes */
const CLOSES: Readonly<Record<number, Words>> = {
  4004: BAD_TOKEN,
  4010: {
    message: 'Discord does not take these shards.',
    where: 'DISCORD_SHARDS, DISCORD_SHARD_COUNT',
    remedy: 'Count shards from 0, and set the same DISCORD_SHARD_COUNT for every process.',
  },
  4011: {
    message: 'Tocsin is in more servers than these shards may serve.',
    where: 'DISCORD_SHARD_COUNT',
    remedy: 'Set more shards, or leave it out so that Discord says how many there should be.',
  },
  4012: {
    message: 'Discord no longer takes this version of its gateway.',
    where: 'DISCORD_API_URL',
    remedy: 'Update Tocsin; if DISCORD_API_URL is set, see that it leads to version 10.',
  },
  4013: {
    message: 'Discord does not know the events that Tocsin asks for.',
    where: 'DISCORD_API_URL',
    remedy: 'Update Tocsin; if DISCORD_API_URL is set, see that it leads to version 10.',
  },
  4014: {
    message: 'Discord does not let this bot have the events that it asks for.',
    where: 'DISCORD_TOKEN',
    remedy: 'Tocsin needs no privileged intent; use the token of an application made for it.',
  },
};

function refusal({ message, where, remedy }: Words, cause?: unknown): GatewayFault {
  const options = { code: 'discord.gateway', fault: 'user', where, remedy, cause } as const;
  return { error: new TocsinError(message, options), permanent: true };
}

/** A close code that ends a session for good. */
export function closeFault(code: number): GatewayFault {
  const words = CLOSES[code];
  if (words !== undefined) return refusal(words);
  const error = new TocsinError(`Discord ended the session (${code}).`, {
    code: 'discord.gateway',
    fault: 'far-side',
    remedy: 'Tocsin connects again by itself.',
  });
  return { error, permanent: false };
}

/** What a log-in failed of, when no close code says it. */
export function loginFault(error: unknown, config: DiscordSettings): GatewayFault {
  const isBadToken =
    error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
  if (isBadToken) return refusal(BAD_TOKEN);
  const fault = discordFault(error, 'GET', '/gateway/bot');
  if (!isRefused(fault) || config.apiUrl === undefined) return { error: fault, permanent: false };
  const message = 'There is no Discord at this address.';
  const remedy = 'Give the address of the API, such as https://discord.com/api, or leave it out.';
  return refusal({ message, where: 'DISCORD_API_URL', remedy }, fault);
}
