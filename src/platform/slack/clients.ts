import { WebClient, type WebClientOptions } from '@slack/web-api';

/** Clients are kept by token; a token that was replaced goes out of use and its client with it. */
const CAPACITY = 200;

export interface Clients {
  /** @param team workspace that an organisation's token is used for; Slack asks for it */
  of(token: string, team?: string): WebClient;
  /** Calls that carry no token, or one of their own. */
  readonly anonymous: WebClient;
}

/**
 * Clients that try once. The SDK's own retries post twice, and one 429 would stall all other calls of
 * its client (both measured with web-api 8.2.0).
 */
export function createClients(options: WebClientOptions): Clients {
  const settings: WebClientOptions = {
    ...options,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
  const clients = new Map<string, WebClient>();
  return {
    anonymous: new WebClient(undefined, settings),
    of(token, team) {
      const key = `${token} ${team ?? ''}`;
      const known = clients.get(key);
      const client =
        known ??
        new WebClient(token, team === undefined ? settings : { ...settings, teamId: team });
      clients.delete(key);
      clients.set(key, client);
      const [oldest] = clients.keys();
      if (clients.size > CAPACITY && oldest !== undefined) clients.delete(oldest);
      return client;
    },
  };
}
