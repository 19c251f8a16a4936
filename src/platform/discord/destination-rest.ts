import { REST, RESTEvents } from 'discord.js';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import { restOptions } from './client-options.ts';
import { gate } from './gate.ts';
import type { Refusals } from './health.ts';
import type { DiscordSettings, Timing, Token } from './options.ts';
import { transport } from './transport.ts';

/** Discord's limit for all requests of a bot. DD rate-limits */
const MOST = 50;
const SECOND_MS = 1_000;

/**
 * Refused requests after which nothing is sent for the rest of the ten minutes: Discord bans an address
 * at 10,000, and the ten minutes are counted from whichever time it likes. DD rate-limits
 */
const MOST_REFUSED = 4_000;
const LOGGED_EVERY = 100;

type MakeRequest = ReturnType<typeof transport>;
type Answer = Awaited<ReturnType<MakeRequest>>;

/**
 * A 429 as discord.js reads it, with the wait to the millisecond: the header has whole seconds only. One
 * that is no JSON is Cloudflare's, and shuts out the whole address.
 */
async function exactly(answer: Answer): Promise<Answer> {
  if (answer.status !== 429) return answer;
  const text = await answer.text();
  const headers = new Headers([...answer.headers]);
  try {
    const { retry_after: seconds } = JSON.parse(text) as { readonly retry_after?: unknown };
    if (typeof seconds === 'number') headers.set('retry-after', String(seconds));
  } catch {
    headers.set('x-ratelimit-global', 'true');
  }
  const { status, statusText } = answer;
  return new Response(text, { status, statusText, headers }) as unknown as Answer;
}

/** What posts are sent by: each call is one try, and a wait that Discord asks for is thrown. */
export interface SendingRest {
  readonly rest: REST;
  /** For how many milliseconds nothing may be sent, because too much was refused; 0 when it may. */
  barred(): number;
  close(): void;
}

export interface SendingOptions {
  readonly config: Pick<DiscordSettings, 'apiUrl'>;
  readonly token: Token;
  readonly timing: Pick<Timing, 'post'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly refusals: Pick<Refusals, 'note'>;
}

/** An own instance: its limits, and what it does about them, are not those of answers to people. */
export function sendingRest({
  config,
  token,
  timing,
  clock,
  log,
  refusals,
}: SendingOptions): SendingRest {
  const send = transport(gate(MOST, SECOND_MS));
  const now = () => clock.now().getTime();
  const rest = new REST({
    ...restOptions(config),
    makeRequest: async (url, init) => exactly(await send(url, init)),
    rejectOnRateLimit: () => true,
    retries: 0,
    timeout: timing.post,
    // All nodes together keep to the limit: see `pace`.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    invalidRequestWarningInterval: 1,
  }).setToken(token.reveal());
  let barredUntil = 0;
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) => {
    if (count >= MOST_REFUSED) barredUntil = now() + remainingTime;
    if (count % LOGGED_EVERY !== 0) return;
    refusals.note(count, remainingTime);
    log.warn({ count, remainingTime }, 'Discord refused many requests; at 10,000 it shuts us out');
  });
  return {
    rest,
    barred: () => Math.max(0, barredUntil - now()),
    close() {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}
