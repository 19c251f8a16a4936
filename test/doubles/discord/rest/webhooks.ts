import { changeAnswer, newAnswer } from '../answers.ts';
import type { Context } from '../context.ts';
import { CALLBACK, type Interaction } from '../interaction.ts';
import { interactionIn } from '../interaction-token.ts';
import { FLAG, type Message } from '../message.ts';
import { checkNewMessage } from '../message-check.ts';
import { messagePayload } from '../message-payload.ts';
import { remove } from '../messages.ts';
import { fault, invalidForm, refusal } from '../refusal.ts';
import type { Answer, Call, Route } from '../router.ts';

const TOKEN_MS = 15 * 60_000;
/** Where only the person installed the app. DD:interactions/receiving-and-responding */
const GUEST_FOLLOW_UPS = 5;

/** What an interaction's token allows after the first answer. */
export function webhookRoutes(context: Context): Route[] {
  function interactionOf(call: Call): Interaction {
    const { webhook, token = '' } = call.params;
    const found = context.interactions.get(interactionIn(token) ?? '');
    if (found?.token !== token || webhook !== context.world.applicationId)
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

  /** The first follow-up after a deferral takes the place of the waiting answer. */
  function fill(interaction: Interaction, original: Message, call: Call): void {
    const { flags, ...rest } = checkNewMessage('answer', call.body, call.files);
    const wanted = flags ?? 0;
    if (((wanted & FLAG.ephemeral) !== 0) !== original.ephemeral) {
      const words = 'Who sees a deferred answer was settled when it was deferred';
      throw invalidForm([fault(['flags'], 'MESSAGE_FLAGS_INVALID', words)]);
    }
    const body = { ...rest, flags: wanted };
    changeAnswer(
      context,
      interaction,
      original,
      { schema: 'answerEdit', body, path: [] },
      call.files,
    );
  }

  function followUp(call: Call): Answer {
    const interaction = interactionOf(call);
    const { original } = interaction;
    const place = (message: Message): Answer =>
      call.query.wait === 'true' ? { status: 200, body: payload(message) } : { status: 204 };
    if (original?.loading === true && !original.deleted) {
      fill(interaction, original, call);
      return place(original);
    }
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
    const { interaction, message } = messageOf(call);
    const given = { schema: 'answerEdit', body: call.body, path: [] } as const;
    changeAnswer(context, interaction, message, given, call.files);
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
  const query = ['with_components', 'thread_id'];
  return [
    { method: 'POST', path: webhook, ...free, query: ['wait', ...query], answer: followUp },
    { method: 'GET', path: message, ...free, query: ['thread_id'], answer: get },
    { method: 'PATCH', path: message, ...free, query, answer: change },
    { method: 'DELETE', path: message, ...free, query: ['thread_id'], answer: discard },
  ];
}
