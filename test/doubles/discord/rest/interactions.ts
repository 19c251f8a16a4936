import { takeCallback } from '../callbacks.ts';
import type { Context } from '../context.ts';
import type { Interaction } from '../interaction.ts';
import { messagePayload } from '../message-payload.ts';
import type { Answer, Call, Route } from '../router.ts';

function resource(context: Context, interaction: Interaction): object {
  const { original, answered } = interaction;
  if (original === undefined || answered === undefined) return {};
  const message = messagePayload(original, context.world.applicationId, context.base);
  return { resource: { type: answered.type, message } };
}

/** The first answer to an interaction. The token in the path is the authority. */
export function interactionRoutes(context: Context): Route[] {
  function callback(call: Call): Answer {
    const found = context.interactions.get(call.params.interaction ?? '');
    const interaction = found?.token === call.params.token ? found : undefined;
    takeCallback(context, interaction, call.body, call.files);
    if (interaction === undefined || call.query.with_response !== 'true') return { status: 204 };
    const { id, kind, original } = interaction;
    const told =
      original === undefined
        ? {}
        : {
            response_message_id: original.id,
            response_message_loading: original.loading,
            response_message_ephemeral: original.ephemeral,
          };
    const body = { interaction: { id, type: kind, ...told }, ...resource(context, interaction) };
    return { status: 200, body };
  }

  const path = '/interactions/:interaction/:token*/callback';
  const query = ['with_response'];
  return [{ method: 'POST', path, bot: false, unlimited: true, query, answer: callback }];
}
