import { byId } from './dom.js';

/** @param {string} words for screen readers, in place of those before */
export function announce(words) {
  byId('announcer').textContent = words;
}
