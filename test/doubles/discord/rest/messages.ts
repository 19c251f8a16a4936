import type { Context } from '../context.ts';
import { FLAG, type Message } from '../message.ts';
import type { MessageBody } from '../message-body.ts';
import { checkEdit, checkNewMessage } from '../message-check.ts';
import { messagePayload } from '../message-payload.ts';
import { edit, messagesIn, post, remove } from '../messages.ts';
import type { PermissionName } from '../permissions.ts';
import { invalidForm, refusal } from '../refusal.ts';
import type { Answer, Call, Route } from '../router.ts';
import type { Channel } from '../world.ts';
import { channelFor, mayWriteTo, requirePermissions } from './access.ts';

const NONCE_MS = 3 * 60_000;
const TEXTLESS = [4, 14, 15, 16];
const BOT_FLAGS = FLAG.suppressEmbeds | FLAG.suppressNotifications | FLAG.componentsV2;

/** Messages of the bot in channels. */
export function messageRoutes(context: Context): Route[] {
  const { world, clock } = context;
  const byNonce = new Map<string, Message>();

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

  function maySendInGuild(channel: Channel, body: MessageBody, files: number): void {
    const thread = channel.type >= 10 && channel.type <= 12;
    const wanted: PermissionName[] = [thread ? 'sendMessagesInThreads' : 'sendMessages'];
    if ((body.embeds ?? []).length > 0) wanted.push('embedLinks');
    if (files > 0) wanted.push('attachFiles');
    if (body.message_reference != null) wanted.push('readMessageHistory');
    requirePermissions(context, channel, wanted);
  }

  function maySend(channel: Channel, body: MessageBody, files: number): void {
    if (TEXTLESS.includes(channel.type)) throw refusal(50008);
    if (channel.archived) throw refusal(50083);
    if (channel.guildId === undefined) mayWriteTo(context, channel);
    else maySendInGuild(channel, body, files);
  }

  /** The message that the same nonce made a short while ago, by this author. DD:message */
  function repeated(channel: Channel, body: MessageBody, call: Call): Message | undefined {
    for (const [nonce, { at }] of byNonce) if (clock.now() - at > NONCE_MS) byNonce.delete(nonce);
    if (body.enforce_nonce !== true || body.nonce == null) return undefined;
    const before = byNonce.get(String(body.nonce));
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
    const message = post(context, {
      channelId: channel.id,
      author: world.bot,
      body,
      files: call.files,
    });
    if (body.nonce != null) byNonce.set(String(body.nonce), message);
    const nonce = body.nonce == null ? {} : { nonce: body.nonce };
    return { status: 200, body: { ...payload(message), ...nonce } };
  }

  function list(call: Call): Answer {
    const channel = channelFor(context, call);
    requirePermissions(context, channel, ['readMessageHistory']);
    const seen = messagesIn(context, channel).filter((message) => !message.ephemeral);
    const limit = Number(call.query.limit ?? 50);
    return { status: 200, body: seen.reverse().slice(0, limit).map(payload) };
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
    { method: 'GET', path: messages, query: ['limit'], answer: list },
    { method: 'GET', path: `${messages}/:message`, answer: get },
    { method: 'PATCH', path: `${messages}/:message`, answer: change },
    { method: 'DELETE', path: `${messages}/:message`, answer: discard },
  ];
}
