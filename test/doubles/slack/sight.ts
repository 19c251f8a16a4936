import { isJson, type Json, jsonList, textOf } from './json.ts';
import type { Scene } from './payloads.ts';
import type { Message, View } from './screen.ts';
import { isMember } from './team.ts';
import { type Choice, chosenValue, findControl, isEmptyValue, stateOf } from './values.ts';
import type { World } from './world.ts';

export type Source = Message | View;
export type FormValues = Readonly<Record<string, Choice | Readonly<Record<string, Choice>>>>;

export function isView(source: Source): source is View {
  return 'content' in source;
}

function isChoice(given: FormValues[string]): given is Choice {
  return given === null || typeof given === 'string' || Array.isArray(given);
}

/** What one person sees now. Everything here throws Error for what they do not see. */
export class Sight {
  readonly #world: World;
  readonly #scene: Scene;

  constructor(world: World, scene: Scene) {
    this.#world = world;
    this.#scene = scene;
  }

  /** A message as it is now. */
  message(message: Message): Message {
    const { user, team, channel } = this.#scene;
    const now = this.#world.screen.find(message.channel, message.ts);
    if (!now) throw new Error(`message ${message.ts} is not there any more`);
    if (now.channel !== channel.id || now.team !== team.id)
      throw new Error(`message ${now.ts} is in channel ${now.channel}, not ${channel.id}`);
    if ((now.ephemeralTo ?? user.id) !== user.id)
      throw new Error(`only ${now.ephemeralTo} sees message ${now.ts}`);
    if (!isMember(channel, user.id)) throw new Error(`${user.name} is not in #${channel.name}`);
    return now;
  }

  /** App Home, or a form that no other covers, as it is now. */
  view(view: View): View {
    const { user, team } = this.#scene;
    const now = this.#world.screen.views.find((one) => one.id === view.id);
    if (!now || now.isClosed) throw new Error(`view ${view.id} is closed`);
    if (now.user !== user.id) throw new Error(`view ${view.id} is ${now.user}'s`);
    if (now.content.type === 'modal' && this.#world.screen.openForm(team.id, user.id) !== now)
      throw new Error(`another form covers view ${view.id}`);
    return now;
  }

  blocks(source: Source): Json[] {
    return isView(source)
      ? jsonList(this.view(source).content.blocks)
      : this.message(source).blocks;
  }

  /** Keeps the options the app offered in an external select. */
  offer(source: Source, actionId: string, options: readonly Json[]): void {
    this.#world.screen.offers.set(offerKey(source, actionId), options);
  }

  offered(source: Source, actionId: string): readonly Json[] {
    return this.#world.screen.offers.get(offerKey(source, actionId)) ?? [];
  }

  /** Fills in a form: values by block and action, or by action id where that is unique. */
  fill(view: View, values: FormValues): void {
    const blocks = jsonList(view.content.blocks);
    for (const [key, given] of Object.entries(values)) {
      if (isChoice(given)) {
        this.set(view, key, blocks, given);
        continue;
      }
      const own = blocks.filter((block) => block.block_id === key);
      for (const [actionId, choice] of Object.entries(given)) this.set(view, actionId, own, choice);
    }
  }

  /** Chooses in one element among some blocks of a view. */
  set(view: View, actionId: string, blocks: readonly Json[], choice: Choice): void {
    const { blockId, element } = findControl(blocks, actionId);
    const id = textOf(element.action_id);
    const value = chosenValue(element, choice, this.offered(view, id));
    view.values[blockId] = { ...view.values[blockId], [id]: value };
  }
}

function offerKey(source: Source, actionId: string): string {
  return `${isView(source) ? source.id : `${source.channel} ${source.ts}`} ${actionId}`;
}

/** Throws Error while a form lacks something it needs. */
export function checkFilledIn(view: View): void {
  const state = stateOf(view);
  for (const block of jsonList(view.content.blocks)) {
    if (block.type !== 'input' || block.optional === true || !isJson(block.element)) continue;
    const value = state[textOf(block.block_id)]?.[textOf(block.element.action_id)];
    if (isEmptyValue(value)) throw new Error(`${block.block_id} must be filled in`);
  }
}
