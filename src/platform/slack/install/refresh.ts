import type { Tenant } from '../../../command/access.ts';
import type { House } from '../../../interaction/house.ts';
import type { Clients } from '../clients.ts';
import { type KeptInstallation, readKept } from './kept.ts';

/** Slack's tokens live twelve hours where they are rotated; the SDK refreshes two hours before. */
const FRESH_SECONDS = 7_200;
const SAVE_ATTEMPTS = 3;

export interface ClientIdentity {
  readonly clientId: string;
  readonly clientSecret: string;
}

function secondsLeft({ bot }: KeptInstallation, now: Date): number {
  return bot.expiresAt === undefined ? Infinity : bot.expiresAt - now.getTime() / 1_000;
}

export function isStale(kept: KeptInstallation, now: Date): boolean {
  return kept.bot.refreshToken !== undefined && secondsLeft(kept, now) <= FRESH_SECONDS;
}

export function isExpired(kept: KeptInstallation, now: Date): boolean {
  return secondsLeft(kept, now) <= 0;
}

type RefreshHouse = Pick<House, 'clock' | 'installations' | 'log'>;

/** What Slack gave is good only here until it is saved: the old refresh token is used up. */
async function save(tenant: Tenant, next: KeptInstallation, house: RefreshHouse): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await house.installations.save(tenant, next);
      return;
    } catch (error) {
      if (attempt < SAVE_ATTEMPTS) continue;
      house.log.error({ err: error, tenant: tenant.tenant }, 'a new Slack token was not saved');
      return;
    }
  }
}

/**
 * Exchanges an installation's token for a new one, alone over all nodes: a refresh token is good once,
 * and two who use it at a time lose the installation (node-slack-sdk issue 2504).
 * @returns undefined when there is no such installation any more
 * @throws what Slack answers
 */
export async function refresh(
  tenant: Tenant,
  client: ClientIdentity,
  clients: Clients,
  house: RefreshHouse,
): Promise<KeptInstallation | undefined> {
  return await house.installations.alone(tenant, async () => {
    const kept = readKept(await house.installations.load(tenant));
    const refreshToken = kept?.bot.refreshToken;
    if (kept === undefined || refreshToken === undefined) return kept;
    if (!isStale(kept, house.clock.now())) return kept;
    const answer = await clients.anonymous.oauth.v2.access({
      client_id: client.clientId,
      client_secret: client.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    if (answer.access_token === undefined) throw new Error('oauth.v2.access gave no token');
    const expiresAt = Math.floor(house.clock.now().getTime() / 1_000) + (answer.expires_in ?? 0);
    const bot = {
      ...kept.bot,
      token: answer.access_token,
      refreshToken: answer.refresh_token ?? refreshToken,
      expiresAt,
    };
    const next = { ...kept, bot };
    await save(tenant, next, house);
    return next;
  });
}
