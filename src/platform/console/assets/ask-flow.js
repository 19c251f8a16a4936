import { ask, Away, Refused } from './api.js';
import { byId } from './dom.js';
import { failedElement, pendingElement } from './message.js';

/** @param {string} words for screen readers */
function announce(words) {
  byId('announcer').textContent = words;
}

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof Away) return 'Tocsin is not answering.';
  if (error instanceof Refused) return error.message;
  throw error;
}

/**
 * From a line to its answer in the log. What the stream brings of this session's own messages
 * meanwhile is held back, so that no answer shows twice.
 * @param {{log: ReturnType<typeof import('./log.js').messageLog>, channel: () => string, command: string}} parts
 */
export function askFlow({ log, channel, command }) {
  let asking = 0;
  /** @type {any[]} */
  let held = [];

  /**
   * @param {string} line
   * @param {'typed' | 'button' | 'link'} origin
   */
  async function send(line, origin) {
    const row = pendingElement(line, command);
    log.append(row);
    announce('Tocsin is typing');
    asking += 1;
    try {
      const message = await ask(channel(), line, origin);
      const element = log.settle(row, message);
      const seenBy = message.private ? 'Only visible to you.' : `Posted to #${message.channel}.`;
      announce(`Tocsin answered: ${message.title}. ${seenBy}`);
      // Whoever pressed a button goes on reading in the answer; whoever typed goes on typing.
      if (origin === 'button') element?.focus({ preventScroll: true });
    } catch (error) {
      const failed = failedElement(line, command, reasonOf(error), () => {
        failed.remove();
        send(line, origin);
      });
      row.replaceWith(failed);
      announce('No answer');
    } finally {
      asking -= 1;
      if (asking === 0) {
        for (const message of held) if (message.channel === channel()) log.add(message);
        held = [];
      }
    }
  }

  return {
    send,
    /** @param {any} message */
    holds(message) {
      if (!message.mine || asking === 0) return false;
      held.push(message);
      return true;
    },
  };
}
