import type { WebClient } from '@slack/web-api';
import type { Found, MessageRef } from '../../../delivery/destination.ts';
import type { Place } from '../../../domain/place.ts';
import { failureOf } from '../failures.ts';
import type { Kit } from '../kit.ts';
import { limitPassed } from './limits.ts';
import { keyIn } from './metadata.ts';
import type { Spot } from './spot.ts';
import { inWords, WORDS } from './words.ts';

/** What lets an app read a channel, public or private; which of them a channel is its id does not say. */
const SCOPES = ['channels:history', 'groups:history'];
/**
 * Milliseconds before and after the try in which its message is looked for. own: Slack's clock and this
 * machine's may differ (`tocsin doctor` warns of 30 s).
 */
const MARGIN = 120_000;
/** Messages at a time. SD conversations.history: 200 at most are recommended */
const AT_A_TIME = 200;
/** Milliseconds until a look that failed is taken again. */
const A_WHILE = 5_000;

interface Looking {
  readonly spot: Spot;
  readonly key: string;
  readonly since: Date;
  readonly replyTo: MessageRef | undefined;
}

interface Page {
  readonly ref: MessageRef | undefined;
  readonly next: string | undefined;
}

function seconds(at: number): string {
  return (at / 1_000).toFixed(6);
}

async function readPage(
  client: WebClient,
  { spot, key, since, replyTo }: Looking,
  cursor: string | undefined,
): Promise<Page> {
  const { channel, installed } = spot;
  const at = since.getTime();
  const wanted = {
    channel,
    include_all_metadata: true,
    limit: AT_A_TIME,
    oldest: seconds(at - MARGIN),
    latest: seconds(at + MARGIN),
    ...(cursor === undefined ? {} : { cursor }),
  };
  const page =
    replyTo === undefined
      ? await client.conversations.history(wanted)
      : await client.conversations.replies({ ...wanted, ts: replyTo.id });
  const own = page.messages?.find(
    ({ user, metadata }) => user === installed.botUserId && keyIn(metadata) === key,
  );
  return {
    ref: own?.ts === undefined ? undefined : { channel, id: own.ts },
    next: page.response_metadata?.next_cursor || undefined,
  };
}

async function readAll(kit: Kit, looking: Looking, place: Place): Promise<Found> {
  let cursor: string | undefined;
  try {
    do {
      const page = await kit.calls.call(looking.spot.installed, (client) =>
        readPage(client, looking, cursor),
      );
      if (page.ref !== undefined) return { is: 'found', ref: page.ref };
      cursor = page.next;
    } while (cursor !== undefined);
    return { is: 'absent' };
  } catch (error) {
    return notRead(error, place, cursor !== undefined);
  }
}

/**
 * An app that others distribute outside Slack's Marketplace may ask once a minute, for fifteen messages
 * (SD rate-limits): it would never come to a second page.
 */
function notRead(error: unknown, place: Place, isAfterFirst: boolean): Found {
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'later': {
      if (isAfterFirst) return { is: 'cannot-tell', reason: WORDS.manyPages };
      const { after } = failure;
      return {
        is: 'later',
        after,
        limit: limitPassed('find', place, after),
        reason: WORDS.askedToWait,
      };
    }
    case 'unknown':
      return { is: 'later', after: A_WHILE, limit: undefined, reason: WORDS.notReached };
    default:
      return { is: 'cannot-tell', reason: inWords(failure.reason) };
  }
}

/**
 * Looks for a post by what it carries unseen, in a channel that Tocsin is in and may read. One that was
 * to be in a thread may stand in the channel all the same: see `post`.
 */
export async function find(kit: Kit, place: Place, looking: Looking): Promise<Found> {
  const { scopes } = looking.spot.installed;
  if (!SCOPES.some((scope) => scopes.has(scope))) {
    return { is: 'cannot-tell', reason: WORDS.noHistory };
  }
  if (looking.replyTo !== undefined) {
    const inThread = await readAll(kit, looking, place);
    if (inThread.is === 'found' || inThread.is === 'later') return inThread;
  }
  return await readAll(kit, { ...looking, replyTo: undefined }, place);
}
