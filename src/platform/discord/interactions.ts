import type {
  APIApplicationCommandAutocompleteInteraction,
  APIInteraction,
} from 'discord-api-types/v10';
import type { House } from '../../interaction/house.ts';
import { recentKeys } from '../../interaction/recent-keys.ts';
import { completions } from './completions.ts';
import { choicesCallback, deliverNow, type Respond } from './deliver.ts';
import { type Desk, TOKEN_MS } from './desk.ts';
import { isAcknowledged, isGone } from './fault.ts';
import { apology } from './outcome.ts';
import { attend } from './turn.ts';

/** Interaction type. DD receiving-and-responding */
const AUTOCOMPLETE = 4;

const MOST_REMEMBERED = 100_000;

/** Answers interactions, whichever way they come. */
export interface Interactions {
  /** Whether an interaction was not delivered to this process before. Asked once for each. */
  isNew(interaction: APIInteraction): boolean;
  /** Never rejects. Always answers in time: what takes longer is announced first. */
  handle(interaction: APIInteraction, respond: Respond): Promise<void>;
}

/** Tells the asker, if that is still possible. */
async function giveUp(
  error: unknown,
  interaction: APIInteraction,
  respond: Respond,
  house: House,
): Promise<void> {
  const about = { err: error, interaction: interaction.id };
  if (isGone(error)) house.log.warn(about, 'an answer came too late');
  else if (isAcknowledged(error)) house.log.info(about, 'an interaction was answered before');
  else {
    try {
      const message = await apology(error, interaction, house);
      await deliverNow({ is: 'message', message, inPlace: false }, respond, house);
    } catch (further) {
      house.log.error({ ...about, err: further }, 'nobody could be told of a fault');
    }
  }
}

function completed(
  interaction: APIApplicationCommandAutocompleteInteraction,
  house: House,
): readonly object[] {
  try {
    return completions(interaction, house);
  } catch (error) {
    house.log.error({ err: error }, 'completions could not be made');
    return [];
  }
}

async function complete(
  interaction: APIApplicationCommandAutocompleteInteraction,
  respond: Respond,
  house: House,
): Promise<void> {
  try {
    await respond(choicesCallback(completed(interaction, house)));
  } catch (error) {
    // Whoever types on asks anew with the next letter.
    house.log.debug({ err: error }, 'completions came too late');
  }
}

/** One set of handlers for both ways that interactions come. */
export function interactionHandler(desk: Desk): Interactions {
  const { house, busy } = desk;
  const seen = recentKeys(house.clock, TOKEN_MS, MOST_REMEMBERED);
  return {
    isNew: ({ id }) => seen.add(id),
    async handle(interaction, respond) {
      busy.add(interaction.id);
      try {
        if ((interaction.type as number) === AUTOCOMPLETE) {
          const typing = interaction as APIApplicationCommandAutocompleteInteraction;
          await complete(typing, respond, house);
        } else await attend(interaction, respond, desk);
      } catch (error) {
        await giveUp(error, interaction, respond, house);
      } finally {
        busy.delete(interaction.id);
      }
    },
  };
}
