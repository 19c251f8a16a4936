import type {
  APIApplicationCommandAutocompleteInteraction,
  APIApplicationCommandOptionChoice,
} from 'discord-api-types/v10';
import { shorten } from '../../card/split.ts';
import type { House } from '../../interaction/house.ts';
import { LIMITS } from './limits.ts';
import { chosenVerb } from './lines.ts';
import { placeOf } from './to-invocation.ts';

/** Characters of what a choice is that are shown whole, so that two are told apart. */
const LONGEST_WHOLE = 50;

type Choice = APIApplicationCommandOptionChoice<string>;

/**
 * What Discord offers while somebody types. It checks nothing that is typed, so longer text than any
 * name is not even looked up; a value that is too long for Discord is left out, as half a name would
 * lead elsewhere.
 */
export function completions(
  interaction: APIApplicationCommandAutocompleteInteraction,
  house: Pick<House, 'completeParam'>,
): Choice[] {
  const chosen = chosenVerb(interaction.data);
  const focused = chosen?.options.find((option) => 'focused' in option && option.focused);
  if (chosen === undefined || focused === undefined) return [];
  const partial = String(focused.value);
  if (partial.length > LIMITS.choice) return [];
  const at = { verb: chosen.verb, param: focused.name, where: placeOf(interaction) };
  return house
    .completeParam(at, partial, LIMITS.options)
    .filter(({ insert }) => insert.length > 0 && insert.length <= LIMITS.choice)
    .map(({ insert, label, detail }) => {
      const room = LIMITS.choice - (detail.length <= LONGEST_WHOLE ? detail.length + 3 : 0);
      const name = detail === '' ? label : `${shorten(label, room)} – ${detail}`;
      return { name: shorten(name, LIMITS.choice), value: insert };
    });
}
