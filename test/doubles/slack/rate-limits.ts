import type { DoubleTime } from './time.ts';

/** Requests a minute, by method and workspace. SD rate-limits: the tier's guaranteed number, no more. */
const A_MINUTE: Readonly<Record<string, number>> = {
  'chat.update': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'conversations.info': 50,
  'conversations.open': 50,
  'users.info': 100,
  'team.info': 50,
  'files.info': 100,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
  'views.open': 100,
  'views.push': 100,
  'views.update': 100,
  'views.publish': 100,
};
/** Milliseconds between two posts to a channel. SD chat.postMessage */
const BETWEEN_POSTS = 1000;
const MINUTE = 60_000;

/** Slack's limits at their strictest: no bursts. Off unless a test asks. */
export class RateLimits {
  isOn: boolean;
  readonly #time: DoubleTime;
  readonly #calls = new Map<string, number[]>();

  constructor(time: DoubleTime, isOn: boolean) {
    this.#time = time;
    this.isOn = isOn;
  }

  /** Counts a call; gives the seconds to wait when it is one too many. */
  count(method: string, team: string, channel: string): number | undefined {
    if (!this.isOn) return undefined;
    if (method === 'chat.postMessage')
      return this.#within(`${method} ${team} ${channel}`, 1, BETWEEN_POSTS);
    const most = A_MINUTE[method];
    return most === undefined ? undefined : this.#within(`${method} ${team}`, most, MINUTE);
  }

  #within(key: string, most: number, span: number): number | undefined {
    const now = this.#time.now();
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - span);
    const [first] = recent;
    if (first !== undefined && recent.length >= most) {
      this.#calls.set(key, recent);
      return Math.max(1, Math.ceil((first + span - now) / 1000));
    }
    this.#calls.set(key, [...recent, now]);
    return undefined;
  }
}
