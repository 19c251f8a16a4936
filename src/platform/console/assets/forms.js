import { formOf } from './api.js';
import { el } from './dom.js';
import { colouredJson } from './json-view.js';

/** @type {Record<string, string>} what stands above each form */
const SAYS = {
  slack: 'The message as Slack gets it',
  discord: 'The message as Discord gets it',
  text: 'What notifications show and screen readers read',
};

/**
 * @param {string} text
 * @param {HTMLElement} shown
 * @param {HTMLElement} button
 */
async function copy(text, shown, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    // Only pages over HTTPS or of this machine may write to the clipboard.
    getSelection()?.selectAllChildren(shown);
    button.textContent = 'Press Ctrl+C';
  }
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 2_000);
}

/**
 * @param {number} page
 * @param {number} pages
 * @param {(page: number) => void} turn
 */
function pager(page, pages, turn) {
  /**
   * @param {string} label
   * @param {number} to
   */
  const button = (label, to) =>
    el('button', { type: 'button', disabled: to < 1 || to > pages, click: () => turn(to) }, label);
  return el(
    'div',
    { class: 'pager', role: 'group', 'aria-label': 'Pages' },
    button('Previous', page - 1),
    el('span', {}, `Page ${page} of ${pages}`),
    button('Next', page + 1),
  );
}

/**
 * An answer as another platform gets it, or as plain text, page by page.
 * @param {string} id of the message
 * @param {string} form
 * @returns {HTMLElement}
 */
export function formPanel(id, form) {
  const panel = el('div', { class: 'payload' });

  /** @param {number} [page] */
  async function turn(page) {
    try {
      const answer = await formOf(id, form, page);
      const text = form === 'text' ? answer.payload : JSON.stringify(answer.payload, undefined, 2);
      const says = SAYS[form] ?? '';
      const shown = el(
        'pre',
        { tabindex: '0', 'aria-label': says },
        form === 'text' ? text : colouredJson(text),
      );
      const button = el(
        'button',
        { type: 'button', click: () => copy(text, shown, button) },
        'Copy',
      );
      panel.replaceChildren(
        el('div', { class: 'payload-head' }, el('p', {}, says), button),
        shown,
        ...(answer.pages > 1 ? [pager(answer.page, answer.pages, turn)] : []),
      );
      panel.scrollIntoView({ block: 'nearest' });
    } catch {
      const again = el('button', { type: 'button', click: () => turn(page) }, 'Try again');
      panel.replaceChildren(el('p', { class: 'failed' }, 'This could not be fetched. ', again));
    }
  }

  turn();
  return panel;
}
