import { z } from 'zod';
import type { Json } from '../json.ts';
import { messageJson } from '../posting.ts';
import { SlackRefusal } from '../refusal.ts';
import type { Message } from '../screen.ts';
import type { Channel } from '../team.ts';
import {
  type Call,
  channelOf,
  count,
  flag,
  grantOf,
  type Method,
  method,
  name,
  ts,
} from './method.ts';

/** Messages at a time: as many as Slack gives when asked for none in particular, and the most. */
const USUAL = 100;
const MOST = 999;

const moment = z.union([z.number(), z.string().regex(/^\d+(\.\d+)?$/, 'not a timestamp')]);
const window = {
  channel: name,
  cursor: z.string().optional(),
  include_all_metadata: flag,
  inclusive: flag,
  latest: moment.optional(),
  limit: count.optional(),
  oldest: moment.optional(),
};

interface Window {
  readonly cursor?: string | undefined;
  readonly include_all_metadata?: boolean | undefined;
  readonly inclusive?: boolean | undefined;
  readonly latest?: number | string | undefined;
  readonly limit?: number | undefined;
  readonly oldest?: number | string | undefined;
}

/** A bot reads only where it is a member, and only with the scope for that kind of channel. */
function checkMayRead(call: Call, channel: Channel): void {
  const kind = channel.with !== undefined ? 'im' : channel.isPrivate ? 'groups' : 'channels';
  const scope = `${kind}:history`;
  const { scopes } = grantOf(call);
  if (!scopes.includes(scope))
    throw new SlackRefusal('missing_scope', `needs ${scope}`, {
      needed: scope,
      provided: scopes.join(','),
    });
  if (!channel.botIsMember)
    throw new SlackRefusal('not_in_channel', `the bot is not in channel ${channel.id}`);
}

/** Microseconds, which numbers hold exactly. */
function micros(at: number | string): number {
  return Math.round(Number(at) * 1_000_000);
}

function isWithin({ ts: at }: Message, { oldest, latest, inclusive = false }: Window): boolean {
  const when = micros(at);
  const slack = inclusive ? 0 : 1;
  if (oldest !== undefined && when < micros(oldest) + slack) return false;
  return latest === undefined || when <= micros(latest) - slack;
}

/** One page, and where the next begins. */
function pageOf(call: Call, messages: readonly Message[], asked: Window): Json {
  const { limit = USUAL, cursor } = asked;
  if (limit < 1 || limit > MOST) throw new SlackRefusal('invalid_limit', `limit ${limit}`);
  const start = cursor === undefined ? 0 : Number(/^next:(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) throw new SlackRefusal('invalid_cursor', `cursor ${cursor}`);
  const page = messages.slice(start, start + limit);
  const end = start + page.length;
  const hasMore = end < messages.length;
  return {
    messages: page.map((message) =>
      messageJson(call.world, message, asked.include_all_metadata === true),
    ),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? `next:${end}` : '' },
  };
}

function seenBy(call: Call, channel: Channel): Message[] {
  return call.world.screen
    .inChannel(channel.id)
    .filter((message) => !message.isDeleted && message.ephemeralTo === undefined);
}

/** The newest first, without what stands in threads. */
const history = method([], window, (call, args) => {
  const { channel } = channelOf(call, args.channel);
  checkMayRead(call, channel);
  const messages = seenBy(call, channel)
    .filter(({ threadTs, ts: at }) => threadTs === undefined || threadTs === at)
    .filter((message) => isWithin(message, args));
  return { ...pageOf(call, messages.reverse(), args), pin_count: 0 };
});

/** The message that a thread hangs on, whenever it was written, and its replies, the oldest first. */
const replies = method([], { ...window, ts }, (call, args) => {
  const { channel } = channelOf(call, args.channel);
  checkMayRead(call, channel);
  const all = seenBy(call, channel);
  const named = all.find((message) => message.ts === args.ts);
  if (!named) throw new SlackRefusal('thread_not_found', `no message ${args.ts}`);
  const root = named.threadTs ?? named.ts;
  const thread = all.filter(
    (message) => message.ts === root || (message.threadTs === root && isWithin(message, args)),
  );
  return pageOf(call, thread, args);
});

export const historyMethods: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.replies': replies,
};
