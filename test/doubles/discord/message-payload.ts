import { componentPayloads, fileAddress } from './component-payload.ts';
import type { Attachment, Message } from './message.ts';
import { iso, type Json, userPayload } from './payloads.ts';

function attachmentPayload(message: Message, file: Attachment, base: string): Json {
  const url = fileAddress(base, message.channelId, file);
  return {
    id: file.id,
    filename: file.filename,
    size: file.bytes.length,
    url,
    proxy_url: url,
    content_type: file.contentType,
    ...(file.description === null ? {} : { description: file.description }),
  };
}

function answeredPayload(message: Message, applicationId: string): Json {
  const { interaction } = message;
  if (interaction === undefined) return {};
  return {
    application_id: applicationId,
    webhook_id: applicationId,
    interaction_metadata: {
      id: interaction.id,
      type: interaction.type,
      user: userPayload(interaction.user),
      authorizing_integration_owners: interaction.owners,
    },
  };
}

function replyFields({ channelId, repliesTo }: Message): Json {
  if (repliesTo === undefined) return {};
  return { message_reference: { type: 0, channel_id: channelId, message_id: repliesTo } };
}

/** A message as REST gives it; `base` is where attached files are served. */
export function messagePayload(message: Message, applicationId: string, base: string): Json {
  const { face } = message;
  return {
    id: message.id,
    channel_id: message.channelId,
    author: userPayload(message.author),
    content: face.content,
    timestamp: iso(message.at),
    edited_timestamp: message.editedAt === null ? null : iso(message.editedAt),
    tts: false,
    mention_everyone: face.notified.includes('everyone'),
    mentions: [],
    mention_roles: [],
    attachments: face.attachments.map((file) => attachmentPayload(message, file, base)),
    embeds: face.embeds,
    components: componentPayloads(message, base),
    pinned: false,
    type: message.type,
    flags: face.flags,
    ...answeredPayload(message, applicationId),
    ...replyFields(message),
  };
}
