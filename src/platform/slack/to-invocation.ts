import { withImplied } from '../../command/access.ts';
import type { Invocation } from '../../command/context.ts';
import type { Command, Right } from '../../command/define.ts';
import type { Installed } from './install/installed.ts';
import type { SlackConfigLike } from './options.ts';
import type { People, Profile } from './people.ts';
import type { Person } from './source.ts';

/** What a person asked, where; `channel` is their own id where there is no channel. */
export interface Asking {
  readonly installed: Installed;
  readonly user: Person;
  readonly channel: string;
  readonly commandLine: string;
}

export interface InvocationMaker {
  /**
   * @param patience milliseconds that may be spent on finding out who asks; with none only what is
   *   known already is used
   */
  make(asking: Asking, patience: number): Promise<Invocation>;
}

const UNKNOWN = { locale: 'en-US', timeZone: 'UTC' };
const ASKING_ONLY: ReadonlySet<Right> = new Set(['ask']);
const SUBSCRIBING = withImplied(['subscribe']);

/** Verbs whose right Slack itself may vouch for, and those that show more to whoever has it. */
function wordsToSubscribe(commands: readonly Command[]): ReadonlySet<string> {
  return new Set(
    commands
      .filter(({ ofPlace, right }) => right === 'subscribe' || ofPlace === true)
      .flatMap(({ verb, aliases }) => [verb, ...aliases]),
  );
}

function firstWord(line: string): string {
  return (/[\w-]+/.exec(line)?.[0] ?? '').toLowerCase();
}

/**
 * Makes invocations out of what Slack vouches for: its signed request says who and where, `users.info`
 * the rest. Everyone may ask. Full members of the workspace may subscribe a channel, or its admins and
 * owners where that is set; guests and people of other organisations may not, nor does anybody of whom
 * Slack does not tell, for want of `users:read` or of time. Editing and administering is granted by
 * name, never by Slack.
 */
export function invocationMaker(
  people: People,
  commands: readonly Command[],
  subscribers: SlackConfigLike['subscribers'],
  patienceForRights: number,
): InvocationMaker {
  const subscribing = wordsToSubscribe(commands);

  function mayDo(profile: Profile | undefined): ReadonlySet<Right> {
    const standing = profile?.standing ?? 'guest';
    const allowed = subscribers === 'members' ? standing !== 'guest' : standing === 'admin';
    return allowed ? SUBSCRIBING : ASKING_ONLY;
  }

  return {
    async make({ installed, user, channel, commandLine }, patience) {
      const decides = subscribing.has(firstWord(commandLine));
      const wait = decides ? Math.max(patience, patienceForRights) : patience;
      const profile =
        wait === 0 ? people.peek(installed, user.id) : await people.find(installed, user.id, wait);
      return {
        commandLine,
        who: { id: user.id, name: profile?.name ?? user.name ?? user.id },
        where: { platform: 'slack', tenant: installed.team, channel },
        locale: profile?.locale ?? UNKNOWN.locale,
        timeZone: profile?.timeZone ?? UNKNOWN.timeZone,
        may: mayDo(profile),
      };
    },
  };
}
