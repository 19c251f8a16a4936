import type { EditOutcome, MessageRef, OutgoingMessage } from '../../../delivery/destination.ts';
import type { Place } from '../../../domain/place.ts';
import type { SlackMessage } from '../../../render/block-kit/render.ts';
import type { Kit } from '../kit.ts';
import { refusedWith } from './outcomes.ts';
import { send } from './sending.ts';
import { isPerson, type Spot } from './spot.ts';
import { inWords } from './words.ts';

/** Slack's words for a message that stands and stays as it is (SD chat.update errors). */
const STANDS: ReadonlySet<string> = new Set([
  'block_mismatch',
  'cant_update_message',
  'edit_window_closed',
  'streaming_state_conflict',
]);

/** What a refusal says of the message; undefined when it says nothing of it. */
function fateOf(error: unknown): EditOutcome | undefined {
  const word = refusedWith(error);
  if (word === undefined) return undefined;
  if (STANDS.has(word)) return { is: 'cannot-edit', reason: inWords(word) };
  return word === 'message_not_found' ? { is: 'gone', reason: inWords(word) } : undefined;
}

/**
 * Puts other words in a message. What it carries unseen stays, as it is not given anew, and so does the
 * call to a group: an edit notifies nobody (SD chat.update).
 */
export async function edit(
  kit: Kit,
  place: Place,
  spot: Spot,
  ref: MessageRef,
  message: OutgoingMessage,
): Promise<EditOutcome> {
  const { installed } = spot;

  async function hand(rendered: SlackMessage, channel: string): Promise<EditOutcome> {
    await kit.calls.call(installed, (client) =>
      client.chat.update({ channel, ts: ref.id, ...rendered }),
    );
    return { is: 'edited' };
  }

  /** A channel that goes on under another id takes its messages along. */
  function mayHaveMoved(error: unknown): boolean {
    const isElsewhere = !isPerson(place) && place.channel !== ref.channel;
    return isElsewhere && refusedWith(error) === 'channel_not_found';
  }

  return await send(kit, { act: 'edit', place, spot, message }, async (rendered) => {
    try {
      try {
        return await hand(rendered, ref.channel);
      } catch (error) {
        if (!mayHaveMoved(error)) throw error;
        return await hand(rendered, place.channel);
      }
    } catch (error) {
      const fate = fateOf(error);
      if (fate === undefined) throw error;
      return fate;
    }
  });
}
