import type { RequestListener } from 'node:http';
import type { Logger } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { House } from '../../interaction/house.ts';
import type { Platform, PlatformMount } from '../../interaction/platform.ts';
import { type UnderWay, underWay } from '../../interaction/under-way.ts';
import { TocsinError } from '../../shared/errors.ts';
import { createApp } from './app.ts';
import { createClients } from './clients.ts';
import { createDestination } from './destination/destination.ts';
import { failureOf } from './failures.ts';
import { healthOf } from './health.ts';
import { keepIdentifying } from './identify.ts';
import type { FixedInstall } from './install/fixed.ts';
import { slackTenant } from './install/installed.ts';
import { wake, welcome } from './install/onboard.ts';
import { INSTALL_PATH, installPages, REDIRECT_PATH } from './install/provider.ts';
import { type TokenSource, tokenSource } from './installs.ts';
import { createKit, type Kit } from './kit.ts';
import { hearEverything } from './listen/everything.ts';
import { bridgeLog, quietLog } from './log-bridge.ts';
import { apiUrlOf, type SlackOptions } from './options.ts';
import { PACE, type Pace } from './pace.ts';
import { hopelessReason } from './receive/back-off.ts';
import { createGate, type Gate, GateClosed } from './receive/gate.ts';
import { EVENTS_PATH, endWith, httpListener, setSafeHeaders } from './receive/http.ts';
import { takeOver } from './receive/left-over.ts';
import { keepSockets, type Sockets } from './receive/sockets.ts';
import { APP_SCOPE } from './scopes.ts';

/** What the parts of the connection share. */
interface Parts {
  readonly options: SlackOptions;
  readonly pace: Pace;
  readonly logger: Logger;
  readonly api: WebClientOptions;
  readonly tokens: TokenSource;
  readonly kit: Kit;
  readonly gate: Gate;
  readonly work: UnderWay;
}

function createParts(options: SlackOptions): Parts {
  const { config, house } = options;
  const pace = { ...PACE, ...options.pace };
  const logger = bridgeLog(house.log);
  const api = { slackApiUrl: apiUrlOf(config), timeout: pace.call, logger };
  const clients = createClients(api);
  const tokens = tokenSource(options, clients);
  const kit = createKit(house, clients, pace, config);
  const app = createApp(house, logger, api);
  hearEverything(app, kit, tokens.kind === 'oauth' ? tokens.installs : undefined);
  const gate = createGate({ app, installs: tokens.installs, house, pace });
  const work = underWay((error) => {
    if (error instanceof GateClosed) return;
    house.log.warn({ err: error }, 'a Slack request was not handled; Slack delivers it again');
  });
  return { options, pace, logger, api, tokens, kit, gate, work };
}

function createSockets({ options, pace, api, gate, work }: Parts): Sockets | undefined {
  const { config, secrets, house } = options;
  if (config.transport !== 'socket' || secrets.appToken === undefined) return undefined;
  // What its client complains of is tried again and told of by who keeps the sockets.
  const logger = quietLog(house.log);
  return keepSockets({
    appToken: secrets.appToken.reveal(),
    api: { ...api, logger },
    logger,
    pace,
    clock: house.clock,
    log: house.log,
    receive: (incoming) => work.run(() => gate.receive(incoming)),
    unreadable: (error) => house.log.warn({ err: error }, 'Slack sent what cannot be read'),
  });
}

/** By path; undefined where nothing is served. */
function createRoutes(parts: Parts): ReadonlyMap<string, RequestListener> {
  const { options, logger, api, tokens, kit, gate, work } = parts;
  const { config, secrets, house } = options;
  const routes = new Map<string, RequestListener>();
  if (config.transport === 'http' && secrets.signingSecret !== undefined) {
    const receive: Gate['receive'] = (incoming) => {
      const handled = gate.receive(incoming);
      work.run(() => handled.catch(() => {}));
      return handled;
    };
    const secret = secrets.signingSecret.reveal();
    routes.set(EVENTS_PATH, httpListener({ receive }, secret, logger));
  }
  if (tokens.kind === 'oauth' && house.publicUrl !== undefined) {
    const { client, installs } = tokens;
    const pages = installPages({
      client,
      api,
      house,
      publicUrl: house.publicUrl,
      logger,
      installed: (installation) => work.run(() => welcome(installation, { ...kit, installs })),
    });
    routes.set(INSTALL_PATH, pages).set(REDIRECT_PATH, pages);
  }
  return routes;
}

function mountsFor(routes: ReadonlyMap<string, RequestListener>): readonly PlatformMount[] {
  if (routes.size === 0) return [];
  const listener: RequestListener = (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const route = routes.get(path);
    setSafeHeaders(response);
    if (route === undefined) endWith(response, 404, 'There is nothing at this address.');
    else route(request, response);
  };
  return [{ prefix: '/slack', callers: 'services', listener }];
}

function badAppToken(reason: string, cause: unknown): TocsinError {
  return new TocsinError(`Slack opens no socket for the app token: ${reason}.`, {
    code: 'slack.bad-app-token',
    fault: 'user',
    where: 'SLACK_APP_TOKEN',
    remedy: `Copy an app-level token with the scope ${APP_SCOPE}, which begins with xapp-, from "Basic Information" of the Slack app at api.slack.com/apps, and turn on "Socket Mode" there.`,
    cause,
  });
}

async function startSockets(sockets: Sockets): Promise<void> {
  try {
    await sockets.start();
  } catch (error) {
    throw badAppToken(hopelessReason(error) ?? failureOf(error).kind, error);
  }
}

/** So that it is counted, and what rested under another token wakes; there is nobody to say hello to. */
async function noteArrival(fixed: FixedInstall, house: House): Promise<void> {
  const { identity } = fixed;
  if (identity === undefined) return;
  const tenant = slackTenant(identity.team);
  await house.tenants.arrived(tenant, identity.teamName).catch((error: unknown) => {
    house.log.warn({ err: error }, 'a Slack workspace could not be counted');
  });
  const installed = await fixed.serving(identity.team);
  if (installed !== undefined) await wake(installed, fixed, house);
}

/**
 * The connection to Slack, by Socket Mode or by signed HTTP, for one workspace or for many.
 * @throws TocsinError when the settings give no token, and no way to get one
 */
export function createSlack(options: SlackOptions): Platform {
  const parts = createParts(options);
  const { pace, tokens, kit, gate, work } = parts;
  const { house } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const sockets = createSockets(parts);
  const fixed = tokens.kind === 'fixed' ? tokens.installs : undefined;
  const identifying =
    fixed === undefined
      ? undefined
      : keepIdentifying(fixed, pace, house.log, signal, () =>
          work.run(() => noteArrival(fixed, house)),
        );
  let leftOver: Promise<void> | undefined;

  return {
    name: 'Slack',
    destination: createDestination(kit, tokens.installs, apiUrlOf(options.config)),
    mounts: mountsFor(createRoutes(parts)),
    async start() {
      await identifying?.start();
      if (sockets !== undefined) await startSockets(sockets);
      leftOver = takeOver(gate, house, pace.leftOver, signal);
    },
    health: () =>
      healthOf({
        isStarted: leftOver !== undefined,
        sockets: sockets?.state,
        identity: fixed === undefined ? undefined : (fixed.identity ?? 'unknown'),
        identityTrouble: identifying?.trouble,
        refused: kit.calls.refused,
        lastAt: gate.lastAt,
      }),
    async stop() {
      gate.close();
      stopping.abort();
      await work.settle(pace.stop);
      await sockets?.stop();
      await leftOver;
    },
  };
}
