import type { Json } from './json.ts';
import type { DoubleTime } from './time.ts';

/** A request the app made, whether or not it was granted. */
export interface SlackRequest {
  /** Milliseconds since 1970 by the double's time. */
  readonly at: number;
  /** Such as `chat.postMessage`, `response_url`, `upload`, `socket`. */
  readonly method: string;
  readonly args: Json;
  /** Of the token's workspace; null for an org-wide, app-level or missing token. */
  readonly teamId: string | null;
  readonly token: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The answer: filled in once it is sent. */
  status?: number;
  reply?: unknown;
}

/** An answer of `ok: false`, and why in words. */
export interface Refusal {
  readonly at: number;
  readonly method: string;
  readonly error: string;
  readonly reason: string;
}

/** Something the app must never do, whatever the state of the workspace. */
export interface Violation {
  readonly at: number;
  /** The method, the kind of acknowledgement, or where else it was seen. */
  readonly where: string;
  readonly reason: string;
  readonly detail: unknown;
}

/** A request in one line, for counting over long runs. */
export interface Passage {
  /** Milliseconds since 1970 by the double's time. */
  readonly at: number;
  readonly method: string;
  /** Of the token, or as named beside an org-wide one. */
  readonly team: string | null;
  /** As the app named it. */
  readonly channel: string | null;
  /**
   * `limited`: 429, as a limit of Slack's was passed; `refused`: `ok: false`; `struck`: by a fault that the
   * test ordered.
   */
  readonly verdict: 'ok' | 'refused' | 'limited' | 'struck';
}

/** All that the double was asked and what it found wrong. */
export class Recorder {
  /** False: requests are kept as passages only. */
  keepsBodies = true;
  readonly traffic: Passage[] = [];
  readonly requests: SlackRequest[] = [];
  readonly refusals: Refusal[] = [];
  readonly violations: Violation[] = [];
  readonly #time: DoubleTime;

  constructor(time: DoubleTime) {
    this.#time = time;
  }

  request(request: Omit<SlackRequest, 'at'>): SlackRequest {
    const kept: SlackRequest = { at: this.#time.now(), ...request };
    if (this.keepsBodies) this.requests.push(kept);
    return kept;
  }

  passage(passage: Omit<Passage, 'at'>): void {
    this.traffic.push({ at: this.#time.now(), ...passage });
  }

  refusal(method: string, error: string, reason: string): void {
    this.refusals.push({ at: this.#time.now(), method, error, reason });
  }

  violation(where: string, reason: string, detail: unknown = undefined): void {
    this.violations.push({ at: this.#time.now(), where, reason, detail });
  }
}
