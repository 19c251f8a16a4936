import type { Context } from './context.ts';
import { fileNumber } from './file-check.ts';
import { INTENT } from './gateway-rules.ts';
import type { GatewayEvent } from './gateway-session.ts';
import { notified } from './mentions.ts';
import {
  type Attachment,
  type Component,
  type Face,
  FLAG,
  type InteractionMetadata,
  Message,
  textOf,
} from './message.ts';
import type { MessageBody } from './message-body.ts';
import { messagePayload } from './message-payload.ts';
import { type Json, memberOnlyPayload } from './payloads.ts';
import { missing, permissionsIn } from './permissions.ts';
import type { UploadedFile } from './record.ts';
import type { Channel, User } from './world.ts';

/** Numbers the components as Discord does: in reading order, from 1, where none was given. */
function numbered(components: readonly Component[]): Component[] {
  let last = 0;
  function number(one: Component): Component {
    last += 1;
    return {
      ...one,
      id: one.id ?? last,
      ...(one.components === undefined ? {} : { components: one.components.map(number) }),
      ...(one.accessory === undefined ? {} : { accessory: number(one.accessory) }),
    };
  }
  return components.map(number);
}

function attach(context: Context, body: MessageBody, files: readonly UploadedFile[]): Attachment[] {
  return files.map((file) => {
    const number = fileNumber(file);
    const described = body.attachments?.find(({ id }) => id === number);
    return {
      id: context.world.ids.next(),
      filename: described?.filename ?? file.filename,
      description: described?.description ?? null,
      contentType: file.contentType,
      bytes: file.bytes,
    };
  });
}

function embeds(body: MessageBody): Json[] {
  return (body.embeds ?? []).map((embed) => ({ type: 'rich', ...embed }));
}

export interface NewPost {
  readonly channelId: string;
  readonly author: User;
  readonly body: MessageBody;
  readonly files: readonly UploadedFile[];
  readonly flags?: number;
  readonly type?: number;
  readonly interaction?: InteractionMetadata;
  readonly repliesTo?: string | undefined;
}

/** Whether a role's members can be called: by everybody, or by whoever may call all. DD:permissions */
function callable(context: Context, { channelId, author }: Pick<NewPost, 'channelId' | 'author'>) {
  const channel = context.world.channels.get(channelId);
  const guild = context.world.guilds.get(channel?.guildId ?? '');
  if (channel === undefined || guild === undefined) return () => false;
  const mayCallAll =
    missing(permissionsIn(guild, channel, author.id), ['mentionEveryone']).length === 0;
  // The role of everybody has the guild's own identifier: calling it is never to be overlooked.
  return (role: string) =>
    role === guild.id || guild.roles.get(role)?.mentionable === true || mayCallAll;
}

/** Where events of a channel go, and who may have them. */
function audience(context: Context, channelId: string): Pick<GatewayEvent, 'guildId' | 'intent'> {
  const guildId = context.world.channels.get(channelId)?.guildId;
  if (guildId === undefined) return { intent: INTENT.directMessages };
  return { guildId, intent: INTENT.guildMessages };
}

function tellGateway(context: Context, name: string, message: Message): void {
  if (message.ephemeral) return;
  const { world, base } = context;
  const to = audience(context, message.channelId);
  const member = world.guilds.get(to.guildId ?? '')?.members.get(message.author.id);
  const data = {
    ...messagePayload(message, world.applicationId, base),
    ...(to.guildId === undefined ? {} : { guild_id: to.guildId }),
    ...(member === undefined ? {} : { member: memberOnlyPayload(member) }),
  };
  // Without the intent, content of others is left out of servers' messages. DD:gateway
  const foreign = to.guildId !== undefined && message.author.id !== world.bot.id;
  const withoutContent = { ...data, content: '', embeds: [], components: [], attachments: [] };
  context.dispatch({ name, data, ...to, ...(foreign ? { withoutContent } : {}) });
}

/** Puts a message that was checked into its channel. */
export function post(context: Context, made: NewPost): Message {
  const { body, files, channelId, author, type, interaction, repliesTo } = made;
  const content = body.content ?? '';
  const components = numbered(body.components ?? []);
  const kind = interaction === undefined ? 'message' : 'answer';
  const message = new Message({
    id: context.world.ids.next(),
    channelId,
    author,
    at: context.clock.now(),
    ...(type === undefined ? {} : { type }),
    ...(interaction === undefined ? {} : { interaction }),
    repliesTo,
    content,
    embeds: embeds(body),
    components,
    attachments: attach(context, body, files),
    flags: made.flags ?? body.flags ?? 0,
    notified: notified(
      textOf(content, components),
      body.allowed_mentions,
      kind,
      callable(context, made),
    ),
  });
  context.world.messages.add(message);
  tellGateway(context, 'MESSAGE_CREATE', message);
  context.signal.changed();
  return message;
}

function editedFace(
  context: Context,
  message: Message,
  body: MessageBody,
  files: readonly UploadedFile[],
): Face {
  const { face } = message;
  const kept = face.attachments.filter(
    ({ id }) => body.attachments == null || body.attachments.some((one) => one.id === id),
  );
  const content = body.content === undefined ? face.content : (body.content ?? '');
  const components =
    body.components === undefined ? face.components : numbered(body.components ?? []);
  const lasting = face.flags & (FLAG.ephemeral | FLAG.componentsV2);
  const kind = message.interaction === undefined ? 'message' : 'answer';
  return {
    content,
    embeds: body.embeds === undefined ? face.embeds : embeds(body),
    components,
    attachments: [...kept, ...attach(context, body, files)],
    flags: lasting | ((body.flags ?? face.flags) & ~FLAG.loading),
    notified: notified(
      textOf(content, components),
      body.allowed_mentions,
      kind,
      callable(context, message),
    ),
  };
}

/** Puts an edit that was checked into effect. What the body leaves out stays. */
export function edit(
  context: Context,
  message: Message,
  body: MessageBody,
  files: readonly UploadedFile[],
): void {
  message.edit(editedFace(context, message, body, files), context.clock.now());
  tellGateway(context, 'MESSAGE_UPDATE', message);
  context.signal.changed();
}

/** Takes a message away. */
export function remove(context: Context, message: Message): void {
  message.deleted = true;
  const { id, channelId } = message;
  const to = audience(context, channelId);
  const guild = to.guildId === undefined ? {} : { guild_id: to.guildId };
  if (!message.ephemeral)
    context.dispatch({
      name: 'MESSAGE_DELETE',
      data: { id, channel_id: channelId, ...guild },
      ...to,
    });
  context.signal.changed();
}

/** What stands in a channel, oldest first; ephemeral answers too, which only their asker sees. */
export function messagesIn(context: Context, channel: Pick<Channel, 'id'>): Message[] {
  return context.world.messages.in(channel.id).filter((message) => !message.deleted);
}
