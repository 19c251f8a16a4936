import { REST, RESTEvents } from 'discord.js';
import type { Destination } from '../../delivery/destination.ts';
import type { Platform, PlatformMount } from '../../interaction/platform.ts';
import { underWay } from '../../interaction/under-way.ts';
import { TocsinError } from '../../shared/errors.ts';
import { discordApi } from './api.ts';
import { restOptions } from './client-options.ts';
import type { Desk } from './desk.ts';
import { createDestination } from './destination.ts';
import { sendingRest } from './destination-rest.ts';
import { DESTINATION_WITHOUT_TOKEN } from './destination-without-token.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { countRefusals, httpHealth } from './health.ts';
import { discordListener } from './http.ts';
import { inTurn } from './in-turn.ts';
import { type Interactions, interactionHandler } from './interactions.ts';
import { finishLeftOver } from './left-over.ts';
import { onboarding } from './onboarding.ts';
import { type DiscordOptions, TIMING } from './options.ts';

const PREFIX = '/discord';

function missing(variable: string, remedy: string): TocsinError {
  return new TocsinError(`${variable} is missing.`, {
    code: 'discord.setting-missing',
    fault: 'user',
    where: variable,
    remedy,
  });
}

/**
 * Discord, by its gateway or by HTTP.
 * @throws TocsinError when a setting is missing that the transport needs
 */
export function createDiscord({ config, token, house, timing: given }: DiscordOptions): Platform {
  const { log } = house;
  const timing = { ...TIMING, ...given };
  const rest = new REST(restOptions(config));
  if (token !== undefined) rest.setToken(token.reveal());
  const refusals = countRefusals(house.clock);
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) => {
    refusals.note(count, remainingTime);
    log.warn({ count, remainingTime }, 'Discord refused many requests; at 10,000 it shuts us out');
  });
  const api = discordApi(rest);
  const work = underWay((error) => log.error({ err: error }, 'work for Discord failed'));
  const desk: Desk = { house, api, timing, busy: new Set() };
  const interactions = interactionHandler(desk);
  const queue = inTurn(work);
  const onboard = onboarding({ house, api, inTurn: queue, mayPost: token !== undefined });
  const sending =
    token && sendingRest({ config, token, timing, clock: house.clock, log, refusals });
  const destination: Destination =
    token === undefined || sending === undefined
      ? DESTINATION_WITHOUT_TOKEN
      : createDestination({ house, sending, token });
  let stopped = false;
  let lastByHttp: Date | undefined;
  let sweeping: NodeJS.Timeout | undefined;

  const byHttp: Interactions = {
    isNew: interactions.isNew,
    handle(interaction, respond) {
      lastByHttp = house.clock.now();
      return interactions.handle(interaction, respond);
    },
  };

  function createOwnGateway(): Gateway {
    if (token === undefined) throw missing('DISCORD_TOKEN', 'The gateway needs it: set it.');
    return createGateway({
      config,
      token,
      clock: house.clock,
      log,
      timing,
      on: {
        interaction(interaction) {
          if (stopped || !interactions.isNew(interaction)) return;
          work.run(() =>
            interactions.handle(interaction, (callback) => api.respond(interaction, callback)),
          );
        },
        guildThere: onboard.guildThere,
        guildGone: onboard.guildGone,
        channelChanged(place, change) {
          queue(() => house.places.changed(place, change));
        },
      },
    });
  }

  function mounts(): readonly PlatformMount[] {
    const { publicKey, transport } = config;
    if (publicKey === undefined) {
      if (transport === 'gateway') return [];
      throw missing('DISCORD_PUBLIC_KEY', 'Without it no request can be told from a forged one.');
    }
    const listener = discordListener({
      publicKey,
      house,
      api,
      interactions: transport === 'http' ? byHttp : undefined,
      underWay: work,
      onEvent: onboard.event,
    });
    return [{ prefix: PREFIX, callers: 'services', listener }];
  }

  function sweep(): void {
    work.run(() => finishLeftOver(desk));
  }

  const gateway = config.transport === 'gateway' ? createOwnGateway() : undefined;
  return {
    name: 'Discord',
    mounts: mounts(),
    destination,
    async start() {
      await gateway?.start();
      sweep();
      sweeping = setInterval(sweep, timing.sweep);
    },
    health: () => refusals.over(gateway?.health() ?? httpHealth(lastByHttp)),
    async stop() {
      stopped = true;
      clearInterval(sweeping);
      await work.settle(timing.grace);
      await gateway?.stop();
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
      sending?.close();
    },
  };
}
