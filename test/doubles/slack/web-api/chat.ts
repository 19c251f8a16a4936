import { z } from 'zod';
import { checkContent } from '../message-check.ts';
import { checkMetadata } from '../metadata.ts';
import { changeMessage, deleteMessage, messageJson, postAsBot } from '../posting.ts';
import { SlackRefusal } from '../refusal.ts';
import type { Message } from '../screen.ts';
import {
  anyJson,
  type Call,
  channelOf,
  checkMayPost,
  checkMember,
  flag,
  grantOf,
  type Method,
  method,
  name,
  ts,
} from './method.ts';

const content = { text: anyJson, blocks: anyJson };
const looks = {
  mrkdwn: flag,
  parse: z.literal('none').optional(),
  link_names: flag.refine((value) => value !== true, 'link_names lets untrusted text call people'),
  unfurl_links: flag,
  unfurl_media: flag,
};

/** The message a reply belongs to. Throws SlackRefusal. */
function threadRoot(call: Call, channel: string, threadTs: string | undefined): string | undefined {
  if (threadTs === undefined) return undefined;
  const root = call.world.screen.find(channel, threadTs);
  if (!root) throw new SlackRefusal('thread_not_found', `no message ${threadTs} in ${channel}`);
  if (root.ephemeralTo !== undefined)
    throw new SlackRefusal('cannot_reply_to_message', 'an ephemeral message has no thread');
  return root.threadTs ?? root.ts;
}

/** A message of the app's own that can be changed. Throws SlackRefusal. */
function ownMessage(call: Call, channel: string, at: string, refusal: string): Message {
  const message = call.world.screen.find(channel, at);
  if (!message) throw new SlackRefusal('message_not_found', `no message ${at} in ${channel}`);
  if (message.ephemeralTo !== undefined) {
    call.world.record.violation(
      call.method,
      'an ephemeral message changes by response_url only',
      at,
    );
    throw new SlackRefusal('message_not_found', `message ${at} is ephemeral`);
  }
  if (message.botId !== grantOf(call).botId)
    throw new SlackRefusal(refusal, `message ${at} is somebody else's`);
  return message;
}

const postMessage = method(
  ['chat:write'],
  {
    channel: name,
    ...content,
    ...looks,
    thread_ts: ts.optional(),
    reply_broadcast: flag,
    metadata: anyJson,
  },
  (call, args) => {
    const { world } = call;
    const { team, channel } = channelOf(call, args.channel, true);
    checkMayPost(call, channel);
    const checked = checkContent(world, call.method, team.id, args);
    const threadTs = threadRoot(call, channel.id, args.thread_ts);
    const metadata = checkMetadata(args.metadata);
    const place = { team: team.id, channel: channel.id, threadTs, metadata };
    const message = postAsBot(world, { ...place, ...checked }, 'post');
    return { channel: channel.id, ts: message.ts, message: messageJson(world, message) };
  },
);

const postEphemeral = method(
  ['chat:write'],
  { channel: name, user: name, ...content, ...looks, thread_ts: ts.optional() },
  (call, args) => {
    const { world } = call;
    const { team, channel } = channelOf(call, args.channel);
    checkMayPost(call, channel);
    if (!channel.botIsMember)
      throw new SlackRefusal('not_in_channel', `the bot is not in channel ${channel.id}`);
    checkMember(team, channel, args.user);
    const checked = checkContent(world, call.method, team.id, args);
    const threadTs = threadRoot(call, channel.id, args.thread_ts);
    const place = { team: team.id, channel: channel.id, threadTs, ephemeralTo: args.user };
    const message = postAsBot(world, { ...place, ...checked }, 'ephemeral');
    return { message_ts: message.ts };
  },
);

const update = method(
  ['chat:write'],
  { channel: name, ts, ...content, ...looks, reply_broadcast: flag, metadata: anyJson },
  (call, args) => {
    const { world } = call;
    const { team, channel } = channelOf(call, args.channel);
    if (channel.isArchived) throw new SlackRefusal('is_inactive', `channel ${channel.id}`);
    const message = ownMessage(call, channel.id, args.ts, 'cant_update_message');
    if (message.isFixed) throw new SlackRefusal('edit_window_closed', `message ${args.ts}`);
    const metadata = checkMetadata(args.metadata);
    const checked = checkContent(world, call.method, team.id, args);
    changeMessage(world, message, { ...checked, metadata }, 'update');
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: messageJson(world, message),
    };
  },
);

const remove = method(['chat:write'], { channel: name, ts }, (call, args) => {
  const { channel } = channelOf(call, args.channel);
  const message = ownMessage(call, channel.id, args.ts, 'cant_delete_message');
  deleteMessage(call.world, message);
  return { channel: channel.id, ts: message.ts };
});

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
};
