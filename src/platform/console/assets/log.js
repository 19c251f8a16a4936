import { byId } from './dom.js';
import { messageElement } from './message.js';
import { postElement } from './post.js';

/** As many as the server keeps. */
const SHOWN = 200;

/**
 * The messages of the channel that is open.
 * @param {string} command
 */
export function messageLog(command) {
  const scroller = byId('log');
  const list = byId('messages');

  function isAtEnd() {
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  }

  /**
   * Shows the end of the log, or the start of the message when it is taller than the log.
   * @param {HTMLElement} message
   */
  function reveal(message) {
    revealed = message;
    const tall = message.offsetHeight > scroller.clientHeight;
    message.scrollIntoView({ block: tall ? 'start' : 'end' });
  }

  /** @type {HTMLElement | undefined} the message to stay at until the reader scrolls */
  let revealed;

  const below = byId('new-below');
  below.addEventListener('click', () => scroller.scrollTo({ top: scroller.scrollHeight }));
  scroller.addEventListener('scroll', () => {
    if (isAtEnd()) below.hidden = true;
  });

  for (const gesture of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
    scroller.addEventListener(gesture, () => {
      revealed = undefined;
    });
  }
  // A picture that arrives makes its message taller. Load events do not bubble, but can be captured.
  scroller.addEventListener('load', () => revealed && reveal(revealed), { capture: true });

  /** @param {string} id */
  const shown = (id) => document.getElementById(`message-${id}`);

  /** @param {any} message */
  function has(message) {
    return shown(message.id) !== null;
  }

  /** @param {any} message */
  function elementOf(message) {
    return message.kind === 'post' ? postElement(message) : messageElement(message, command);
  }

  /**
   * Puts a post that was changed in the place of what it said before, also for whoever reads in it.
   * @param {HTMLElement} before
   * @param {any} message
   */
  function change(before, message) {
    if (message.kind !== 'post' || before.dataset.version === String(message.version)) return;
    const element = elementOf(message);
    const isReadIn = before.contains(document.activeElement);
    before.replaceWith(element);
    if (isReadIn) element.focus({ preventScroll: true });
  }

  return {
    /** @param {any[]} messages */
    fill(messages) {
      list.replaceChildren(...messages.map(elementOf));
      const last = /** @type {HTMLElement | null} */ (list.lastElementChild);
      if (last === null) scroller.scrollTop = 0;
      else reveal(last);
    },
    /**
     * Adds what somebody posted, without moving what is being read, or changes it where it stands.
     * @param {any} message
     */
    add(message) {
      const before = shown(message.id);
      if (before !== null) return change(before, message);
      const follow = isAtEnd();
      const element = elementOf(message);
      list.append(element);
      while (list.children.length > SHOWN) list.firstElementChild?.remove();
      if (follow) reveal(element);
      else below.hidden = false;
    },
    /**
     * Brings a message into view and focuses it; nothing when it is not there any more.
     * @param {string} id
     */
    goTo(id) {
      const message = shown(id);
      message?.scrollIntoView({ block: 'start' });
      message?.focus({ preventScroll: true });
    },
    /**
     * Puts a row at the end and shows it.
     * @param {HTMLElement} row
     */
    append(row) {
      list.append(row);
      reveal(row);
    },
    /**
     * Puts an answer where its question waits; nothing when another channel was opened meanwhile.
     * @param {HTMLElement} row
     * @param {any} message
     */
    settle(row, message) {
      if (has(message)) row.remove();
      if (!row.isConnected) return undefined;
      const element = elementOf(message);
      row.replaceWith(element);
      reveal(element);
      return element;
    },
  };
}
