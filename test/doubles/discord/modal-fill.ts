import type { Form } from './interaction.ts';
import type { Component } from './message.ts';
import type { Json } from './payloads.ts';

/** What a person fills in, by the identifier of the field. */
export type FormValues = Readonly<Record<string, string | boolean | readonly string[]>>;

const TEXT = 4;
const CHECKBOX = 23;
const RADIO = 21;

function checkText(field: Component, value: string): void {
  const { custom_id: id, required = true, min_length: min = 0, max_length: max = 4000 } = field;
  if (required && value === '') throw new Error(`The form cannot be sent: ${id} is empty`);
  if (value !== '' && (value.length < min || value.length > max))
    throw new Error(`The form cannot be sent: ${id} takes ${min} to ${max} characters`);
}

function checkValues(field: Component, values: readonly string[]): void {
  const { custom_id: id, required = true, options } = field;
  const { min_values: min = required ? 1 : 0, max_values: max = 1 } = field;
  if (values.length > max || (values.length < min && (required || values.length > 0)))
    throw new Error(`The form cannot be sent: ${id} takes ${min} to ${max} values`);
  const foreign = values.filter((value) => options?.every((one) => one.value !== value));
  if (options !== undefined && foreign.length > 0)
    throw new Error(`${id} does not offer ${foreign.join(', ')}`);
}

function filledField(field: Component, values: FormValues, used: Set<string>): Json {
  const { type, custom_id: id = '' } = field;
  used.add(id);
  const given = values[id];
  if (type === TEXT) {
    const value = String(given ?? field.value ?? '');
    checkText(field, value);
    return { type, custom_id: id, value };
  }
  if (type === CHECKBOX) return { type, custom_id: id, value: given === true };
  const chosen = given === undefined ? [] : Array.isArray(given) ? given : [String(given)];
  checkValues(field, chosen);
  if (type === RADIO) return { type, custom_id: id, value: chosen[0] ?? null };
  return { type, custom_id: id, values: chosen };
}

/**
 * The components of a form as Discord sends them back.
 * @throws Error for a field that is not there or cannot be filled in like that
 */
export function filledForm(form: Form, values: FormValues): Json[] {
  const used = new Set<string>();
  let id = 0;
  const filled = form.components.map((top): Json => {
    id += 1;
    const own = top.id ?? id;
    if (top.component !== undefined) {
      id += 1;
      const component = { id: top.component.id ?? id, ...filledField(top.component, values, used) };
      return { type: top.type, id: own, component };
    }
    const components = (top.components ?? []).map((field) => {
      id += 1;
      return { id: field.id ?? id, ...filledField(field, values, used) };
    });
    return { type: top.type, id: own, ...(components.length === 0 ? {} : { components }) };
  });
  const unknown = Object.keys(values).filter((name) => !used.has(name));
  if (unknown.length > 0) throw new Error(`The form has no field ${unknown.join(', ')}`);
  return filled;
}
