import type { CheckLine } from '../../interaction/checkup.ts';
import { EVENTS_PATH } from './receive/http.ts';
import { BOT_SCOPES, type ScopeNeed } from './scopes.ts';

const SCOPES = 'Slack scopes';
const SIGNING = 'Slack signing secret';
const REQUEST_URL = 'Slack request URL';
const CLOCK = 'Slack clock';
/** Milliseconds. */
const PATIENCE = 5_000;
/** Seconds that this machine's clock may be off; Slack's requests are refused after five minutes. */
const NOTABLE = 30;
const TOO_MUCH = 240;

function named(needs: readonly ScopeNeed[]): string {
  return needs.map(({ scope, why }) => `${scope} (${why})`).join('; ');
}

const UNDER =
  'them under "Bot Token Scopes" on "OAuth & Permissions" of the Slack app, and press "Reinstall to Workspace".';

/** Scopes that the token lacks, with what each is for. */
export function checkScopes(given: ReadonlySet<string>): CheckLine[] {
  const lacking = (BOT_SCOPES satisfies readonly ScopeNeed[]).filter(
    ({ scope }) => !given.has(scope),
  );
  const needed = lacking.filter(({ optional }) => !optional);
  const wanted = lacking.filter(({ optional }) => optional);
  const lines: CheckLine[] = [];
  if (needed.length > 0) {
    const detail = `Missing: ${named(needed)}.`;
    lines.push({ part: SCOPES, state: 'failing', detail, mend: `Add ${UNDER}` });
  }
  if (wanted.length > 0) {
    const detail = `Left out: ${named(wanted)}.`;
    const mend = `Nothing, if that is wanted; if not, add ${UNDER}`;
    lines.push({ part: SCOPES, state: 'warning', detail, mend });
  }
  if (lines.length === 0) lines.push({ part: SCOPES, state: 'ok', detail: 'All are there.' });
  return lines;
}

/** The secret's form; whether it is the right one shows with the first request. */
export function checkSigningSecret(
  transport: 'socket' | 'http',
  secret: string | undefined,
): CheckLine {
  if (transport === 'socket') {
    return { part: SIGNING, state: 'off', detail: 'Not needed: Slack reaches Tocsin by socket.' };
  }
  if (secret !== undefined && /^[0-9a-f]{32}$/.test(secret)) {
    return {
      part: SIGNING,
      state: 'ok',
      detail: 'It has the form of one; the first request shows whether it is the right one.',
    };
  }
  return {
    part: SIGNING,
    state: 'warning',
    detail: 'It is not 32 hexadecimal digits, as Slack’s are.',
    mend: 'Press "Show" beside "Signing Secret" on "Basic Information" of the Slack app, and set SLACK_SIGNING_SECRET.',
  };
}

/** Whether somebody at the address that Slack calls refuses what is not signed, as Tocsin does. */
export async function checkRequestUrl(
  transport: 'socket' | 'http',
  publicUrl: string | undefined,
): Promise<CheckLine> {
  if (transport === 'socket') {
    return {
      part: REQUEST_URL,
      state: 'off',
      detail: 'Not needed: Slack reaches Tocsin by socket.',
    };
  }
  if (publicUrl === undefined) {
    return {
      part: REQUEST_URL,
      state: 'failing',
      detail: 'Slack has no address to call.',
      mend: 'Set PUBLIC_URL, and print the manifest again with: npx tocsin slack manifest',
    };
  }
  const url = `${publicUrl}${EVENTS_PATH}`;
  const signal = AbortSignal.timeout(PATIENCE);
  const status = await fetch(url, { method: 'POST', body: '{}', redirect: 'manual', signal }).then(
    (response) => response.status,
    () => undefined,
  );
  if (status === 401) return { part: REQUEST_URL, state: 'ok', detail: `${url} is Tocsin's.` };
  return {
    part: REQUEST_URL,
    state: 'warning',
    detail:
      status === undefined
        ? `${url} cannot be reached from this machine.`
        : `${url} answers ${status}, and not as Tocsin does.`,
    mend: `Start Tocsin; then see that "Request URL" on "Event Subscriptions" of the Slack app is ${url} and is verified.`,
  };
}

/** @param slackTime what Slack's last answer was dated; undefined without one */
export function checkClock(
  slackTime: Date | undefined,
  now: Date,
  transport: 'socket' | 'http',
): CheckLine {
  if (slackTime === undefined) {
    return { part: CLOCK, state: 'off', detail: 'Slack did not say what time it is.' };
  }
  const off = Math.round((now.getTime() - slackTime.getTime()) / 1_000);
  const detail = `This machine is ${Math.abs(off)} s ${off < 0 ? 'behind' : 'ahead of'} Slack.`;
  if (Math.abs(off) <= NOTABLE) return { part: CLOCK, state: 'ok', detail };
  const isFatal = transport === 'http' && Math.abs(off) >= TOO_MUCH;
  return {
    part: CLOCK,
    state: isFatal ? 'failing' : 'warning',
    detail,
    mend: 'Set the clock by NTP: requests whose time is five minutes off are refused as forged.',
  };
}
