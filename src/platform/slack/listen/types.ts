import type { App } from '@slack/bolt';
import type { Arrival } from '../receive/arrival.ts';

/** What every listener finds in its context. */
export interface ListenerContext {
  readonly arrival: Arrival;
}

export type SlackApp = App<ListenerContext>;
