import { newAnswer } from '../callbacks.ts';
import type { Context } from '../context.ts';
import { CALLBACK, type Interaction } from '../interaction.ts';
import { FLAG, type Message } from '../message.ts';
import { checkEdit, checkNewMessage } from '../message-check.ts';
import { edit, remove } from '../messages.ts';
import { messagePayload } from '../payloads.ts';
import { invalidForm, refusal } from '../refusal.ts';
import type { Answer, Call, Route } from '../router.ts';

const TOKEN_MS = 15 * 60_000;
/** Where only the person installed the app. DD:interactions/receiving-and-responding */
const GUEST_FOLLOW_UPS = 5;

/** What an interaction's token allows after the first answer. */
export function webhookRoutes(context: Context): Route[] {
  function interactionOf(call: Call): Interaction {
    const { webhook, token } = call.params;
    const found = [...context.interactions.values()].find((one) => one.token === token);
    if (found === undefined || webhook !== context.world.applicationId)
      throw refusal(10015, 'There is no interaction with that token');
    if (context.clock.now() - found.at > TOKEN_MS)
      throw refusal(50027, 'The token is older than 15 minutes');
    const type = found.answered?.type;
    if (type === undefined) throw refusal(10015, 'The interaction was not answered yet');
    if (type === CALLBACK.choices || type === CALLBACK.form)
      throw refusal(10015, `Callback ${type} leaves no message to follow up`);
    return found;
  }

  function messageOf(call: Call): { interaction: Interaction; message: Message } {
    const interaction = interactionOf(call);
    const { message: id } = call.params;
    const found =
      id === '@original'
        ? interaction.original
        : [interaction.original, ...interaction.followUps].find((one) => one?.id === id);
    if (found === undefined || found.deleted) throw refusal(10008);
    return { interaction, message: found };
  }

  function payload(message: Message): object {
    return messagePayload(message, context.world.applicationId, context.base);
  }

  function checkQuery(call: Call): void {
    const known = ['wait', 'with_components', 'thread_id'];
    const unknown = Object.keys(call.query).filter((key) => !known.includes(key));
    if (unknown.length === 0) return;
    throw invalidForm(
      unknown.map((key) => ({ path: [key], code: 'DOUBLE_UNKNOWN_KEY', message: 'No such query' })),
    );
  }

  /** The first follow-up after a deferral takes the place of the waiting answer. */
  function fill(original: Message, call: Call): Message {
    const schema = 'IncomingWebhookInteractionRequestSchema';
    const body = checkNewMessage(schema, call.body, call.files);
    if ((((body.flags ?? 0) & FLAG.ephemeral) !== 0) !== original.ephemeral)
      throw invalidForm([
        {
          path: ['flags'],
          code: 'MESSAGE_FLAGS_INVALID',
          message: 'Who sees a deferred answer was settled when it was deferred',
        },
      ]);
    edit(context, original, body, call.files);
    return original;
  }

  function followUp(call: Call): Answer {
    checkQuery(call);
    const interaction = interactionOf(call);
    const { original } = interaction;
    const place = (message: Message): Answer =>
      call.query.wait === 'true' ? { status: 200, body: payload(message) } : { status: 204 };
    if (original?.loading === true && !original.deleted) return place(fill(original, call));
    if (interaction.guest && interaction.followUps.length >= GUEST_FOLLOW_UPS) throw refusal(40094);
    const message = newAnswer(context, interaction, call.body, call.files);
    interaction.followUps.push(message);
    context.signal.changed();
    return place(message);
  }

  function get(call: Call): Answer {
    return { status: 200, body: payload(messageOf(call).message) };
  }

  function change(call: Call): Answer {
    checkQuery(call);
    const { interaction, message } = messageOf(call);
    const schema = 'IncomingWebhookUpdateRequestPartialSchema';
    const body = checkEdit(schema, call.body, call.files, message);
    edit(context, message, body, call.files);
    if (message === interaction.original) interaction.updated = true;
    context.signal.changed();
    return { status: 200, body: payload(message) };
  }

  function discard(call: Call): Answer {
    remove(context, messageOf(call).message);
    return { status: 204 };
  }

  const webhook = '/webhooks/:webhook/:token*';
  const message = `${webhook}/messages/:message*`;
  const free = { bot: false, unlimited: true } as const;
  return [
    { method: 'POST', path: webhook, ...free, answer: followUp },
    { method: 'GET', path: message, ...free, answer: get },
    { method: 'PATCH', path: message, ...free, answer: change },
    { method: 'DELETE', path: message, ...free, answer: discard },
  ];
}
