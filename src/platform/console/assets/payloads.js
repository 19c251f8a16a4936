import { payloadsOf } from './api.js';
import { el } from './dom.js';
import { colouredJson } from './json-view.js';

/** @type {Record<string, {label: string, says: string}>} */
const VIEWS = {
  card: { label: 'Card', says: '' },
  slack: { label: 'Slack', says: 'The message as Slack gets it' },
  discord: { label: 'Discord', says: 'The message as Discord gets it' },
  text: { label: 'Plain text', says: 'What notifications show and screen readers read' },
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
 * @param {string} view
 * @param {any} payload
 */
function payloadPanel(view, payload) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload, null, 2);
  const says = VIEWS[view]?.says ?? '';
  const shown = el(
    'pre',
    { tabindex: '0', 'aria-label': says },
    view === 'text' ? text : colouredJson(text),
  );
  const button = el(
    'button',
    { type: 'button', class: 'quiet', click: () => copy(text, shown, button) },
    'Copy',
  );
  return el(
    'div',
    { class: 'payload' },
    el('div', { class: 'payload-head' }, el('p', {}, says), button),
    shown,
  );
}

/**
 * Tabs to look at one answer as the card, and as each platform gets it. Payloads are fetched when
 * first looked at.
 * @param {string} id of the message
 * @param {HTMLElement} card
 */
export function payloadTabs(id, card) {
  const panel = el(
    'div',
    { class: 'panel', role: 'tabpanel', id: `panel-${id}`, 'aria-labelledby': `tab-${id}-card` },
    card,
  );
  /** @type {Promise<Record<string, unknown>> | undefined} */
  let payloads;

  /** @param {string} view */
  async function content(view) {
    if (view === 'card') return card;
    payloads ??= payloadsOf(id);
    try {
      return payloadPanel(view, (await payloads)[view]);
    } catch {
      payloads = undefined;
      return el(
        'p',
        { class: 'failed' },
        'This could not be fetched. Choose it again in a moment.',
      );
    }
  }

  const tabs = Object.entries(VIEWS).map(([view, { label }]) =>
    el(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${id}-${view}`,
        'aria-controls': `panel-${id}`,
        click: () => select(view),
      },
      label,
    ),
  );

  /** @param {string} view */
  async function select(view) {
    for (const tab of tabs) {
      const chosen = tab.id === `tab-${id}-${view}`;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', `tab-${id}-${view}`);
    const shown = await content(view);
    if (panel.getAttribute('aria-labelledby') === `tab-${id}-${view}`) panel.replaceChildren(shown);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const at = tabs.indexOf(/** @type {HTMLElement} */ (event.target));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs.at(to % tabs.length);
    tab?.focus();
    tab?.click();
  }

  select('card');
  const list = el(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': 'How this answer looks', keydown: onKey },
    ...tabs,
  );
  return { list, panel };
}
