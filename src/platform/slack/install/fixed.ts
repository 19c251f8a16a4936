import type { AuthTestResponse } from '@slack/web-api';
import { TocsinError } from '../../../shared/errors.ts';
import type { Clients } from '../clients.ts';
import { failureOf } from '../failures.ts';
import type { Source } from '../source.ts';
import { type Installed, type Installs, slackTenant } from './installed.ts';
import type { Workspaces } from './workspaces.ts';

/** Whose token it is, as Slack says. */
export interface Identity {
  readonly team: string;
  readonly teamName: string;
  readonly enterprise: string | undefined;
  readonly isOrg: boolean;
  readonly botUserId: string;
  readonly scopes: ReadonlySet<string>;
}

export interface FixedInstall extends Installs {
  /**
   * Asks Slack whose token it is, once.
   * @throws TocsinError when it is nobody's; what Slack or the network answers when it cannot be asked
   */
  identify(): Promise<Identity>;
  readonly identity: Identity | undefined;
}

function readIdentity(answer: AuthTestResponse): Identity {
  const { team_id, enterprise_id, user_id, is_enterprise_install = false, team = '' } = answer;
  const id = team_id ?? enterprise_id;
  if (id === undefined || user_id === undefined) throw new Error('auth.test names no workspace');
  return {
    team: id,
    teamName: team,
    enterprise: enterprise_id ?? undefined,
    isOrg: is_enterprise_install,
    botUserId: user_id,
    scopes: new Set(answer.response_metadata?.scopes ?? []),
  };
}

function badToken(reason: string, cause: unknown): TocsinError {
  return new TocsinError(`Slack does not take the bot token: ${reason}.`, {
    code: 'slack.bad-bot-token',
    fault: 'user',
    where: 'SLACK_BOT_TOKEN',
    remedy:
      'Copy "Bot User OAuth Token", which begins with xoxb-, from "OAuth & Permissions" of the Slack app at api.slack.com/apps.',
    cause,
  });
}

/** What the token belongs to: an organisation, or a workspace. */
function ownerOf({ isOrg, enterprise, team }: Identity): string {
  return isOrg ? (enterprise ?? team) : team;
}

/** One installation, whose token the environment holds. */
export function fixedInstall(
  token: string,
  clients: Clients,
  workspaces: Workspaces,
): FixedInstall {
  let identity: Identity | undefined;
  let asking: Promise<Identity> | undefined;

  async function ask(): Promise<Identity> {
    try {
      identity = readIdentity(await clients.of(token).auth.test());
      return identity;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'token') throw badToken(failure.reason, error);
      throw error;
    } finally {
      asking = undefined;
    }
  }

  async function identify(): Promise<Identity> {
    if (identity !== undefined) return identity;
    asking ??= ask();
    return await asking;
  }

  function install(known: Identity, team: string): Installed {
    return {
      tenant: slackTenant(ownerOf(known)),
      team,
      enterprise: known.isOrg ? known.enterprise : undefined,
      botUserId: known.botUserId,
      installer: undefined,
      scopes: known.scopes,
      token: async () => token,
      refused() {},
    };
  }

  return {
    identify,
    get identity() {
      return identity;
    },
    async find({ teams, enterprise }: Source) {
      const known = identity ?? (await identify());
      if (teams.includes(known.team)) return install(known, known.team);
      const [team] = teams;
      const isOurs = known.isOrg && enterprise !== undefined && enterprise === known.enterprise;
      return isOurs && team !== undefined ? install(known, team) : undefined;
    },
    async serving(team) {
      const known = identity ?? (await identify());
      if (team === known.team) return install(known, team);
      const isOurs = known.isOrg && (await workspaces.has(ownerOf(known), team, clients.of(token)));
      return isOurs ? install(known, team) : undefined;
    },
    async workspaces({ enterprise, team }) {
      return enterprise === undefined
        ? [team]
        : await workspaces.list(enterprise, clients.of(token));
    },
  };
}
