import { setTimeout as pause } from 'node:timers/promises';
import type { OutgoingMessage, PostOutcome } from '../../../delivery/destination.ts';
import type { Place } from '../../../domain/place.ts';
import type { SlackMessage } from '../../../render/block-kit/render.ts';
import type { Kit } from '../kit.ts';
import { metadataOf } from './metadata.ts';
import { refusedWith } from './outcomes.ts';
import { send } from './sending.ts';
import type { Spot } from './spot.ts';

/** Slack's words for a message that cannot be below the one it was to be below (SD chat.postMessage errors). */
const THREAD_ERRORS: ReadonlySet<string> = new Set([
  'cannot_reply_to_message',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'thread_not_found',
]);

/**
 * Posts once. Where the message that it was to be below is gone or locked, it stands in the channel: it
 * is news to everybody there.
 */
export async function post(
  kit: Kit,
  place: Place,
  spot: Spot,
  message: OutgoingMessage,
): Promise<PostOutcome> {
  const { installed, channel } = spot;
  const { key, replyTo } = message;

  async function hand(rendered: SlackMessage, thread: string | undefined): Promise<PostOutcome> {
    const below = thread === undefined ? {} : { thread_ts: thread };
    const answer = await kit.calls.call(installed, (client) =>
      client.chat.postMessage({
        channel,
        ...rendered,
        ...below,
        metadata: metadataOf(key),
        unfurl_links: false,
        unfurl_media: false,
      }),
    );
    if (answer.ts === undefined) return { is: 'unknown', reason: 'Slack names no message' };
    return { is: 'sent', ref: { channel: answer.channel ?? channel, id: answer.ts } };
  }

  return await send(kit, { act: 'post', place, spot, message }, async (rendered) => {
    try {
      return await hand(rendered, replyTo?.id);
    } catch (error) {
      if (replyTo === undefined || !THREAD_ERRORS.has(refusedWith(error) ?? '')) throw error;
      await pause(kit.pace.nextPost);
      return await hand(rendered, undefined);
    }
  });
}
