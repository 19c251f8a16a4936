import type { House } from '../../../interaction/house.ts';
import type { Calls } from '../calls.ts';
import { failureOf } from '../failures.ts';
import { type Installed, slackTenant } from '../install/installed.ts';
import type { OAuthInstalls } from '../install/oauth-installs.ts';
import type { Arrival } from '../receive/arrival.ts';
import { isOrganisation } from '../source.ts';
import type { SlackApp } from './types.ts';

interface DepartureParts {
  readonly house: House;
  readonly calls: Calls;
  /** Absent where the token is in the environment: there is nothing to delete then. */
  readonly installs: OAuthInstalls | undefined;
}

/**
 * Hears that Tocsin was removed, or its token taken back, deletes what is kept, and lets what channels
 * follow rest. Slack may tell late, after Tocsin was installed again: so what still works is left alone.
 */
export function hearDepartures(app: SlackApp, { house, calls, installs }: DepartureParts): void {
  const { installations, tenants, places, log } = house;

  async function works(installed: Installed): Promise<boolean> {
    installed.refused();
    try {
      await calls.call(installed, (client) => client.auth.test());
      return true;
    } catch (error) {
      if (failureOf(error).kind === 'token') return false;
      throw error;
    }
  }

  /** Of an organisation's workspaces those that are known; at the others the next post shows it. */
  async function rest({ tenant, team }: Installed): Promise<void> {
    const served = installs?.forget(tenant.tenant) ?? [];
    const teams = new Set([team, ...served].filter((id) => !isOrganisation(id)));
    for (const id of teams) await places.left(slackTenant(id));
  }

  async function remove({ tenant }: Installed): Promise<void> {
    const wasKept = await installations.alone(tenant, async () => {
      const kept = await installations.load(tenant);
      await installations.remove(tenant);
      return kept !== undefined;
    });
    installs?.forget(tenant.tenant);
    calls.forget(tenant.tenant);
    if (!wasKept) return;
    await tenants.left(tenant);
    await house.audit(
      { act: 'uninstall', detail: tenant.tenant, user: { id: '', name: 'Slack' } },
      tenant,
    );
    log.info({ tenant: tenant.tenant }, 'Tocsin was removed from a Slack workspace');
  }

  async function leave(arrival: Arrival): Promise<void> {
    try {
      if (await works(arrival.installed)) return;
      await rest(arrival.installed);
      if (installs !== undefined) await remove(arrival.installed);
    } catch (error) {
      log.warn({ failure: failureOf(error) }, 'a removal could not be carried out; tried again');
      arrival.leave();
    }
  }

  app.event('app_uninstalled', async ({ context: { arrival } }) => leave(arrival));
  app.event('tokens_revoked', async ({ event, context: { arrival } }) => {
    const isOurs = event.tokens.bot?.includes(arrival.installed.botUserId) === true;
    if (isOurs) await leave(arrival);
  });
}
