import type { DoubleTime } from './time.ts';

/** Requests a minute, by method and workspace. SD rate-limits: the tier's guaranteed number, no more. */
const A_MINUTE: Readonly<Record<string, number>> = {
  'chat.update': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'auth.teams.list': 20,
  'conversations.history': 50,
  'conversations.info': 50,
  'conversations.open': 50,
  'conversations.replies': 50,
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
/** Posts to a workspace in a minute. own: Slack says "several hundred". SD rate-limits */
const WORKSPACE_POSTS = 300;
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

  /** Counts a call; gives the seconds to wait when it is one too many, and counts it nowhere then. */
  count(method: string, team: string, channel: string): number | undefined {
    if (!this.isOn) return undefined;
    const limits = limitsOf(method, team, channel);
    const waits = limits.map((limit) => this.#wait(limit));
    const wait = Math.max(0, ...waits);
    if (wait > 0) return Math.max(1, Math.ceil(wait / 1000));
    for (const { key } of limits) this.#calls.get(key)?.push(this.#time.now());
    return undefined;
  }

  /** Milliseconds until there is room. */
  #wait({ key, most, span }: Limit): number {
    const now = this.#time.now();
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - span);
    this.#calls.set(key, recent);
    const [first] = recent;
    return first === undefined || recent.length < most ? 0 : first + span - now;
  }
}

interface Limit {
  readonly key: string;
  readonly most: number;
  /** Milliseconds. */
  readonly span: number;
}

function limitsOf(method: string, team: string, channel: string): Limit[] {
  if (method === 'chat.postMessage')
    return [
      { key: `${method} ${team} ${channel}`, most: 1, span: BETWEEN_POSTS },
      { key: `${method} ${team}`, most: WORKSPACE_POSTS, span: MINUTE },
    ];
  const most = A_MINUTE[method];
  return most === undefined ? [] : [{ key: `${method} ${team}`, most, span: MINUTE }];
}
