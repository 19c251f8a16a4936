import type { APIMessage } from 'discord-api-types/v10';
import type { Found } from '../../delivery/destination.ts';
import type { Called, Failed } from './destination-call.ts';
import { later } from './destination-failure.ts';
import { isMarked } from './destination-message.ts';
import { PERMISSION_NAMES } from './permissions.ts';
import { snowflakeAt } from './snowflake.ts';

/** Discord's most. DD message */
const PAGE = 100;
/** More than this many pages of a channel that writes so much are not read. */
const PAGES = 5;

/** What Discord's clock and ours may differ by, in milliseconds. */
const DRIFT_MS = 60_000;

const UNREADABLE: Found = {
  is: 'cannot-tell',
  reason: `Discord shows Tocsin no messages of the channel; “${PERMISSION_NAMES.history}” would let it look`,
};
const TOO_MANY: Found = {
  is: 'cannot-tell',
  reason: `more than ${PAGE * PAGES} messages were written in the channel since`,
};

export interface Search {
  readonly channel: string;
  readonly key: string;
  /** When the post was tried. */
  readonly since: Date;
  /** Reads messages of the channel. */
  read(query: URLSearchParams): Promise<Called<readonly APIMessage[]>>;
}

/** What a call that failed tells of a post that is looked for. */
export function notFound({ failure }: Failed): Found {
  const { reason } = failure;
  if (failure.is === 'later') return failure;
  return failure.is === 'unknown' ? later(0, undefined, reason) : { is: 'cannot-tell', reason };
}

/**
 * Looks for a post from the newest message back to those that are older than it can be. Without the
 * permission to read the history Discord gives an empty list (DD message), so an empty channel tells
 * nothing.
 */
export async function findPost({ channel, key, since, read }: Search): Promise<Found> {
  const oldest = snowflakeAt(new Date(since.getTime() - DRIFT_MS));
  let before: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const asked = await read(
      new URLSearchParams({ limit: String(PAGE), ...(before === undefined ? {} : { before }) }),
    );
    if (asked.is === 'failed') return notFound(asked);
    const messages = asked.value;
    const found = messages.find((message) => isMarked(message, key));
    if (found !== undefined) return { is: 'found', ref: { channel, id: found.id } };
    const last = messages.at(-1);
    if (last === undefined) return before === undefined ? UNREADABLE : { is: 'absent' };
    if (BigInt(last.id) < oldest || messages.length < PAGE) return { is: 'absent' };
    before = last.id;
  }
  return TOO_MANY;
}
