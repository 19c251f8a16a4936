import type { FetchFunction, WebClient, WebClientOptions } from '@slack/web-api';
import type { CheckLine } from '../../interaction/checkup.ts';
import type { Installations } from '../../interaction/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { TocsinError } from '../../shared/errors.ts';
import { type Clients, createClients } from './clients.ts';
import { checkClock, checkRequestUrl, checkScopes, checkSigningSecret } from './doctor-checks.ts';
import { failureOf, inLog, isNoAnswer } from './failures.ts';
import { slackTenant } from './install/installed.ts';
import { readKept } from './install/kept.ts';
import { isExpired } from './install/refresh.ts';
import { silentLog } from './log-bridge.ts';
import { apiUrlOf, type SlackConfigLike, type SlackSecretsLike } from './options.ts';
import { APP_SCOPE } from './scopes.ts';

export interface DoctorOptions {
  readonly config: SlackConfigLike;
  readonly secrets: SlackSecretsLike;
  readonly publicUrl: string | undefined;
  readonly clock: Clock;
  /** Looked at where people install Tocsin themselves; left out where the store cannot be opened. */
  readonly installations?: Pick<Installations, 'list' | 'load'> | undefined;
}

const TOKEN = 'Slack bot token';
const APP_TOKEN = 'Slack app token';
const INSTALLATIONS = 'Slack installations';
/** One answer of Slack's, in milliseconds. */
const PATIENCE = 10_000;
/** Installations that are tried, the rest are counted. */
const TRIED = 10;

/** Slack as it answers now, with the time that it is there. */
interface Line {
  readonly clients: Clients;
  readonly slackTime: () => Date | undefined;
}

function openLine({ config }: DoctorOptions): Line {
  let date: Date | undefined;
  const noting: FetchFunction = async (url, init) => {
    const response = await fetch(url, init);
    const said = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(said)) date = new Date(said);
    return response;
  };
  const api: WebClientOptions = {
    slackApiUrl: apiUrlOf(config),
    timeout: PATIENCE,
    fetch: noting,
    logger: silentLog(),
  };
  return { clients: createClients(api), slackTime: () => date };
}

const REACH =
  'See that this machine may call Slack by https, or start Tocsin with NODE_USE_ENV_PROXY=1 and HTTPS_PROXY; set SLACK_API_URL for GovSlack only.';

/** No answer of Slack's came, or none that is about the token. */
function notAnswered(part: string, apiUrl: string, error: unknown): CheckLine {
  const failure = failureOf(error);
  const isPassing = failure.kind === 'later' && !isNoAnswer(error);
  const detail = isNoAnswer(error)
    ? `${apiUrl} cannot be reached from this machine.`
    : `${apiUrl} does not answer as Slack does: ${inLog(error)}.`;
  return { part, state: 'failing', detail, mend: isPassing ? 'Try again in a minute.' : REACH };
}

async function checkBotToken(client: WebClient, apiUrl: string): Promise<readonly CheckLine[]> {
  try {
    const { team, team_id, url, response_metadata } = await client.auth.test();
    const detail = `It works in ${team ?? 'a workspace'} (${team_id ?? url ?? 'no id'}).`;
    const scopes = new Set(response_metadata?.scopes ?? []);
    return [{ part: TOKEN, state: 'ok', detail }, ...checkScopes(scopes)];
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'token') return [notAnswered(TOKEN, apiUrl, error)];
    return [
      {
        part: TOKEN,
        state: 'failing',
        detail: `Slack does not take it: ${failure.reason}.`,
        mend: 'On "OAuth & Permissions" of the Slack app press "Reinstall to Workspace", and set SLACK_BOT_TOKEN to "Bot User OAuth Token".',
      },
    ];
  }
}

async function checkAppToken({ config, secrets }: DoctorOptions, line: Line): Promise<CheckLine> {
  const { appToken } = secrets;
  if (config.transport !== 'socket' || appToken === undefined) {
    return { part: APP_TOKEN, state: 'off', detail: 'Not needed: Slack reaches Tocsin by HTTP.' };
  }
  try {
    await line.clients.of(appToken.reveal()).apps.connections.open({});
    return { part: APP_TOKEN, state: 'ok', detail: 'Slack opens a socket for it.' };
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'token' && failure.kind !== 'refused') {
      return notAnswered(APP_TOKEN, apiUrlOf(config), error);
    }
    return {
      part: APP_TOKEN,
      state: 'failing',
      detail: `Slack opens no socket for it: ${failure.reason}.`,
      mend: `Turn on "Socket Mode" of the Slack app; under "App-Level Tokens" of "Basic Information" make a token with ${APP_SCOPE}, and set SLACK_APP_TOKEN.`,
    };
  }
}

async function deadInstallations(
  ids: readonly string[],
  { installations, clock }: DoctorOptions,
  { clients }: Line,
): Promise<string[]> {
  const tried = ids.slice(0, TRIED).map(async (id) => {
    const kept = readKept(await installations?.load(slackTenant(id)));
    // One that nobody used for half a day is renewed when somebody does.
    if (kept === undefined || isExpired(kept, clock.now())) return [];
    try {
      await clients.of(kept.bot.token).auth.test();
      return [];
    } catch (error) {
      return failureOf(error).kind === 'token' ? [id] : [];
    }
  });
  return (await Promise.all(tried)).flat();
}

/** What was kept under a key that is not set any more says so; all else is looked at nevertheless. */
async function checkInstallations(options: DoctorOptions, line: Line): Promise<CheckLine> {
  try {
    return await lookAtInstallations(options, line);
  } catch (error) {
    if (!(error instanceof TocsinError)) throw error;
    const { message, where, remedy: mend } = error;
    return { part: INSTALLATIONS, state: 'failing', detail: `${message} (${where})`, mend };
  }
}

async function lookAtInstallations(options: DoctorOptions, line: Line): Promise<CheckLine> {
  const { installations } = options;
  if (installations === undefined) {
    return { part: INSTALLATIONS, state: 'off', detail: 'Not looked at without the database.' };
  }
  const ids = await installations.list('slack');
  if (ids.length === 0) {
    return {
      part: INSTALLATIONS,
      state: 'warning',
      detail: 'There is none yet.',
      mend: `Open ${options.publicUrl ?? 'PUBLIC_URL'}/slack/install in a browser.`,
    };
  }
  const dead = await deadInstallations(ids, options, line);
  if (dead.length === 0) {
    return { part: INSTALLATIONS, state: 'ok', detail: `${ids.length} kept.` };
  }
  return {
    part: INSTALLATIONS,
    state: 'warning',
    detail: `${ids.length} kept; Slack refuses the token of ${dead.join(', ')}.`,
    mend: 'Install Tocsin there again.',
  };
}

/**
 * Looks over what Tocsin needs of Slack, and says how to mend what is wrong. Asks Slack, changes
 * nothing; one socket address is given out and not used.
 */
export async function slackDoctor(options: DoctorOptions): Promise<readonly CheckLine[]> {
  const { config, secrets, clock } = options;
  const line = openLine(options);
  const { botToken } = secrets;
  const tokens =
    botToken === undefined
      ? [await checkInstallations(options, line)]
      : await checkBotToken(line.clients.of(botToken.reveal()), apiUrlOf(config));
  return [
    ...tokens,
    await checkAppToken(options, line),
    checkSigningSecret(config.transport, secrets.signingSecret?.reveal()),
    await checkRequestUrl(config.transport, options.publicUrl),
    checkClock(line.slackTime(), clock.now(), config.transport),
  ];
}
