import type { Json } from './json.ts';
import type { Content } from './message-check.ts';
import type { Message, Via } from './screen.ts';
import type { World } from './world.ts';

export interface NewMessage extends Content {
  readonly team: string;
  readonly channel: string;
  readonly threadTs?: string | undefined;
  readonly ephemeralTo?: string | undefined;
  readonly metadata?: unknown;
  readonly files?: readonly Json[];
}

/** Puts a message of the app's on the screen. */
export function postAsBot(world: World, message: NewMessage, via: Via, cause?: string): Message {
  const { botUserId, botId } = world.team(message.team).installed;
  const { threadTs, ephemeralTo, metadata, files } = message;
  const kept: Message = {
    team: message.team,
    channel: message.channel,
    ts: world.ids.ts(),
    user: botUserId,
    botId,
    text: message.text,
    blocks: message.blocks,
    isDeleted: false,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(ephemeralTo === undefined ? {} : { ephemeralTo }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(files === undefined ? {} : { files }),
  };
  world.screen.add(kept);
  world.screen.show({ via, message: kept, ...(cause === undefined ? {} : { cause }) });
  return kept;
}

/**
 * Puts other words into a message. Without blocks in `content` it has none left; without metadata it
 * keeps what it has.
 */
export function changeMessage(
  world: World,
  message: Message,
  content: Content & { readonly metadata?: unknown },
  via: Via,
  cause?: string,
): void {
  message.text = content.text;
  message.blocks = content.blocks;
  if (content.metadata !== undefined) message.metadata = content.metadata;
  message.edited = world.ids.ts();
  world.screen.show({ via, message, ...(cause === undefined ? {} : { cause }) });
}

/** Takes a message off the screen. */
export function deleteMessage(world: World, message: Message, cause?: string): void {
  message.isDeleted = true;
  world.screen.show({ via: 'delete', message, ...(cause === undefined ? {} : { cause }) });
}

/** A message as the Web API and payloads show it. */
export function messageJson(world: World, message: Message, hasMetadata = true): Json {
  const common = {
    type: 'message',
    user: message.user,
    ...(message.botId === undefined
      ? {}
      : {
          bot_id: message.botId,
          app_id: world.app.appId,
          bot_profile: {
            id: message.botId,
            app_id: world.app.appId,
            name: 'tocsin',
            team_id: message.team,
            deleted: false,
          },
        }),
    team: message.team,
    ts: message.ts,
    text: message.text,
  };
  return {
    ...common,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.files === undefined ? {} : { files: message.files }),
    ...(message.metadata === undefined || !hasMetadata ? {} : { metadata: message.metadata }),
    ...(message.edited === undefined
      ? {}
      : { edited: { user: message.botId ?? message.user, ts: message.edited } }),
  };
}
