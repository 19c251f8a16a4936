import type { House } from '../../../interaction/house.ts';
import type { Clients } from '../clients.ts';
import { failureOf, NotInstalledError } from '../failures.ts';
import type { Source } from '../source.ts';
import { type Installed, type Installs, slackTenant } from './installed.ts';
import { type KeptInstallation, readKept } from './kept.ts';
import { type ClientIdentity, isExpired, isStale, refresh } from './refresh.ts';

/** For how long an installation is used without a look at the store, in milliseconds. */
const KEEP_FOR = 60_000;
/** After a refresh that failed, while the token at hand is still good. */
const REST = 60_000;
const CAPACITY = 1_000;

interface Known {
  readonly kept: KeptInstallation;
  readonly until: number;
}

export interface OAuthInstalls extends Installs {
  /** What is known of an installation is no longer so. */
  forget(id: string): void;
}

/**
 * Installations that people made by OAuth, on whichever node. They are remembered for a minute, so that
 * a command does not wait for the database.
 */
export function oauthInstalls(
  client: ClientIdentity,
  clients: Clients,
  house: Pick<House, 'clock' | 'installations' | 'log'>,
): OAuthInstalls {
  const known = new Map<string, Known>();
  const refreshing = new Map<string, Promise<KeptInstallation | undefined>>();
  const resting = new Map<string, number>();
  const now = () => house.clock.now();

  function remember(id: string, kept: KeptInstallation): void {
    known.delete(id);
    known.set(id, { kept, until: now().getTime() + KEEP_FOR });
    const [oldest] = known.keys();
    if (known.size > CAPACITY && oldest !== undefined) known.delete(oldest);
  }

  async function read(id: string): Promise<KeptInstallation | undefined> {
    const found = known.get(id);
    if (found !== undefined && now().getTime() < found.until) return found.kept;
    known.delete(id);
    const kept = readKept(await house.installations.load(slackTenant(id)));
    if (kept !== undefined) remember(id, kept);
    return kept;
  }

  async function exchange(
    id: string,
    kept: KeptInstallation,
  ): Promise<KeptInstallation | undefined> {
    try {
      const next = await refresh(slackTenant(id), client, clients, house);
      if (next !== undefined) remember(id, next);
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
      scopes: new Set(kept.bot.scopes),
      token: () => token(id),
      refused: () => known.delete(id),
    };
  }

  return {
    forget(id) {
      known.delete(id);
      resting.delete(id);
    },
    async find({ isOrgInstall, enterprise, teams }: Source) {
      const [team] = teams;
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
