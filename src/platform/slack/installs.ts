import { TocsinError } from '../../shared/errors.ts';
import type { Clients } from './clients.ts';
import { type FixedInstall, fixedInstall } from './install/fixed.ts';
import type { Installs } from './install/installed.ts';
import { type OAuthInstalls, oauthInstalls } from './install/oauth-installs.ts';
import type { ClientIdentity } from './install/refresh.ts';
import { createWorkspaces } from './install/workspaces.ts';
import type { SlackOptions } from './options.ts';

/** Where tokens come from: one from the environment, or those of installations. */
export type TokenSource =
  | { readonly kind: 'fixed'; readonly installs: FixedInstall }
  | { readonly kind: 'oauth'; readonly installs: OAuthInstalls; readonly client: ClientIdentity };

/**
 * @throws TocsinError when the settings give neither
 */
export function tokenSource(
  { config, secrets, house }: SlackOptions,
  clients: Clients,
): TokenSource & { readonly installs: Installs } {
  const { botToken, clientSecret } = secrets;
  const workspaces = createWorkspaces(house.clock);
  if (botToken !== undefined) {
    return { kind: 'fixed', installs: fixedInstall(botToken.reveal(), clients, workspaces) };
  }
  if (config.clientId !== undefined && clientSecret !== undefined) {
    const client = { clientId: config.clientId, clientSecret: clientSecret.reveal() };
    return { kind: 'oauth', installs: oauthInstalls(client, clients, house, workspaces), client };
  }
  throw new TocsinError('Slack has no token, and nobody can install Tocsin.', {
    code: 'slack.no-token',
    fault: 'user',
    where: 'SLACK_BOT_TOKEN',
    remedy:
      'Set SLACK_BOT_TOKEN for one workspace, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for several.',
  });
}
