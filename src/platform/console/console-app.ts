import { Hono } from 'hono';
import type { Destination } from '../../delivery/destination.ts';
import { assetRoutes } from './assets.ts';
import { createChannels } from './channels.ts';
import { consoleDestination } from './destination.ts';
import { createEventStreams } from './event-stream.ts';
import type { ConsoleOptions } from './options.ts';
import { passwordCheck } from './password.ts';
import { apiRoutes } from './routes.ts';
import { createSessions } from './session.ts';

/** Per channel. */
const MESSAGES_KEPT = 200;

/** A mount of the HTTP server, which checks callers as `callers` says before `app` is reached. */
export interface ConsoleMount {
  readonly prefix: '/';
  readonly app: Hono;
  readonly callers: 'browsers' | 'local-browsers';
  close(): void;
}

/** The console: what is served, and where is posted what nobody there asked for. */
export interface Console extends ConsoleMount {
  readonly destination: Destination;
}

/**
 * The console: a chat in the browser where every answer can be looked at as Slack and Discord would
 * get it. With a password it may be served to a network, without one to this machine only.
 * @throws TocsinError when the password is empty
 */
export function consoleApp(options: ConsoleOptions): Console {
  const { clock, address = () => undefined } = options;
  const channels = createChannels(MESSAGES_KEPT);
  const streams = createEventStreams();
  const check = options.password === undefined ? undefined : passwordCheck(options.password, clock);
  const app = new Hono();
  app.route('/', assetRoutes());
  app.route(
    '/',
    apiRoutes({
      options,
      channels,
      sessions: createSessions(clock),
      streams,
      check,
    }),
  );
  return {
    prefix: '/',
    app,
    callers: check === undefined ? 'local-browsers' : 'browsers',
    close: streams.close,
    destination: consoleDestination({ channels, clock, address }),
  };
}
