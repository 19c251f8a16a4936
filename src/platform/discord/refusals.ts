import type { Refusal } from '../../delivery/destination.ts';
import { PERMISSION_NAMES } from './permissions.ts';

/** What an error of Discord's means for posting, and what to do about it, where that is known. */
export interface Meaning extends Omit<Refusal, 'is' | 'reason'> {
  readonly remedy?: string;
}

const { view, send, sendInThreads, embed, attach } = PERMISSION_NAMES;

const invite = 'invite Tocsin again by the link that it was added with';
const closed = { what: 'channel', rest: 'no-access' } as const;
const noPerson: Meaning = {
  ...closed,
  remedy: 'that person can let members of the server write to them, under Privacy Settings',
};
const textless: Meaning = { ...closed, remedy: 'choose a channel that messages are written in' };
const archived: Meaning = {
  what: 'channel',
  rest: 'archived',
  remedy: 'open the thread again',
};
const badToken: Meaning = {
  what: 'tenant',
  remedy: 'whoever runs Tocsin has to set a new DISCORD_TOKEN',
};

/** By Discord's numbers. DD opcodes-and-status-codes */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  10003: { what: 'channel', rest: 'deleted' },
  10004: { what: 'tenant', remedy: invite },
  10013: noPerson,
  20009: noPerson,
  40001: badToken,
  40007: noPerson,
  40058: textless,
  50001: { ...closed, remedy: `give Tocsin “${view}” in that channel, or ${invite}` },
  50003: textless,
  50007: noPerson,
  50008: textless,
  50009: closed,
  50013: {
    ...closed,
    remedy: `give Tocsin “${view}”, “${send}”, “${embed}” and “${attach}” in that channel, in a thread “${sendInThreads}”`,
  },
  50014: badToken,
  50024: textless,
  50033: noPerson,
  50083: archived,
  50278: noPerson,
  160005: archived,
};

/**
 * @param status of the HTTP response
 * @param number Discord's own; 0 when there was none
 */
export function meaningOf(status: number, number: number): Meaning {
  if (status === 401) return badToken;
  return MEANINGS[number] ?? (status === 403 ? closed : { what: 'message' });
}
