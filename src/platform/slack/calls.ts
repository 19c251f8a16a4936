import type { WebClient } from '@slack/web-api';
import type { Logger } from '../../shared/logger.ts';
import type { Clients } from './clients.ts';
import { failureOf } from './failures.ts';
import type { Installed } from './install/installed.ts';

/** Calls of Slack's API on behalf of an installation. */
export interface Calls {
  /**
   * A token that Slack refuses is read again, and the call repeated with it if it changed meanwhile:
   * nothing was done the first time.
   * @throws what Slack answers, see `failureOf`
   */
  call<T>(installed: Installed, run: (client: WebClient) => Promise<T>): Promise<T>;
  /** What is wrong with tokens now, by workspace or organisation, in Slack's words. */
  readonly refused: ReadonlyMap<string, string>;
  /** There is no such installation any more, so nothing is wrong with its token. */
  forget(id: string): void;
}

/** Workspaces whose token was refused are remembered for health, the newest few. */
const REMEMBERED = 20;

export function createCalls(clients: Clients, log: Logger): Calls {
  const refused = new Map<string, string>();

  function noteRefusal(id: string, reason: string): void {
    if (!refused.has(id)) log.error({ tenant: id, reason }, 'Slack refuses the token');
    refused.set(id, reason);
    const [oldest] = refused.keys();
    if (refused.size > REMEMBERED && oldest !== undefined) refused.delete(oldest);
  }

  async function attempt<T>(
    installed: Installed,
    token: string,
    run: (client: WebClient) => Promise<T>,
  ): Promise<T> {
    const isOrg = installed.enterprise !== undefined && installed.team !== installed.enterprise;
    const team = isOrg ? installed.team : undefined;
    const result = await run(clients.of(token, team));
    refused.delete(installed.tenant.tenant);
    return result;
  }

  return {
    refused,
    forget: (id) => refused.delete(id),
    async call(installed, run) {
      const token = await installed.token();
      try {
        return await attempt(installed, token, run);
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind !== 'token') throw error;
        installed.refused();
        const next = await installed.token().catch(() => token);
        if (next !== token) return await attempt(installed, next, run);
        noteRefusal(installed.tenant.tenant, failure.reason);
        throw error;
      }
    },
  };
}
