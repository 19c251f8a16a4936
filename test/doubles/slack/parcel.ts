import type { Json } from './json.ts';

/** Something for the app, however it travels. */
export interface Parcel {
  /** The envelope id of Socket Mode. */
  readonly id: string;
  readonly type: 'events_api' | 'slash_commands' | 'interactive';
  readonly body: Json;
  /** For messages of the double, such as `/tocsin` or `block_actions`. */
  readonly label: string;
  /** Whether the acknowledgement may say something. */
  readonly takesReply: boolean;
}

/** Which time a parcel is sent, 0 the first, and why the time before failed. */
export interface Attempt {
  readonly number: number;
  readonly reason: string;
}

export type Outcome =
  | { readonly acked: true; readonly body: Json | undefined; readonly afterMs: number }
  | {
      readonly acked: false;
      /** What Slack tells the person or notes as the reason for its next attempt. */
      readonly error: string;
      readonly detail: string;
      /** The app asked for no further attempt. */
      readonly isFinal?: boolean;
    };

/** A way to the app. */
export interface Carrier {
  carry(parcel: Parcel, attempt: Attempt): Promise<Outcome>;
}
