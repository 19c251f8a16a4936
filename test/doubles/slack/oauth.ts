import { ALL_SCOPES } from './grants.ts';
import { SlackRefusal } from './refusal.ts';
import type { Team, User } from './team.ts';
import type { Installing, World } from './world.ts';

/** Life of a code in milliseconds. SD authentication/installing-with-oauth */
const CODE_LIFE = 10 * 60 * 1000;

/** What a person agreed to, until the code for it is used. */
interface Approval extends Installing {
  /** As the install link had it. */
  readonly redirectUri: string | null;
  readonly expiresAt: number;
  isUsed: boolean;
}

export interface InstallRequest {
  readonly scopes: readonly string[];
  readonly state: string | null;
  readonly redirectUri: string | null;
}

/** Consent pages and the codes they give. */
export class OAuth {
  readonly #codes = new Map<string, Approval>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Reads an install link. Throws SlackRefusal for what Slack's page would refuse. */
  read(url: URL): InstallRequest {
    const { app } = this.#world;
    const { searchParams: params } = url;
    for (const key of params.keys())
      if (params.getAll(key).length > 1)
        throw new SlackRefusal('invalid_arguments', `${key} is given twice`);
    if (params.get('client_id') !== app.clientId)
      throw new SlackRefusal('invalid_client_id', `client_id ${params.get('client_id')}`);
    const scopes = (params.get('scope') ?? '').split(',').filter((scope) => scope !== '');
    const known = this.#world.registration.scopes ?? ALL_SCOPES;
    const unknown = scopes.filter((scope) => !known.includes(scope));
    if (scopes.length === 0 || unknown.length > 0)
      throw new SlackRefusal('invalid_scope', `scopes ${unknown.join(',') || 'missing'}`);
    if (params.get('user_scope')) throw new SlackRefusal('invalid_scope', 'user_scope');
    const redirectUri = params.get('redirect_uri');
    const isKnown =
      redirectUri === null || app.redirectUrls.some((one) => redirectUri.startsWith(one));
    if (!isKnown || app.redirectUrls.length === 0)
      throw new SlackRefusal('bad_redirect_uri', `redirect_uri ${redirectUri} is not registered`);
    return { scopes, state: params.get('state'), redirectUri };
  }

  /** Somebody presses Allow: the address their browser is sent to. */
  approve(
    request: InstallRequest,
    by:
      | { readonly team: Team; readonly user: User }
      | { readonly enterprise: string; readonly user: User },
  ): string {
    const team = 'team' in by ? by.team : null;
    const code = this.#world.ids.secret(16);
    this.#codes.set(code, {
      team,
      enterpriseId: 'enterprise' in by ? by.enterprise : (by.team.enterprise?.id ?? null),
      userId: by.user.id,
      scopes: request.scopes,
      redirectUri: request.redirectUri,
      expiresAt: this.#world.time.now() + CODE_LIFE,
      isUsed: false,
    });
    return this.#back(request, { code });
  }

  /** Somebody presses Cancel. */
  deny(request: InstallRequest): string {
    return this.#back(request, { error: 'access_denied' });
  }

  /** Takes a code in exchange. Throws SlackRefusal. */
  redeem(code: string, redirectUri: string | undefined): Approval {
    const approval = this.#codes.get(code);
    if (!approval) throw new SlackRefusal('invalid_code', `no such code: ${code}`);
    if (approval.isUsed) throw new SlackRefusal('code_already_used', 'the code was used');
    if (this.#world.time.now() > approval.expiresAt)
      throw new SlackRefusal('invalid_code', 'the code is older than ten minutes');
    if ((redirectUri ?? null) !== approval.redirectUri)
      throw new SlackRefusal(
        'bad_redirect_uri',
        `${redirectUri} where the link had ${approval.redirectUri}`,
      );
    approval.isUsed = true;
    return approval;
  }

  #back(request: InstallRequest, answer: Readonly<Record<string, string>>): string {
    const url = new URL(request.redirectUri ?? this.#world.app.redirectUrls[0] ?? '');
    for (const [key, value] of Object.entries(answer)) url.searchParams.set(key, value);
    // A link from Slack's own pages has no state, and gets an empty one back.
    url.searchParams.set('state', request.state ?? '');
    return url.href;
  }
}
