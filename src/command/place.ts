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

/** The place as `in:` takes it. */
export function formatPlace({ platform, tenant, channel }: Place): string {
  return [platform, tenant, channel].filter((part) => part !== '').join('/');
}
