import { isJson, type Json, jsonList, textOf } from './json.ts';
import { interactive } from './message-check.ts';
import type { View } from './screen.ts';

/** What a person chooses or types: an option's value or label, an id, a date, words; null clears. */
export type Choice = string | readonly string[] | null;
type Values = Record<string, Record<string, Json>>;

const TYPED = /^(plain_text_input|number_input|email_text_input|url_text_input)$/;
/** The field of state in which a picker keeps its one value, and where it begins. */
const ONE: Readonly<Record<string, readonly [selected: string, initial: string]>> = {
  users_select: ['selected_user', 'initial_user'],
  channels_select: ['selected_channel', 'initial_channel'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
};
const OPTION = /^(static_select|external_select|radio_buttons|overflow)$/;
const OPTIONS = /^(multi_static_select|multi_external_select|checkboxes)$/;

function labelOf(option: Json): string {
  return isJson(option.text) ? textOf(option.text.text) : '';
}

function optionOf(options: readonly Json[], choice: string): Json {
  const found = options.filter(({ value }) => value === choice);
  const [option] = found.length > 0 ? found : options.filter((one) => labelOf(one) === choice);
  if (option) return option;
  const known = options.map((one) => `${labelOf(one)} (${one.value})`).join(', ');
  throw new Error(`no option ${JSON.stringify(choice)} among: ${known || 'none'}`);
}

/** Options a person can see in an element; `offered` are those of an external select. */
function optionsIn(element: Json, offered: readonly Json[]): Json[] {
  const grouped = jsonList(element.option_groups).flatMap((group) => jsonList(group.options));
  return [...jsonList(element.options), ...grouped, ...offered];
}

function typed(element: Json, choice: string | null): string | null {
  if (choice === null || choice === '') return null;
  const { min_length: least, max_length: most } = element;
  if (typeof least === 'number' && choice.length < least) throw new Error(`shorter than ${least}`);
  if (choice.length > (typeof most === 'number' ? most : 3000)) throw new Error('too long');
  return choice;
}

/** The state an element has after a choice. Throws Error when a person could not choose so. */
export function chosenValue(element: Json, choice: Choice, offered: readonly Json[] = []): Json {
  const type = textOf(element.type);
  const options = optionsIn(element, offered);
  if (OPTIONS.test(type)) {
    const many = choice === null ? [] : [choice].flat();
    return { type, selected_options: many.map((one) => optionOf(options, one)) };
  }
  if (choice !== null && typeof choice !== 'string') throw new Error(`${type} takes one value`);
  if (TYPED.test(type)) return { type, value: typed(element, choice) };
  if (OPTION.test(type))
    return { type, selected_option: choice === null ? null : optionOf(options, choice) };
  const [field] = ONE[type] ?? [];
  if (field === undefined) throw new Error(`a ${type} has no value`);
  return { type, [field]: choice };
}

/** The state an element begins with; undefined for a button, which has none. */
function initialOf(element: Json): Json | undefined {
  const type = textOf(element.type);
  if (TYPED.test(type)) return { type, value: element.initial_value ?? null };
  if (OPTIONS.test(type)) return { type, selected_options: element.initial_options ?? [] };
  if (OPTION.test(type) && type !== 'overflow')
    return { type, selected_option: element.initial_option ?? null };
  const [selected, initial] = ONE[type] ?? [];
  if (selected === undefined || initial === undefined) return undefined;
  return { type, [selected]: element[initial] ?? null };
}

/** State of everything in some blocks, by block and action. */
export function stateOfBlocks(blocks: readonly Json[], chosen: Values = {}): Values {
  const values: Values = {};
  for (const { blockId, element } of interactive(blocks)) {
    const actionId = textOf(element.action_id);
    const value = chosen[blockId]?.[actionId] ?? initialOf(element);
    if (value) values[blockId] = { ...values[blockId], [actionId]: value };
  }
  return values;
}

/** State of a form or App Home, with what was chosen so far. */
export function stateOf(view: View): Values {
  return stateOfBlocks(jsonList(view.content.blocks), view.values);
}

/** Whether an element has been left empty. */
export function isEmptyValue(value: Json | undefined): boolean {
  if (!value) return true;
  const { type: _type, ...fields } = value;
  return Object.values(fields).every(
    (field) =>
      field === null || field === undefined || (Array.isArray(field) && field.length === 0),
  );
}

export interface Control {
  readonly blockId: string;
  readonly element: Json;
  readonly block: Json;
}

/**
 * The one element a person means by an action id, or a button by its label.
 * Throws Error when there is none or there are several.
 */
export function findControl(blocks: readonly Json[], named: string): Control {
  const all = interactive(blocks);
  const byId = all.filter(({ element }) => element.action_id === named);
  const found = byId.length > 0 ? byId : all.filter(({ element }) => labelOf(element) === named);
  const [control] = found;
  if (!control || found.length > 1) {
    const names = all.map(({ element }) => labelOf(element) || textOf(element.action_id));
    throw new Error(`${found.length} elements ${JSON.stringify(named)} among: ${names.join(', ')}`);
  }
  const block = blocks.find((one) => one.block_id === control.blockId) ?? {};
  return { ...control, block };
}
