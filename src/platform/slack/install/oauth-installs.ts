import type { House } from '../../../interaction/house.ts';
import type { Clients } from '../clients.ts';
import { failureOf, NotInstalledError } from '../failures.ts';
import { isOrganisation, type Source } from '../source.ts';
import { forAWhile } from './for-a-while.ts';
import { type Installed, type Installs, slackTenant } from './installed.ts';
import { type KeptInstallation, readKept } from './kept.ts';
import { type ClientIdentity, isExpired, isStale, refresh } from './refresh.ts';
import type { Workspaces } from './workspaces.ts';

/** For how long an installation is used without a look at the store, in milliseconds. */
const KEEP_FOR = 60_000;
/** After a refresh that failed, while the token at hand is still good. */
const REST = 60_000;
const CAPACITY = 1_000;

export interface OAuthInstalls extends Installs {
  /**
   * What is known of an installation is no longer so.
   * @returns the workspaces that it was known to serve
   */
  forget(id: string): readonly string[];
}

/**
 * Installations that people made by OAuth, on whichever node. They are remembered for a minute, so that
 * a command does not wait for the database.
 */
export function oauthInstalls(
  client: ClientIdentity,
  clients: Clients,
  house: Pick<House, 'clock' | 'installations' | 'log'>,
  workspaces: Workspaces,
): OAuthInstalls {
  const known = forAWhile<KeptInstallation>(KEEP_FOR, CAPACITY, house.clock);
  /** The organisation whose installation serves a workspace, so that not every post has to ask. */
  const organisations = forAWhile<string>(KEEP_FOR, CAPACITY, house.clock);
  const refreshing = new Map<string, Promise<KeptInstallation | undefined>>();
  const resting = new Map<string, number>();
  const now = () => house.clock.now();

  async function read(id: string): Promise<KeptInstallation | undefined> {
    const found = known.get(id);
    if (found !== undefined) return found;
    const kept = readKept(await house.installations.load(slackTenant(id)));
    if (kept !== undefined) known.set(id, kept);
    return kept;
  }

  async function exchange(
    id: string,
    kept: KeptInstallation,
  ): Promise<KeptInstallation | undefined> {
    try {
      const next = await refresh(slackTenant(id), client, clients, house);
      if (next !== undefined) known.set(id, next);
      return next;
    } catch (error) {
      if (isExpired(kept, now())) throw error;
      const failure = failureOf(error);
      house.log.warn({ tenant: id, failure }, 'a Slack token could not be renewed yet');
      resting.set(id, now().getTime() + REST);
      return kept;
    } finally {
      refreshing.delete(id);
    }
  }

  /** Whether a refresh failed a moment ago, so that the token at hand is used until the next try. */
  function isResting(id: string, kept: KeptInstallation): boolean {
    const until = resting.get(id) ?? 0;
    if (now().getTime() < until && !isExpired(kept, now())) return true;
    resting.delete(id);
    return false;
  }

  async function token(id: string): Promise<string> {
    const kept = await read(id);
    if (kept === undefined) throw new NotInstalledError(id);
    if (!isStale(kept, now()) || isResting(id, kept)) return kept.bot.token;
    const underWay = refreshing.get(id) ?? exchange(id, kept);
    refreshing.set(id, underWay);
    const fresh = await underWay;
    if (fresh === undefined) throw new NotInstalledError(id);
    return fresh.bot.token;
  }

  function install(id: string, kept: KeptInstallation, team: string): Installed {
    return {
      tenant: slackTenant(id),
      team,
      enterprise: kept.isEnterpriseInstall === true ? id : undefined,
      botUserId: kept.bot.userId,
      installer: kept.user.id,
      scopes: new Set(kept.bot.scopes),
      token: () => token(id),
      refused: () => known.delete(id),
    };
  }

  async function isServedBy(organisation: string, team: string): Promise<boolean> {
    const client = clients.of(await token(organisation));
    return await workspaces.has(organisation, team, client);
  }

  /** One that cannot be asked hides none of the others. */
  async function organisationOf(team: string): Promise<string | undefined> {
    const ids = await house.installations.list('slack');
    let trouble: unknown;
    for (const id of ids.filter(isOrganisation)) {
      try {
        if (await isServedBy(id, team)) return id;
      } catch (error) {
        if (failureOf(error).kind !== 'token') trouble = error;
      }
    }
    if (trouble !== undefined) throw trouble;
    return undefined;
  }

  async function servedBy(id: string, team: string): Promise<Installed | undefined> {
    const kept = await read(id);
    return kept === undefined ? undefined : install(id, kept, team);
  }

  return {
    forget(id) {
      known.delete(id);
      resting.delete(id);
      organisations.clear();
      return isOrganisation(id) ? workspaces.forget(id) : [id];
    },
    async serving(team) {
      const remembered = organisations.get(team);
      const own = remembered === undefined ? await servedBy(team, team) : undefined;
      if (own !== undefined) return own;
      const id = remembered ?? (await organisationOf(team));
      if (id === undefined) return undefined;
      organisations.set(team, id);
      return await servedBy(id, team);
    },
    async workspaces({ enterprise, team }) {
      if (enterprise === undefined) return [team];
      return await workspaces.list(enterprise, clients.of(await token(enterprise)));
    },
    async find({ isOrgInstall, enterprise, teams }: Source) {
      const [team = enterprise] = teams;
      if (isOrgInstall && enterprise !== undefined && team !== undefined) {
        const kept = await read(enterprise);
        if (kept !== undefined) return install(enterprise, kept, team);
      }
      for (const id of teams) {
        const kept = await read(id);
        if (kept !== undefined) return install(id, kept, id);
      }
      return undefined;
    },
  };
}
