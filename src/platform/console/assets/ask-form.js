import { Away, askForm, Refused } from './api.js';
import { fieldElement, option } from './ask-fields.js';
import { byId } from './dom.js';

/**
 * @typedef {{verb: string, summary: string, fields: import('./ask-fields.js').Field[]}} Verb
 */

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof Away) return 'Tocsin is not answering. Close the form and try again.';
  if (error instanceof Refused) return error.message;
  throw error;
}

/**
 * @param {Element | RadioNodeList | null} control
 * @param {string} value
 */
function putBack(control, value) {
  if (control instanceof HTMLInputElement && control.type === 'checkbox') {
    control.checked = value === 'true';
  } else if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) {
    control.value = value;
  } else if (control instanceof HTMLSelectElement) {
    control.value = value;
    if (control.selectedIndex === -1) control.value = '';
  }
}

/**
 * The form: a verb is chosen and its fields are filled, so that nobody has to know how lines are
 * written. It is asked for anew each time it opens, because the server may have changed.
 * @param {object} parts
 * @param {() => string} parts.channel
 * @param {(verb: string, values: Record<string, string>) => void} parts.onAsk
 * @param {() => void} parts.onClose
 */
export function askFormDialog({ channel, onAsk, onClose }) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('ask-form'));
  const form = /** @type {HTMLFormElement} */ (byId('ask-form-form'));
  const select = /** @type {HTMLSelectElement} */ (byId('ask-form-verb'));
  const fields = byId('ask-form-fields');
  const problem = byId('ask-form-problem');
  /** @type {Verb[]} */
  let verbs = [];
  /** What stands in the form without a field of its own, and the verb that it is for. */
  let carried = { verb: '', values: /** @type {Record<string, string>} */ ({}) };
  let shown = new AbortController();

  /** What is filled in, by field. */
  function values() {
    const filled = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
    return Object.fromEntries(filled.filter(([, value]) => value !== ''));
  }

  /** Shows the fields of the verb chosen; what other verbs have as well stays filled in. */
  function showFields() {
    const kept = values();
    const chosen = verbs.find(({ verb }) => verb === select.value);
    byId('ask-form-summary').textContent = chosen?.summary ?? '';
    shown.abort();
    shown = new AbortController();
    const where = () => ({ channel: channel(), verb: select.value });
    const of = { where, gone: shown.signal };
    fields.replaceChildren(...(chosen?.fields ?? []).map((field) => fieldElement(field, of)));
    for (const [name, value] of Object.entries(kept)) putBack(form.elements.namedItem(name), value);
  }

  /**
   * @param {string | null} verb to begin with
   * @param {Record<string, string>} given what stands in its fields
   */
  function fill(verb, given) {
    const options = verbs.map((one) => option(`${one.verb}: ${one.summary}`, one.verb));
    select.replaceChildren(option('Choose one', ''), ...options);
    select.value = verbs.some((one) => one.verb === verb) ? String(verb) : '';
    showFields();
    carried = { verb: select.value, values: {} };
    for (const [name, value] of Object.entries(given)) {
      const control = form.elements.namedItem(name);
      if (control === null) carried.values[name] = value;
      else putBack(control, value);
    }
    const first = /** @type {HTMLElement | null} */ (
      fields.querySelector('input, select, textarea')
    );
    (select.value === '' ? select : (first ?? select)).focus();
  }

  /**
   * @param {string | null} verb
   * @param {Record<string, string>} [given]
   */
  async function open(verb, given = {}) {
    if (dialog.open) return;
    verbs = [];
    problem.textContent = '';
    fill(null, {});
    dialog.showModal();
    try {
      ({ verbs } = await askForm());
      fill(verb, given);
    } catch (error) {
      problem.textContent = reasonOf(error);
    }
  }

  select.addEventListener('change', showFields);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const verb = select.value;
    const filled = { ...(carried.verb === verb ? carried.values : {}), ...values() };
    dialog.close();
    onAsk(verb, filled);
  });
  byId('ask-form-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    fields.replaceChildren();
    onClose();
  });

  return { open };
}
