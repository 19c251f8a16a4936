import type {
  APIInteraction,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { Card } from '../../card/card.ts';
import { instant, text } from '../../card/span.ts';
import type { Answer } from '../../command/answer.ts';
import type { House } from '../../interaction/house.ts';
import { CONTROL_WORDS } from '../../interaction/wording.ts';
import { compose, type Outgoing } from './message.ts';
import { modalFor } from './modal.ts';
import { canOpenForm, type Reading, turnsInPlace } from './reading.ts';
import { mayPost, placeOf, toInvocation } from './to-invocation.ts';

/** What a request led to. */
export type Outcome =
  | { readonly is: 'form'; readonly form: APIModalInteractionResponseCallbackData }
  | { readonly is: 'message'; readonly message: Outgoing; readonly inPlace: boolean };

/** Direct messages between the asker and the bot, where nobody else is. DD receiving-and-responding */
const BOT_DM = 1;

function refusal(words: string, { clock }: House): Answer {
  const card: Card = {
    title: words,
    tone: 'problem',
    blocks: [],
    sources: [],
    actions: [{ label: 'Help', commandLine: 'help', style: 'default' }],
    footer: { asOf: [instant(clock.now())], tlp: 'TLP:CLEAR' },
  };
  const line = { commandLine: 'help', page: 1 };
  return { card, visibility: 'asker', ...line, answered: false, reusable: false };
}

/** An answer for all from somebody who may not post here goes to them alone, and says so. */
function asAllowed(answer: Answer, interaction: APIInteraction): Answer {
  if (answer.visibility === 'asker' || mayPost(interaction)) return answer;
  const notice = { type: 'notice', spans: [text(CONTROL_WORDS.mayNotPost)] } as const;
  const { card } = answer;
  return { ...answer, visibility: 'asker', card: { ...card, blocks: [notice, ...card.blocks] } };
}

async function composed(
  answer: Answer,
  interaction: APIInteraction,
  house: House,
): Promise<Outgoing> {
  return await compose(answer, {
    house,
    tenant: placeOf(interaction),
    mayShare: mayPost(interaction) && interaction.context !== BOT_DM,
    largestFile: interaction.attachment_size_limit,
  });
}

/** The card that quotes the reference of a fault, which is logged. */
export async function apology(
  error: unknown,
  interaction: APIInteraction,
  house: House,
): Promise<Outgoing> {
  const answer = house.failed(error, toInvocation(interaction, ''));
  return await composed(answer, interaction, house);
}

async function lineFor(
  reading: Reading,
  interaction: APIInteraction,
  house: House,
): Promise<string | undefined> {
  if (reading.is === 'stale') return undefined;
  if (reading.is === 'line') return reading.line;
  return await house.buttonLines.find(placeOf(interaction), reading.key);
}

/** The answer to a line as a message; a form, if it asks for one, is not opened. */
export async function answerTo(
  line: string,
  interaction: APIInteraction,
  house: House,
): Promise<Outgoing> {
  const answer = await house.ask(toInvocation(interaction, line));
  return await composed(asAllowed(answer, interaction), interaction, house);
}

/** @throws when a kept line could not be looked up, or the answer not be made into a message */
async function find(reading: Reading, interaction: APIInteraction, house: House): Promise<Outcome> {
  const line = await lineFor(reading, interaction, house);
  if (line === undefined) {
    const message = await composed(refusal(CONTROL_WORDS.stale, house), interaction, house);
    return { is: 'message', message, inPlace: false };
  }
  const asked = canOpenForm(interaction) ? house.formAsked(line) : undefined;
  const form = asked && modalFor(asked, house.commands);
  if (form !== undefined) return { is: 'form', form };
  // A verb that has nothing to ask for is answered at once.
  const message = await answerTo(asked?.verb ?? line, interaction, house);
  return {
    is: 'message',
    message,
    inPlace: message.answered && turnsInPlace(interaction, line),
  };
}

/** What a request leads to; whatever goes wrong is a message that says so. */
export async function outcomeOf(
  reading: Reading,
  interaction: APIInteraction,
  house: House,
): Promise<Outcome> {
  try {
    return await find(reading, interaction, house);
  } catch (error) {
    const message = await apology(error, interaction, house);
    return { is: 'message', message, inPlace: false };
  }
}
