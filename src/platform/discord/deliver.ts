import type {
  APIInteraction,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { House } from '../../interaction/house.ts';
import type { Callback, DiscordApi } from './api.ts';
import { isNoMessage, isRefused } from './fault.ts';
import { asEdit, asNew, type Outgoing, plainer } from './message.ts';
import type { Outcome } from './outcome.ts';
import type { Announcement } from './reading.ts';

/** Gives Discord the first answer to one interaction, by whichever way it waits for it. */
export type Respond = (callback: Callback) => Promise<void>;

/** Callback types. DD receiving-and-responding */
const NEW_MESSAGE = 4;
const NEW_MESSAGE_LATER = 5;
const EDIT_LATER = 6;
const EDIT = 7;
const CHOICES = 8;
const FORM = 9;

/** Message flag; the only one that an announcement may carry. DD receiving-and-responding */
const EPHEMERAL = 1 << 6;

export function choicesCallback(choices: readonly object[]): Callback {
  return { type: CHOICES, data: { choices } };
}

function formCallback(form: APIModalInteractionResponseCallbackData): Callback {
  return { type: FORM, data: form };
}

export function announcement({ inPlace, audience }: Announcement): Callback {
  if (inPlace) return { type: EDIT_LATER };
  return { type: NEW_MESSAGE_LATER, ...(audience === 'asker' && { data: { flags: EPHEMERAL } }) };
}

function callbackFor(message: Outgoing, inPlace: boolean): Callback {
  const { body, files } = inPlace ? asEdit(message) : asNew(message);
  return { type: inPlace ? EDIT : NEW_MESSAGE, data: body, files };
}

/** Sends it, and once more without pictures when Discord does not take them. */
async function withOrWithoutPictures(
  message: Outgoing,
  send: (message: Outgoing) => Promise<void>,
  { log }: House,
): Promise<void> {
  try {
    await send(message);
  } catch (error) {
    if (message.pictures.length === 0 || !isRefused(error)) throw error;
    log.warn({ err: error }, 'Discord did not take an answer with its charts; sending it without');
    await send(plainer(message));
  }
}

/** The first answer is the whole answer. */
export async function deliverNow(outcome: Outcome, respond: Respond, house: House): Promise<void> {
  if (outcome.is === 'form') return await respond(formCallback(outcome.form));
  const send = (message: Outgoing) => respond(callbackFor(message, outcome.inPlace));
  await withOrWithoutPictures(outcome.message, send, house);
}

export interface Late {
  readonly interaction: APIInteraction;
  /** What was announced. */
  readonly announced: Announcement;
  readonly api: DiscordApi;
  readonly house: House;
}

/**
 * Who sees a message is settled when it is announced. An answer for others than announced takes the
 * place of the announcement: a follow-up beside it would only edit it. DD receiving-and-responding
 */
async function instead(message: Outgoing, { interaction, announced, api }: Late): Promise<void> {
  if (!announced.inPlace) {
    await api.deleteOriginal(interaction).catch((error: unknown) => {
      if (!isNoMessage(error)) throw error;
    });
  }
  await api.followUp(interaction, asNew(message));
}

/** Keeps what was announced. */
export async function deliverLate(message: Outgoing, inPlace: boolean, late: Late): Promise<void> {
  const { announced, api, interaction, house } = late;
  const asAnnounced = announced.inPlace ? inPlace : message.audience === announced.audience;
  const send = (one: Outgoing) =>
    asAnnounced ? api.editOriginal(interaction, asEdit(one)) : instead(one, late);
  await withOrWithoutPictures(message, send, house);
}
