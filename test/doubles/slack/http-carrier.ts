import { createHmac } from 'node:crypto';
import { isJson, type Json } from './json.ts';
import type { Attempt, Carrier, Outcome, Parcel } from './parcel.ts';
import type { World } from './world.ts';

/** The signature Slack puts on a body. SD authentication/verifying-requests-from-slack */
export function signature(secret: string, seconds: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`;
}

function form(fields: Json): string {
  const entries = Object.entries(fields).map(([key, value]) => [key, String(value)]);
  return new URLSearchParams(Object.fromEntries(entries)).toString();
}

/** A body as Slack writes it: events in JSON, commands as a form, the rest in the form field `payload`. */
export function encode(parcel: Pick<Parcel, 'type' | 'body'>): {
  contentType: string;
  text: string;
} {
  if (parcel.type === 'events_api')
    return { contentType: 'application/json', text: JSON.stringify(parcel.body) };
  const fields =
    parcel.type === 'interactive' ? { payload: JSON.stringify(parcel.body) } : parcel.body;
  return { contentType: 'application/x-www-form-urlencoded', text: form(fields) };
}

/** The headers Slack signs a body with. */
export function signedHeaders(
  world: World,
  contentType: string,
  text: string,
): Record<string, string> {
  const seconds = Math.floor(world.time.wall() / 1000);
  return {
    'content-type': contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    accept: '*/*',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': signature(world.app.signingSecret, seconds, text),
  };
}

async function replyOf(response: Response): Promise<Json | undefined> {
  const text = await response.text();
  if (text === '') return undefined;
  const isJsonType = response.headers.get('content-type')?.startsWith('application/json');
  const value: unknown = isJsonType ? JSON.parse(text) : text;
  return isJson(value) ? value : { text };
}

/** Delivers by signed HTTP to the app's request URL. */
export class HttpCarrier implements Carrier {
  readonly #world: World;
  readonly #url: string;

  constructor(world: World, url: string) {
    this.#world = world;
    this.#url = url;
  }

  async carry(parcel: Parcel, attempt: Attempt): Promise<Outcome> {
    const { timings, stopped, record } = this.#world;
    const { contentType, text } = encode(parcel);
    const headers = signedHeaders(this.#world, contentType, text);
    if (attempt.number > 0) {
      headers['x-slack-retry-num'] = String(attempt.number);
      headers['x-slack-retry-reason'] = attempt.reason;
    }
    const start = performance.now();
    const timeout = AbortSignal.timeout(timings.ack);
    try {
      const signal = AbortSignal.any([timeout, stopped]);
      const init = { method: 'POST', headers, body: text, redirect: 'manual', signal } as const;
      const response = await fetch(this.#url, init);
      const body = await replyOf(response);
      if (response.ok) return { acked: true, body, afterMs: performance.now() - start };
      const isFinal = response.headers.get('x-slack-no-retry') === '1';
      const detail = `HTTP ${response.status} ${JSON.stringify(body)}`;
      return { acked: false, error: 'http_error', detail, isFinal };
    } catch (error) {
      if (!timeout.aborted)
        return { acked: false, error: 'connection_failed', detail: String(error) };
      const late = `not acknowledged within ${timings.ack} ms`;
      record.violation(parcel.label, late, parcel.body);
      return { acked: false, error: 'http_timeout', detail: late };
    }
  }
}
