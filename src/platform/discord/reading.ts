import type {
  APIApplicationCommandInteraction,
  APIInteraction,
  APIMessageApplicationCommandInteractionData,
} from 'discord-api-types/v10';
import type { House } from '../../interaction/house.ts';
import { readCustomId } from '../../render/components-v2/buttons.ts';
import { asksForAll, chosenVerb, lineOf, turnsPage } from './lines.ts';
import { messageText } from './message-text.ts';
import { lineOfModal } from './modal.ts';
import { mayPost, placeOf } from './to-invocation.ts';

/** What a request stands for: a line, a line that is kept under a key, or nothing we know. */
export type Reading =
  | { readonly is: 'line'; readonly line: string }
  | { readonly is: 'key'; readonly key: string }
  | { readonly is: 'stale' };

/** Interaction types and types of commands. DD receiving-and-responding, application-commands */
const COMMAND = 2;
const COMPONENT = 3;
const MODAL = 5;
const CHAT_INPUT = 1;
const MESSAGE = 3;

const STALE: Reading = { is: 'stale' };
/** Message flag. DD message */
const EPHEMERAL = 1 << 6;

function lineOr(line: string | undefined): Reading {
  return line === undefined ? STALE : { is: 'line', line };
}

function namesIn(
  { target_id: id, resolved }: APIMessageApplicationCommandInteractionData,
  interaction: APIInteraction,
  house: House,
): Reading {
  const message = resolved.messages[id];
  if (message === undefined) return STALE;
  return lineOr(house.namesLine(messageText(message), placeOf(interaction)));
}

function readCommand(interaction: APIApplicationCommandInteraction, house: House): Reading {
  const { data } = interaction;
  if (data.type === MESSAGE) return namesIn(data, interaction, house);
  if (data.type !== CHAT_INPUT) return STALE;
  const chosen = chosenVerb(data);
  // A registration without subcommands is `/tocsin` alone, which asks for the form.
  return lineOr(chosen === undefined ? '' : lineOf(chosen, house.commands));
}

/** Reads what somebody typed, chose, pressed or filled in. */
export function read(interaction: APIInteraction, house: House): Reading {
  switch (interaction.type as number) {
    case COMMAND:
      return readCommand(interaction as APIApplicationCommandInteraction, house);
    case COMPONENT: {
      const { custom_id } = interaction.data as { readonly custom_id: string };
      const found = readCustomId(custom_id);
      if (found === undefined) return STALE;
      return 'key' in found ? { is: 'key', key: found.key } : lineOr(found.commandLine);
    }
    case MODAL: {
      const data = interaction.data as Parameters<typeof lineOfModal>[0];
      return lineOr(lineOfModal(data, house.commands));
    }
    default:
      return STALE;
  }
}

/** A form can be the answer to anything but a form. DD receiving-and-responding */
export function canOpenForm({ type }: APIInteraction): boolean {
  return (type as number) !== MODAL;
}

/**
 * Whether Next or Previous was pressed on what only the presser sees: then the message itself turns.
 * What all see stays as it is, and the presser gets a page of their own.
 */
export function turnsInPlace(interaction: APIInteraction, line: string): boolean {
  const flags = 'message' in interaction ? (interaction.message?.flags ?? 0) : 0;
  const pressed = (interaction.type as number) === COMPONENT && (flags & EPHEMERAL) !== 0;
  return pressed && turnsPage(line);
}

/** How an answer that comes later is announced; it cannot be changed afterwards. */
export interface Announcement {
  readonly inPlace: boolean;
  readonly audience: 'asker' | 'channel';
}

/** What can be told of an answer before it is there. */
export function announce(interaction: APIInteraction, reading: Reading): Announcement {
  if (reading.is !== 'line') return { inPlace: false, audience: 'asker' };
  const forAll = asksForAll(reading.line) && mayPost(interaction);
  return {
    inPlace: turnsInPlace(interaction, reading.line),
    audience: forAll ? 'channel' : 'asker',
  };
}
