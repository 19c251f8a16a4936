import { cardHost } from './card-host.js';
import { el } from './dom.js';
import { formTabs } from './form-tabs.js';
import { avatar, clock, tocsinHead, tocsinRow } from './rows.js';

/**
 * @param {string} typed
 * @param {boolean} mine
 * @param {string} at
 * @param {string} command
 */
function question(typed, mine, at, command) {
  const name = mine ? 'You' : 'Another person';
  return el(
    'div',
    { class: 'row question' },
    avatar(name.charAt(0), 'person'),
    el(
      'div',
      { class: 'row-body' },
      el('p', { class: 'row-head' }, el('span', { class: 'name' }, name), ' ', clock(at)),
      el('p', { class: 'typed' }, el('code', {}, `/${command} ${typed}`.trim())),
    ),
  );
}

/**
 * A question with its answer.
 * @param {any} message
 * @param {string} command
 */
export function messageElement(message, command) {
  const { list, panel } = formTabs(message.id, cardHost(message.html), 'How this answer looks');
  const seenBy = message.private ? 'Only visible to you' : `Posted to #${message.channel}`;
  return el(
    'div',
    {
      class: `message${message.private ? ' private' : ''}`,
      id: `message-${message.id}`,
      role: 'group',
      tabindex: '-1',
      'aria-label': `Answer: ${message.title}`,
    },
    question(message.typed, message.mine, message.at, command),
    tocsinRow(tocsinHead(clock(message.at), el('span', { class: 'seen-by' }, seenBy), list), panel),
  );
}

/**
 * A question that is not answered yet.
 * @param {string} line
 * @param {string} command
 */
export function pendingElement(line, command) {
  const dots = el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
  return el(
    'div',
    { class: 'message pending', role: 'group', 'aria-label': 'Tocsin is typing' },
    question(line, true, new Date().toISOString(), command),
    tocsinRow(tocsinHead(), el('p', { class: 'typing' }, dots, 'Tocsin is typing…')),
  );
}

/**
 * A question that got no answer.
 * @param {string} line
 * @param {string} command
 * @param {string} reason
 * @param {() => void} again
 */
export function failedElement(line, command, reason, again) {
  return el(
    'div',
    { class: 'message', role: 'group', 'aria-label': 'No answer' },
    question(line, true, new Date().toISOString(), command),
    tocsinRow(
      tocsinHead(),
      el(
        'p',
        { class: 'failed' },
        reason,
        ' ',
        el('button', { type: 'button', click: again }, 'Try again'),
      ),
    ),
  );
}
