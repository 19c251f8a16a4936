import type { Answer } from '../../../command/answer.ts';
import type { SlackMessage } from '../../../render/block-kit/render.ts';
import type { Pace } from '../pace.ts';
import { patiently } from '../patience.ts';
import { respond } from './respond.ts';

type Visibility = Answer['visibility'];

/** How an answer stands among other messages. */
export interface ReplyPlace {
  /** It takes the place of the message that was pressed, which only the presser sees. */
  readonly replaces?: boolean;
  /** The thread that the pressed message is in. */
  readonly thread?: string | undefined;
}

/** An answer as a response URL or the acknowledgement of a command takes it. */
export function reply(message: SlackMessage, visibility: Visibility, place: ReplyPlace = {}) {
  const { replaces, thread } = place;
  return {
    ...message,
    response_type: visibility === 'channel' ? 'in_channel' : 'ephemeral',
    ...(replaces === undefined ? {} : { replace_original: replaces }),
    ...(thread === undefined ? {} : { thread_ts: thread }),
    unfurl_links: false,
    unfurl_media: false,
  } as const;
}

/** Says an answer by a response URL, waiting where Slack asks to. */
export function byResponseUrl(url: string, pace: Pace, place: ReplyPlace = {}) {
  return (message: SlackMessage, visibility: Visibility): Promise<void> =>
    patiently(() => respond(url, reply(message, visibility, place), pace.call), pace.slowDown);
}
