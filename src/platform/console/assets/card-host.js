import { el } from './dom.js';
import { localiseTimes } from './times.js';

/**
 * A card. This is the one string that is put in as markup: the server's renderer made and escaped it.
 * @param {string} html
 */
export function cardHost(html) {
  const card = el('div', { class: 'card-host' });
  card.innerHTML = html;
  localiseTimes(card);
  return card;
}
