import type { Context } from './context.ts';
import { INTENT } from './gateway-rules.ts';
import {
  type Attachment,
  type Component,
  FLAG,
  type Face,
  type InteractionMetadata,
  Message,
} from './message.ts';
import type { MessageBody } from './message-check.ts';
import { type Json, memberOnlyPayload, messagePayload } from './payloads.ts';
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
    const number = /\d+/.exec(file.field)?.[0];
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
}

function tellGateway(context: Context, name: string, message: Message): void {
  if (message.ephemeral) return;
  const channel = context.world.channels.get(message.channelId);
  const guild = context.world.guilds.get(channel?.guildId ?? '');
  const member = guild?.members.get(message.author.id);
  context.dispatch({
    name,
    data: {
      ...messagePayload(message, context.world.applicationId, context.base),
      ...(guild === undefined ? {} : { guild_id: guild.id }),
      ...(member === undefined ? {} : { member: memberOnlyPayload(member) }),
    },
    ...(guild === undefined ? {} : { guildId: guild.id }),
    intent: guild === undefined ? INTENT.directMessages : INTENT.guildMessages,
  });
}

/** Puts a message that was checked into its channel. */
export function post(context: Context, made: NewPost): Message {
  const { body, files } = made;
  const message = new Message({
    id: context.world.ids.next(),
    channelId: made.channelId,
    author: made.author,
    at: context.clock.now(),
    ...(made.type === undefined ? {} : { type: made.type }),
    ...(made.interaction === undefined ? {} : { interaction: made.interaction }),
    content: body.content ?? '',
    embeds: embeds(body),
    components: numbered(body.components ?? []),
    attachments: attach(context, body, files),
    flags: made.flags ?? body.flags ?? 0,
  });
  context.world.messages.set(message.id, message);
  tellGateway(context, 'MESSAGE_CREATE', message);
  context.signal.changed();
  return message;
}

/** Puts an edit that was checked into effect. What the body leaves out stays. */
export function edit(
  context: Context,
  message: Message,
  body: MessageBody,
  files: readonly UploadedFile[],
): void {
  const { face } = message;
  const kept = face.attachments.filter(
    ({ id }) => body.attachments == null || body.attachments.some((one) => one.id === id),
  );
  const held = face.flags & (FLAG.ephemeral | FLAG.componentsV2);
  const next: Face = {
    content: body.content === undefined ? face.content : (body.content ?? ''),
    embeds: body.embeds === undefined ? face.embeds : embeds(body),
    components: body.components === undefined ? face.components : numbered(body.components ?? []),
    attachments: [...kept, ...attach(context, body, files)],
    flags: held | ((body.flags ?? face.flags) & ~FLAG.loading),
  };
  message.edit(next, context.clock.now());
  tellGateway(context, 'MESSAGE_UPDATE', message);
  context.signal.changed();
}

/** Takes a message away. */
export function remove(context: Context, message: Message): void {
  message.deleted = true;
  const channel = context.world.channels.get(message.channelId);
  if (!message.ephemeral) {
    const guild = channel?.guildId === undefined ? {} : { guild_id: channel.guildId };
    context.dispatch({
      name: 'MESSAGE_DELETE',
      data: { id: message.id, channel_id: message.channelId, ...guild },
      ...(channel?.guildId === undefined ? {} : { guildId: channel.guildId }),
      intent: channel?.guildId === undefined ? INTENT.directMessages : INTENT.guildMessages,
    });
  }
  context.signal.changed();
}

/** What stands in a channel, oldest first; ephemeral answers too, which only their asker sees. */
export function messagesIn(context: Context, channel: Pick<Channel, 'id'>): Message[] {
  return [...context.world.messages.values()].filter(
    (message) => message.channelId === channel.id && !message.deleted,
  );
}
