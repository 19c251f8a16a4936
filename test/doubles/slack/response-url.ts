import { z } from 'zod';
import type { Json } from './json.ts';
import { checkContent } from './message-check.ts';
import { changeMessage, deleteMessage, postAsBot } from './posting.ts';
import { refusePayload, SlackRefusal } from './refusal.ts';
import type { Message, Via } from './screen.ts';
import type { World } from './world.ts';

const reply = z.strictObject({
  text: z.string().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
  mrkdwn: z.boolean().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
  metadata: z.unknown().optional(),
});

/** Where a reply to an interaction goes. */
export interface ReplyPlace {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly cause: string;
  readonly original?: Message | undefined;
}

function originalOf(world: World, where: string, place: ReplyPlace): Message | undefined {
  if (place.original === undefined) {
    world.record.violation(where, 'there is no original message to replace or delete');
    return undefined;
  }
  if (place.original.isDeleted) throw new SlackRefusal('message_not_found', 'it was deleted');
  return place.original;
}

/**
 * Shows what an app says by an acknowledgement or a response URL: to the person alone unless told
 * otherwise, without the bot being in the channel. Throws SlackRefusal.
 */
export function sayBack(
  world: World,
  where: string,
  place: ReplyPlace,
  given: Json,
  via: Via,
): void {
  const parsed = reply.safeParse(given);
  if (!parsed.success)
    throw refusePayload(
      'invalid_payload',
      parsed.error.issues.map((one) => `${one.message} [json-pointer:/${one.path.join('/')}]`),
    );
  const { data } = parsed;
  const original =
    data.replace_original || data.delete_original ? originalOf(world, where, place) : undefined;
  if (data.delete_original) {
    if (original) deleteMessage(world, original, place.cause);
    return;
  }
  const content = checkContent(world, where, place.team, data);
  if (original) {
    changeMessage(world, original, content, via, place.cause);
    return;
  }
  const { channel } = world.place(place.channel) ?? {};
  if (channel?.isArchived) throw new SlackRefusal('is_archived', `channel ${place.channel}`);
  const isForAll = data.response_type === 'in_channel';
  const message = {
    team: place.team,
    channel: place.channel,
    threadTs: data.thread_ts,
    ephemeralTo: isForAll ? undefined : place.user,
    metadata: data.metadata,
  };
  postAsBot(world, { ...message, ...content }, via, place.cause);
}

/** Serves one POST to a response URL. Throws SlackRefusal. */
export function useResponseUrl(world: World, id: string, contentType: string, body: Json): void {
  if (!contentType.startsWith('application/json'))
    throw new SlackRefusal('invalid_payload', `Content-Type ${contentType}`);
  const { interaction, ...place } = world.tickets.respond(id);
  sayBack(world, 'response_url', { ...place, cause: interaction }, body, 'response_url');
}
