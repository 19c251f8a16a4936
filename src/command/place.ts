import { TocsinError } from '../shared/errors.ts';
import type { Place, PlatformName } from './access.ts';
import type { Invocation } from './context.ts';

const PLACE =
  /^(?<platform>slack|discord|console|cli)\/(?<tenant>[^\s/]+)(?:\/(?<channel>[^\s/]+))?$/i;

function notYours(given: string): TocsinError {
  return new TocsinError(`“${given}” is not reached from here.`, {
    code: 'place.elsewhere',
    fault: 'user',
    remedy:
      'From Slack and Discord only the place you are in can be looked after. Leave in: out, or ask whoever runs this Tocsin.',
  });
}

function unreadable(given: string): TocsinError {
  return new TocsinError(`“${given}” names no place.`, {
    code: 'place.unreadable',
    fault: 'user',
    remedy:
      'Name a Slack workspace as in:slack/T123, a Discord server as in:discord/123, and a channel of it as in:slack/T123/C456.',
  });
}

/** Ids begin with T for a workspace and E for an organisation (SD); Discord's are digits (DD). */
const TENANTS: Partial<Record<string, RegExp>> = { slack: /^[TE][A-Z0-9]+$/, discord: /^\d+$/ };

/** Whether whoever typed it sits at the machine that Tocsin runs on. */
export function isOperator({ platform }: Pick<Place, 'platform'>): boolean {
  return platform === 'console' || platform === 'cli';
}

/**
 * Where a line takes effect: where it was typed, unless an operator names another place. The channel
 * is empty when only a tenant is named.
 * @param given as after `in:`
 * @throws TocsinError for a place named from Slack or Discord, as nobody reaches from one tenant into
 *   another, and for one that cannot be read
 */
export function placeMeant(given: string | undefined, { where }: Pick<Invocation, 'where'>): Place {
  if (given === undefined) return where;
  if (!isOperator(where)) throw notYours(given);
  const { platform = '', tenant, channel = '' } = PLACE.exec(given)?.groups ?? {};
  const name = platform.toLowerCase() as PlatformName;
  if (tenant === undefined || TENANTS[name]?.test(tenant) === false) throw unreadable(given);
  return { platform: name, tenant, channel };
}

/** What a channel that can be posted in looks like: no direct message, and no person's own id. */
const CHANNELS: Partial<Record<string, { readonly tenant: RegExp; readonly channel: RegExp }>> = {
  /** Channels begin with C, private ones and older groups with G, direct messages with D. SD */
  slack: { tenant: /^[TE]/, channel: /^[CG][A-Z0-9]*$/ },
  discord: { tenant: /^\d+$/, channel: /^\d+$/ },
  console: { tenant: /./, channel: /./ },
};

/** Whether a place is a channel, which can follow something. */
export function isChannel({ platform, tenant, channel }: Place): boolean {
  const form = CHANNELS[platform];
  return form?.tenant.test(tenant) === true && form.channel.test(channel);
}

/**
 * The place, where it is a channel.
 * @throws TocsinError for a direct message, the terminal, and a tenant without a channel
 */
export function channelMeant(place: Place): Place {
  if (isChannel(place)) return place;
  const unnamed = place.channel === '';
  const what = place.platform === 'cli' ? 'The terminal' : 'This';
  throw new TocsinError(
    unnamed
      ? 'No channel is named.'
      : `${what} is no channel, and only a channel can follow anything.`,
    {
      code: 'place.no-channel',
      fault: 'user',
      remedy:
        unnamed || isOperator(place)
          ? 'Name one, as in in:slack/T0123ABCD/C0123ABCD or in:discord/123456789012345678/123456789012345679.'
          : 'Type the line in the channel that is to follow something.',
    },
  );
}

/** The place as `in:` takes it. */
export function formatPlace({ platform, tenant, channel }: Place): string {
  return [platform, tenant, channel].filter((part) => part !== '').join('/');
}
