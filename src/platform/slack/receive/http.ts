import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { App, HTTPReceiver, HTTPReceiverDeferredRequestError, type Logger } from '@slack/bolt';
import type { Gate } from './gate.ts';

/** Where Slack sends commands, events and interactions; also in the manifest. */
export const EVENTS_PATH = '/slack/events';

const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** In bytes, as for whoever else calls; Bolt would read four times as much of what nobody signed. */
const BODY_LIMIT = 1024 * 1024;

/** Milliseconds. */
const TELL_EVERY = 60_000;

/** Anybody can send what nobody signed: it is told of once a minute, or the log were theirs to fill. */
function sparing(logger: Logger): Logger {
  let silentUntil = 0;
  return {
    ...logger,
    warn(...words) {
      const now = performance.now();
      if (now < silentUntil) return;
      silentUntil = now + TELL_EVERY;
      logger.warn(...words);
    },
  };
}

/** What every answer under /slack carries. */
export function setSafeHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}

/** Ends a request that nobody can do anything with. */
export function endWith(response: ServerResponse, status: number, error: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error }));
}

/** All of Bolt's app that its receiver uses; it hands requests to the gate. */
function front(gate: Pick<Gate, 'receive'>): App {
  const app: App = Object.create(App.prototype);
  app.processEvent = ({ body, ack }) =>
    gate.receive({ body, acknowledge: (answer) => ack(answer), hasArrived: undefined });
  return app;
}

/**
 * Bolt's own receiver, which checks signature and age, as a part of the one HTTP server. Requests that
 * are not handled are answered with an error, upon which Slack delivers them again.
 */
export function httpListener(
  gate: Pick<Gate, 'receive'>,
  signingSecret: string,
  logger: Logger,
): RequestListener {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [EVENTS_PATH],
    bodyLimit: BODY_LIMIT,
    logger: sparing(logger),
    unhandledRequestHandler: ({ response }) => endWith(response, 503, 'Not answered in time.'),
    processEventErrorHandler: async ({ response }) => {
      endWith(response, 503, 'Not handled.');
      return false;
    },
  });
  receiver.init(front(gate));
  return (request: IncomingMessage, response: ServerResponse) => {
    setSafeHeaders(response);
    try {
      receiver.requestListener(request, response);
    } catch (error) {
      const isElsewhere = error instanceof HTTPReceiverDeferredRequestError;
      endWith(response, isElsewhere ? 404 : 400, 'There is nothing at this address.');
    }
  };
}
