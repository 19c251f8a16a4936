import type { SlackMessage } from '../../../render/block-kit/render.ts';
import type { Calls } from '../calls.ts';
import type { Installed } from '../install/installed.ts';
import type { Pace } from '../pace.ts';
import { patiently } from '../patience.ts';

/**
 * Says an answer as a message of its own, waiting where Slack asks to.
 * @param channel a person's id for their messages with the app (SD chat.postMessage)
 */
export function byPost(
  calls: Calls,
  installed: Installed,
  pace: Pace,
  channel: string,
  thread?: string,
) {
  const place = thread === undefined ? { channel } : { channel, thread_ts: thread };
  return async (message: SlackMessage): Promise<void> => {
    const post = () =>
      calls.call(installed, (client) =>
        client.chat.postMessage({ ...place, ...message, unfurl_links: false, unfurl_media: false }),
      );
    await patiently(post, pace.slowDown);
  };
}

/**
 * Says an answer where it was asked for, seen by one person only, until they reload Slack (SD
 * chat.postEphemeral).
 * @param thread one that they write in, and so have open; in another it would not be seen
 */
export function byEphemeral(
  calls: Calls,
  installed: Installed,
  pace: Pace,
  place: { readonly channel: string; readonly user: string; readonly thread: string | undefined },
) {
  const { thread, ...where } = place;
  const at = thread === undefined ? where : { ...where, thread_ts: thread };
  return async (message: SlackMessage): Promise<void> => {
    const post = () =>
      calls.call(installed, (client) => client.chat.postEphemeral({ ...at, ...message }));
    await patiently(post, pace.slowDown);
  };
}
