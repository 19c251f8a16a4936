import type { UsersInfoResponse } from '@slack/web-api';
import { inTime } from '../../interaction/in-time.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Calls } from './calls.ts';
import { failureOf } from './failures.ts';
import type { Installed } from './install/installed.ts';

/** Somebody as their workspace knows them. */
export interface Profile {
  readonly name: string;
  /** BCP 47. */
  readonly locale: string;
  readonly timeZone: string;
  /** `guest`: also people of other organisations, and whoever has left. */
  readonly standing: 'admin' | 'member' | 'guest';
}

/** Who asks, as far as Slack lets Tocsin know; kept for an hour. */
export interface People {
  /** What is known already; looks it up for the next time. */
  peek(installed: Installed, user: string): Profile | undefined;
  /** @param patience milliseconds; undefined when it is not known by then, or may not be */
  find(installed: Installed, user: string, patience: number): Promise<Profile | undefined>;
}

const KEEP_FOR = 3_600_000;
/** After a look-up that failed. */
const REST = 60_000;
const CAPACITY = 5_000;

interface Entry {
  readonly until: number;
  readonly profile: Profile | undefined;
}

type SlackUser = NonNullable<UsersInfoResponse['user']>;
type Where = Pick<Installed, 'enterprise' | 'team'>;

/**
 * Where an organisation installed Tocsin, the workspace can be a stranger's own, who acts in a shared
 * channel: it has to be one of the organisation's.
 */
function isOf({ team_id, enterprise_user }: SlackUser, { team, enterprise }: Where): boolean {
  if (enterprise !== undefined && enterprise_user?.enterprise_id !== enterprise) return false;
  return team_id === team || (enterprise_user?.teams ?? []).includes(team);
}

/** Least access: whoever is not plainly a full member of this workspace is a guest. */
function standingOf(user: SlackUser, where: Where): Profile['standing'] {
  const { deleted, is_bot, is_restricted, is_ultra_restricted, is_stranger } = user;
  if (deleted || is_bot || is_restricted || is_ultra_restricted || is_stranger) return 'guest';
  if (!isOf(user, where)) return 'guest';
  return user.is_admin === true || user.is_owner === true ? 'admin' : 'member';
}

/** The zone if Intl knows it; a question about "today" must not fail for an odd one. */
function zoneOf(given: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given ?? 'UTC' }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
}

function readProfile({ user }: UsersInfoResponse, where: Where): Profile | undefined {
  if (user?.id === undefined) return undefined;
  return {
    name: user.profile?.display_name || user.real_name || user.name || user.id,
    locale: user.locale ?? 'en-US',
    timeZone: zoneOf(user.tz),
    standing: standingOf(user, where),
  };
}

export function createPeople(calls: Calls, clock: Clock): People {
  const entries = new Map<string, Entry>();
  const asking = new Map<string, Promise<Profile | undefined>>();
  const now = () => clock.now().getTime();

  function keep(key: string, profile: Profile | undefined, keepFor: number): void {
    entries.delete(key);
    entries.set(key, { profile, until: now() + keepFor });
    const [oldest] = entries.keys();
    if (entries.size > CAPACITY && oldest !== undefined) entries.delete(oldest);
  }

  async function ask(
    key: string,
    installed: Installed,
    user: string,
  ): Promise<Profile | undefined> {
    try {
      const answer = await calls.call(installed, (client) =>
        client.users.info({ user, include_locale: true }),
      );
      const profile = readProfile(answer, installed);
      keep(key, profile, KEEP_FOR);
      return profile;
    } catch (error) {
      const failure = failureOf(error);
      keep(key, undefined, failure.kind === 'refused' ? KEEP_FOR : REST);
      return undefined;
    } finally {
      asking.delete(key);
    }
  }

  function look(
    installed: Installed,
    user: string,
  ): Profile | Promise<Profile | undefined> | undefined {
    if (!installed.scopes.has('users:read')) return undefined;
    const key = `${installed.team} ${user}`;
    const entry = entries.get(key);
    if (entry !== undefined && now() < entry.until) return entry.profile;
    const underWay = asking.get(key) ?? ask(key, installed, user);
    asking.set(key, underWay);
    return underWay;
  }

  return {
    peek(installed, user) {
      const found = look(installed, user);
      return found instanceof Promise ? undefined : found;
    },
    async find(installed, user, patience) {
      const found = look(installed, user);
      if (!(found instanceof Promise)) return found;
      const answer = await inTime(found, patience);
      return answer.late ? undefined : answer.value;
    },
  };
}
