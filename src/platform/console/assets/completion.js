import { el } from './dom.js';

const PAUSE_MS = 80;

/**
 * @typedef {{insert: string, label: string, detail: string}} Item
 * @typedef {{from: number, to: number, items: Item[]}} Found what may take the place of a part of the text
 */

/**
 * Suggestions beside an input, after the ARIA pattern of an editable combobox with a listbox: focus
 * stays in the input, `aria-activedescendant` points at the chosen option.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {object} source
 * @param {(signal: AbortSignal) => Promise<Found>} source.find
 * @param {boolean} source.goesOn whether more words follow what is taken
 * @param {() => void} [source.place] puts the list where it can be seen
 */
export function completion(input, list, { find, goesOn, place = () => {} }) {
  /** @type {Found} */
  let found = { from: 0, to: 0, items: [] };
  let active = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let request = new AbortController();

  function isOpen() {
    return !list.hidden;
  }

  function close() {
    clearTimeout(timer);
    request.abort();
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  /** @param {number} index wraps at both ends */
  function choose(index) {
    active = (index + found.items.length) % found.items.length;
    for (const [position, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(position === active));
      if (position === active) option.scrollIntoView({ block: 'nearest' });
    }
    input.setAttribute('aria-activedescendant', `${list.id}-${active}`);
  }

  /** @param {number} index */
  function accept(index) {
    const item = found.items[index];
    if (item === undefined) return;
    const rest = input.value.slice(found.to);
    const ended = !goesOn || rest !== '' || item.insert.endsWith(' ') || item.insert.endsWith(':');
    const space = ended ? '' : ' ';
    const start = input.value.slice(0, found.from) + item.insert + space;
    input.value = start + rest;
    input.setSelectionRange(start.length, start.length);
    close();
    input.focus();
  }

  function show() {
    active = -1;
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    input.removeAttribute('aria-activedescendant');
    list.replaceChildren(
      ...found.items.map((item, index) =>
        el(
          'div',
          {
            id: `${list.id}-${index}`,
            role: 'option',
            'aria-selected': 'false',
            // Without this the press would take the focus out of the input and close the list.
            mousedown: (event) => event.preventDefault(),
            click: () => accept(index),
          },
          el('span', { class: 'option-label' }, item.label),
          ' ',
          el('span', { class: 'option-detail' }, item.detail),
        ),
      ),
    );
    place();
  }

  async function look() {
    request.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await find(signal);
      if (signal.aborted || document.activeElement !== input) return;
      found = answer;
      if (found.items.length === 0) close();
      else show();
    } catch {
      // Suggestions are a help: without them the line can still be typed and sent.
      if (!signal.aborted) close();
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
  input.addEventListener('blur', close);

  return {
    isOpen,
    close,
    /** Asks for suggestions at once. */
    open: look,
    /** @param {1 | -1} by */
    move(by) {
      choose(active === -1 && by === -1 ? found.items.length - 1 : active + by);
    },
    hasChoice: () => active !== -1,
    /** Takes the chosen suggestion, or the first. */
    accept: () => accept(Math.max(active, 0)),
  };
}
