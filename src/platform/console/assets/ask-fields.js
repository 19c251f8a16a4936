import { valuesOf } from './api.js';
import { completion } from './completion.js';
import { el } from './dom.js';
import { onKeys } from './keys.js';
import { placeBeside } from './place.js';

/**
 * @typedef {object} Field as the server describes it
 * @property {string} name
 * @property {string} label
 * @property {string} hint
 * @property {'choice' | 'name' | 'text' | 'long-text' | 'tick'} control
 * @property {boolean} required
 * @property {string[]} choices
 * @property {number} maxLength
 */

/**
 * @typedef {object} Form that a field is part of
 * @property {() => {channel: string, verb: string}} where
 * @property {AbortSignal} gone aborted when its fields are taken away
 */

/** @param {Field} field */
const idOf = ({ name }) => `field-${name}`;

/**
 * What every control carries.
 * @param {Field} field
 */
function common(field) {
  const { name, required, hint } = field;
  const describedBy = hint === '' ? undefined : `${idOf(field)}-hint`;
  return { id: idOf(field), name, required, 'aria-describedby': describedBy };
}

/** @param {Field} field */
function textInput(field) {
  const plain = { autocomplete: 'off', autocapitalize: 'off', autocorrect: 'off' };
  const maxlength = String(field.maxLength);
  return /** @type {HTMLInputElement} */ (
    el('input', { type: 'text', spellcheck: 'false', maxlength, ...plain, ...common(field) })
  );
}

/** @param {Field} field */
function longText(field) {
  return el('textarea', { rows: '4', maxlength: String(field.maxLength), ...common(field) });
}

/**
 * @param {string} text
 * @param {string} value
 */
export function option(text, value) {
  return el('option', { value }, text);
}

/** @param {Field} field */
function choice(field) {
  const options = field.choices.map((value) => option(value, value));
  return el('select', common(field), option('Choose one', ''), ...options);
}

/**
 * An input with suggestions under it. Tab takes the one chosen and goes on; Escape closes the
 * suggestions before it closes the form.
 * @param {Field} field
 * @param {Form} form
 */
function nameInput(field, form) {
  const input = textInput(field);
  const list = el('div', {
    class: 'completions',
    id: `${idOf(field)}-list`,
    role: 'listbox',
    'aria-label': `Suggestions for ${field.label}`,
  });
  list.hidden = true;
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', list.id);
  input.placeholder = 'Type a few letters';
  const suggestions = completion(input, list, {
    find: async (signal) => {
      const partial = input.value;
      const { items } = await valuesOf({ ...form.where(), param: field.name, partial }, signal);
      return { from: 0, to: input.value.length, items };
    },
    goesOn: false,
    place: () => placeBeside(input, list),
  });
  /** @type {Record<string, () => boolean | void>} */
  const whileOpen = {
    ArrowDown: () => suggestions.move(1),
    ArrowUp: () => suggestions.move(-1),
    Escape: () => suggestions.close(),
    Enter: () => (suggestions.hasChoice() ? suggestions.accept() : false),
    Tab() {
      if (suggestions.hasChoice()) suggestions.accept();
      return false;
    },
  };
  onKeys(input, () =>
    suggestions.isOpen() ? whileOpen : { ArrowDown: () => void suggestions.open() },
  );
  // The list does not move with its input. What scrolls within the list is no reason to close it.
  function moved(/** @type {Event} */ event) {
    if (suggestions.isOpen() && event.target !== list) suggestions.close();
  }
  addEventListener('scroll', moved, { capture: true, signal: form.gone });
  addEventListener('resize', moved, { signal: form.gone });
  return [input, list];
}

/**
 * @param {Field} field
 * @param {Form} form
 */
function controls(field, form) {
  if (field.control === 'choice') return [choice(field)];
  if (field.control === 'long-text') return [longText(field)];
  return field.control === 'text' ? [textInput(field)] : nameInput(field, form);
}

/**
 * A field with its label and hint.
 * @param {Field} field
 * @param {Form} form
 */
export function fieldElement(field, form) {
  const id = idOf(field);
  if (field.control === 'tick') {
    const tick = el('input', { type: 'checkbox', value: 'true', ...common(field) });
    return el('p', { class: 'tick' }, tick, el('label', { for: id }, field.label));
  }
  const needed = field.required ? [' ', el('span', { class: 'needed' }, 'required')] : [];
  return el(
    'div',
    { class: 'field' },
    el('label', { for: id }, field.label, ...needed),
    ...(field.hint === '' ? [] : [el('p', { class: 'hint', id: `${id}-hint` }, field.hint)]),
    ...controls(field, form),
  );
}
