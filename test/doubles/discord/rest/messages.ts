import type { Context } from '../context.ts';
import { FLAG, type Message } from '../message.ts';
import type { MessageBody } from '../message-body.ts';
import { checkEdit, checkNewMessage } from '../message-check.ts';
import { messagePayload } from '../message-payload.ts';
import { edit, messagesIn, post, remove } from '../messages.ts';
import { Nonces } from '../nonces.ts';
import { missing, type PermissionName, permissionsIn } from '../permissions.ts';
import { fault, invalidForm, refusal } from '../refusal.ts';
import type { Answer, Call, Route } from '../router.ts';
import type { Channel } from '../world.ts';
import { channelFor, mayWriteTo, requirePermissions } from './access.ts';

const TEXTLESS = [4, 14, 15, 16];
const BOT_FLAGS = FLAG.suppressEmbeds | FLAG.suppressNotifications | FLAG.componentsV2;

/** Message type of a reply. DD:message */
const REPLY = 19;

const MOST_LISTED = 100;

/**
 * The messages that a query asks for, newest first.
 * @throws Refusal 50035
 */
function chosenFrom(
  messages: readonly Message[],
  query: Readonly<Record<string, string>>,
): readonly Message[] {
  const limit = Number(query.limit ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_LISTED) {
    throw invalidForm([fault(['limit'], 'NUMBER_TYPE_MAX', 'int value should be 1 to 100.')]);
  }
  const given = ['before', 'after', 'around'].filter((key) => key in query);
  if (given.length > 1) {
    throw invalidForm([fault(given, 'MUTUALLY_EXCLUSIVE', `${given.join(' and ')} exclude`)]);
  }
  const newestFirst = messages.toReversed();
  const { before, after, around } = query;
  if (before !== undefined) {
    return newestFirst.filter(({ id }) => BigInt(id) < BigInt(before)).slice(0, limit);
  }
  if (after !== undefined) {
    return newestFirst.filter(({ id }) => BigInt(id) > BigInt(after)).slice(-limit);
  }
  if (around === undefined) return newestFirst.slice(0, limit);
  const at = newestFirst.findIndex(({ id }) => BigInt(id) <= BigInt(around));
  const first = Math.max(0, (at === -1 ? newestFirst.length : at) - Math.floor(limit / 2));
  return newestFirst.slice(first, first + limit);
}

/** Messages of the bot in channels. */
export function messageRoutes(context: Context): Route[] {
  const { world, clock } = context;
  const nonces = new Nonces(clock);

  function payload(message: Message): object {
    return messagePayload(message, world.applicationId, context.base);
  }

  function messageOf(call: Call): { channel: Channel; message: Message } {
    const channel = channelFor(context, call);
    const message = world.messages.get(call.params.message ?? '');
    if (message?.channelId !== channel.id || message.deleted || message.ephemeral)
      throw refusal(10008);
    return { channel, message };
  }

  function checkFlags(flags: number): void {
    if ((flags & ~BOT_FLAGS) === 0) return;
    const message = `Flags ${flags & ~BOT_FLAGS} may not be set in a channel`;
    throw invalidForm([{ path: ['flags'], code: 'MESSAGE_FLAGS_INVALID', message }]);
  }

  function mayReadHistory(channel: Channel): boolean {
    const guild = world.guilds.get(channel.guildId ?? '');
    if (guild === undefined) return true;
    const held = permissionsIn(guild, channel, world.bot.id);
    return missing(held, ['readMessageHistory']).length === 0;
  }

  /** The message that a new one goes below; undefined for one that goes below none. */
  function repliesTo(channel: Channel, { message_reference: reference }: MessageBody) {
    const id = reference?.message_id ?? undefined;
    if (id === undefined) return undefined;
    const found = world.messages.get(id);
    if (found !== undefined && !found.deleted && found.channelId === channel.id) return found;
    if (reference?.fail_if_not_exists === false) return undefined;
    throw invalidForm([fault(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message')]);
  }

  function maySendInGuild(channel: Channel, body: MessageBody, files: number): void {
    const thread = channel.type >= 10 && channel.type <= 12;
    const wanted: PermissionName[] = [thread ? 'sendMessagesInThreads' : 'sendMessages'];
    if ((body.embeds ?? []).length > 0) wanted.push('embedLinks');
    if (files > 0) wanted.push('attachFiles');
    requirePermissions(context, channel, wanted);
    if (body.message_reference != null && !mayReadHistory(channel)) throw refusal(160002);
  }

  function maySend(channel: Channel, body: MessageBody, files: number): void {
    if (TEXTLESS.includes(channel.type)) throw refusal(50008);
    if (channel.archived) throw refusal(50083);
    if (channel.guildId === undefined) mayWriteTo(context, channel);
    else maySendInGuild(channel, body, files);
  }

  /** The message that the same nonce made a short while ago, by this author. DD:message */
  function repeated(channel: Channel, body: MessageBody, call: Call): Message | undefined {
    if (body.enforce_nonce !== true || body.nonce == null) return undefined;
    const before = nonces.find(String(body.nonce));
    if (before !== undefined && before.channelId !== channel.id)
      context.record.fault('rest', 0, 'A nonce was used in two channels', call.request);
    return before;
  }

  function create(call: Call): Answer {
    const channel = channelFor(context, call);
    const body = checkNewMessage('newMessage', call.body, call.files);
    checkFlags(body.flags ?? 0);
    maySend(channel, body, call.files.length);
    const before = repeated(channel, body, call);
    if (before !== undefined) return { status: 200, body: payload(before) };
    const above = repliesTo(channel, body);
    const message = post(context, {
      ...(above === undefined ? {} : { type: REPLY, repliesTo: above.id }),
      channelId: channel.id,
      author: world.bot,
      body,
      files: call.files,
    });
    if (body.nonce != null) nonces.add(String(body.nonce), message);
    const nonce = body.nonce == null ? {} : { nonce: body.nonce };
    return { status: 200, body: { ...payload(message), ...nonce } };
  }

  /** Without the permission to read the history no message is given. DD:message */
  function list(call: Call): Answer {
    const channel = channelFor(context, call);
    const there = messagesIn(context, channel).filter((message) => !message.ephemeral);
    const chosen = chosenFrom(there, call.query);
    return { status: 200, body: mayReadHistory(channel) ? chosen.map(payload) : [] };
  }

  function get(call: Call): Answer {
    const { channel, message } = messageOf(call);
    requirePermissions(context, channel, ['readMessageHistory']);
    return { status: 200, body: payload(message) };
  }

  function change(call: Call): Answer {
    const { channel, message } = messageOf(call);
    if (message.author.id !== world.bot.id) throw refusal(50005);
    if (channel.archived) throw refusal(50083);
    const body = checkEdit('messageEdit', call.body, call.files, message);
    checkFlags(body.flags ?? 0);
    if (call.files.length > 0) requirePermissions(context, channel, ['attachFiles']);
    context.oldEdits.take(message);
    edit(context, message, body, call.files);
    return { status: 200, body: payload(message) };
  }

  function discard(call: Call): Answer {
    const { channel, message } = messageOf(call);
    if (message.author.id !== world.bot.id)
      requirePermissions(context, channel, ['manageMessages']);
    remove(context, message);
    return { status: 204 };
  }

  const messages = '/channels/:channel/messages';
  return [
    { method: 'POST', path: messages, answer: create },
    { method: 'GET', path: messages, query: ['limit', 'before', 'after', 'around'], answer: list },
    { method: 'GET', path: `${messages}/:message`, answer: get },
    { method: 'PATCH', path: `${messages}/:message`, answer: change },
    { method: 'DELETE', path: `${messages}/:message`, answer: discard },
  ];
}
