import { el } from './dom.js';
import { localInstant } from './times.js';

/**
 * @param {string} letter
 * @param {string} kind
 */
export function avatar(letter, kind) {
  return el('span', { class: `avatar avatar-${kind}`, 'aria-hidden': 'true' }, letter);
}

/** @param {string} at */
export function clock(at) {
  const title = localInstant(at, 'date-time');
  return el('time', { class: 'when', datetime: at, title }, localInstant(at, 'time'));
}

/**
 * What Tocsin says, beside its avatar.
 * @param {Node} head
 * @param {...Node} body
 */
export function tocsinRow(head, ...body) {
  return el(
    'div',
    { class: 'row answer' },
    avatar('T', 'tocsin'),
    el('div', { class: 'row-body' }, head, ...body),
  );
}

/** @param {...(Node | string)} after */
export function tocsinHead(...after) {
  return el(
    'div',
    { class: 'row-head' },
    el('span', { class: 'name' }, 'Tocsin'),
    el('span', { class: 'app' }, 'App'),
    ...after,
  );
}
