import { createHmac } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from '@slack/bolt';
import { type Installation, type InstallationStore, InstallProvider } from '@slack/oauth';
import type { WebClientOptions } from '@slack/web-api';
import type { House } from '../../../interaction/house.ts';
import { apiUrlOf } from '../options.ts';
import { endWith, setSafeHeaders } from '../receive/http.ts';
import { NEEDED_SCOPES, OPTIONAL_SCOPES } from '../scopes.ts';
import { slackTenant } from './installed.ts';
import { idOf, nameOf, readKept } from './kept.ts';
import { installedPage, isTheirs, notInstalledPage } from './page-words.ts';
import { endWithPage } from './pages.ts';
import type { ClientIdentity } from './refresh.ts';

export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

interface ProviderOptions {
  readonly client: ClientIdentity;
  readonly api: WebClientOptions;
  readonly house: House;
  /** Under which others reach this server, without a slash at its end. */
  readonly publicUrl: string;
  readonly logger: Logger;
  /** Told once an installation is kept and the page is on its way. */
  installed(installation: Installation): void;
}

/** Installations in the house's store, each encrypted there, and written by one at a time. */
function storeOf({ installations }: House): InstallationStore {
  return {
    async storeInstallation(installation) {
      if (readKept(installation) === undefined) throw new Error('the installation has no bot');
      const tenant = slackTenant(idOf(installation));
      await installations.alone(tenant, () => installations.save(tenant, installation));
    },
    async fetchInstallation() {
      throw new Error('installations are read by oauth-installs.ts');
    },
  };
}

/** Slack's consent page stands beside its API, at GovSlack too. */
function consentUrl(api: WebClientOptions): string {
  return new URL('../oauth/v2/authorize', apiUrlOf({ apiUrl: api.slackApiUrl })).href;
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}

/**
 * The pages by which people install Tocsin: to Slack's consent page, and back. Slack's library makes
 * and checks the state, which is bound to the browser by a cookie.
 */
export function installPages(options: ProviderOptions): RequestListener {
  const { client, api, house, publicUrl, logger } = options;
  const provider = new InstallProvider({
    ...client,
    stateSecret: createHmac('sha256', client.clientSecret).update('tocsin install').digest('hex'),
    installationStore: storeOf(house),
    directInstall: true,
    authorizationUrl: consentUrl(api),
    logger,
    clientOptions: { ...api, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
  const link = {
    scopes: [...NEEDED_SCOPES, ...OPTIONAL_SCOPES],
    redirectUri: `${publicUrl}${REDIRECT_PATH}`,
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (pathOf(request) === INSTALL_PATH) {
      return await provider.handleInstallPath(request, response, undefined, link);
    }
    await provider.handleCallback(request, response, {
      success(installation, _options, _request, answer) {
        endWithPage(
          answer,
          200,
          installedPage(nameOf(installation), house.command, installation.team?.id),
        );
        options.installed(installation);
      },
      failure(error, _options, _request, answer) {
        const code = error.code ?? '';
        const page = notInstalledPage(code, `${publicUrl}${INSTALL_PATH}`);
        endWithPage(answer, isTheirs(code) ? 400 : 500, page);
      },
    });
  }

  return (request, response) => {
    setSafeHeaders(response);
    const path = pathOf(request);
    if (request.method !== 'GET' || (path !== INSTALL_PATH && path !== REDIRECT_PATH)) {
      return endWith(response, 404, 'There is nothing at this address.');
    }
    serve(request, response).catch((error: unknown) => {
      house.log.error({ err: error }, 'an installation page could not be served');
      endWith(response, 500, 'Tocsin could not do this. Its log says why.');
    });
  };
}
