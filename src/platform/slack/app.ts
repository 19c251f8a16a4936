import { App, type Logger } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { House } from '../../interaction/house.ts';
import type { ListenerContext, SlackApp } from './listen/types.ts';

/** Requests come by the gate, whichever transport they came over; nothing is received here. */
const NO_RECEIVER = { init() {}, start: async () => {}, stop: async () => {} };

/**
 * Bolt's app, which hands requests to listeners. It is given no token: the gate has looked up the
 * installation before, and Bolt's pool of clients would keep one for every token it ever saw.
 */
export function createApp(house: House, logger: Logger, clientOptions: WebClientOptions): SlackApp {
  const app = new App<ListenerContext>({
    receiver: NO_RECEIVER,
    authorize: async () => ({}),
    convoStore: false,
    ignoreSelf: false,
    attachFunctionToken: false,
    clientOptions,
    logger,
  });
  app.error(async (error) => {
    house.log.error({ err: error }, 'a Slack request failed in its listener');
  });
  return app;
}
