import { encode, signature, signedHeaders } from './http-carrier.ts';
import type { Json } from './json.ts';
import type { World } from './world.ts';

/** What else arrives at a request URL: Slack's own checks, and attempts to deceive. */
export type Probe =
  | 'url_verification'
  | 'ssl_check'
  /** A body that Slack signed, and somebody changed. */
  | 'changed_body'
  | 'bad_signature'
  | 'no_signature'
  /** Signed properly, six minutes ago: a replay. */
  | 'old_timestamp';

export interface ProbeAnswer {
  readonly status: number;
  readonly text: string;
  /** What a right answer to `url_verification` says. */
  readonly challenge: string;
}

const REPLAY_SECONDS = 6 * 60;

function probeBody(world: World, probe: Probe, challenge: string): { type: string; text: string } {
  const form = 'application/x-www-form-urlencoded';
  const token = world.app.verificationToken;
  if (probe === 'ssl_check') return { type: form, text: `ssl_check=1&token=${token}` };
  const body: Json =
    probe === 'url_verification'
      ? { token, challenge, type: 'url_verification' }
      : { token, type: 'event_callback', event: { type: 'app_uninstalled' } };
  const { contentType, text } = encode({ type: 'events_api', body });
  return { type: contentType, text };
}

/** Sends one to a request URL. */
export async function sendProbe(world: World, url: string, probe: Probe): Promise<ProbeAnswer> {
  const challenge = world.ids.secret();
  const { type, text } = probeBody(world, probe, challenge);
  const headers = signedHeaders(world, type, text);
  if (probe === 'bad_signature') headers['x-slack-signature'] = 'v0=00';
  if (probe === 'no_signature') delete headers['x-slack-signature'];
  if (probe === 'old_timestamp') {
    const seconds = Math.floor(world.time.wall() / 1000) - REPLAY_SECONDS;
    headers['x-slack-request-timestamp'] = String(seconds);
    headers['x-slack-signature'] = signature(world.app.signingSecret, seconds, text);
  }
  const body = probe === 'changed_body' ? text.replace('app_uninstalled', 'tokens_revoked') : text;
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text(), challenge };
}
