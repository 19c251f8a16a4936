import { el } from './dom.js';
import { formPanel } from './forms.js';

/** @type {Record<string, string>} */
const LABELS = { card: 'Card', slack: 'Slack', discord: 'Discord', text: 'Plain text' };

/**
 * Tabs to look at one message as the card, and as each platform gets it. A form is fetched when it is
 * first looked at.
 * @param {string} id of the message
 * @param {HTMLElement} card
 * @param {string} label
 */
export function formTabs(id, card, label) {
  const panel = el('div', { class: 'panel', role: 'tabpanel', id: `panel-${id}` });
  const shown = new Map([['card', card]]);

  const tabs = Object.entries(LABELS).map(([form, name]) =>
    el(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${id}-${form}`,
        'aria-controls': `panel-${id}`,
        click: () => select(form),
      },
      name,
    ),
  );

  /** @param {string} form */
  function select(form) {
    const chosen = `tab-${id}-${form}`;
    for (const tab of tabs) {
      tab.setAttribute('aria-selected', String(tab.id === chosen));
      tab.tabIndex = tab.id === chosen ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', chosen);
    const content = shown.get(form) ?? formPanel(id, form);
    shown.set(form, content);
    panel.replaceChildren(content);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const at = tabs.indexOf(/** @type {HTMLElement} */ (event.target));
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs.at(to % tabs.length);
    tab?.focus();
    tab?.click();
  }

  select('card');
  const list = el(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': label, keydown: onKey },
    ...tabs,
  );
  return { list, panel };
}
