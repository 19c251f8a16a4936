import type { Context } from '../context.ts';
import type { Gateway } from '../gateway.ts';
import type { HttpDelivery } from '../http-delivery.ts';
import { userPayload } from '../payloads.ts';
import { fault, refuseFaults } from '../refusal.ts';
import type { Answer, Call, Route } from '../router.ts';
import { schemaFaults } from '../spec.ts';
import { userNamed } from '../world.ts';

/** The application itself, and the way to its gateway. */
export function applicationRoutes(
  context: Context,
  gateway: Gateway,
  delivery: HttpDelivery,
): Route[] {
  const { world } = context;

  function payload(): object {
    const installed = [...world.guilds.values()].filter((guild) => guild.installed);
    return {
      id: world.applicationId,
      name: world.bot.username,
      icon: null,
      description: '',
      type: null,
      bot: userPayload(world.bot),
      bot_public: true,
      bot_require_code_grant: false,
      verify_key: delivery.publicKey,
      flags: 8_388_608,
      flags_new: '8388608',
      interactions_endpoint_url: delivery.url,
      role_connections_verification_url: null,
      redirect_uris: [],
      integration_types_config: { 0: {}, 1: {} },
      approximate_guild_count: installed.length,
      approximate_user_install_count: world.installers.size,
      approximate_user_authorization_count: world.installers.size,
      explicit_content_filter: 0,
      eligible_oauth2_scopes: [],
      owner: userPayload(userNamed(world, 'developer')),
      team: null,
    };
  }

  async function change(call: Call): Promise<Answer> {
    refuseFaults(schemaFaults('application', call.body));
    const { interactions_endpoint_url: url } = call.body as {
      interactions_endpoint_url?: string | null;
    };
    if (url !== undefined) {
      try {
        await delivery.save(url);
      } catch (error) {
        const code = 'APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID';
        refuseFaults([fault(['interactions_endpoint_url'], code, String(error))]);
      }
    }
    return { status: 200, body: payload() };
  }

  function gatewayBot(): Answer {
    const body = {
      url: context.base.replace('http', 'ws'),
      shards: gateway.shards,
      session_start_limit: gateway.starts.payload(),
    };
    return { status: 200, body };
  }

  const self = { answer: (): Answer => ({ status: 200, body: payload() }) };
  return [
    { method: 'GET', path: '/applications/@me', ...self },
    { method: 'GET', path: '/oauth2/applications/@me', ...self },
    { method: 'PATCH', path: '/applications/@me', answer: change },
    { method: 'GET', path: '/gateway/bot', answer: gatewayBot },
  ];
}
