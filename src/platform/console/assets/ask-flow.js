import { announce } from './announcer.js';
import { Away, ask, askByForm, Refused } from './api.js';
import { failedElement, pendingElement } from './message.js';

/** @param {unknown} error */
function reasonOf(error) {
  if (error instanceof Away) return 'Tocsin is not answering.';
  if (error instanceof Refused) return error.message;
  throw error;
}

/**
 * @typedef {object} Question
 * @property {string} line shown until the answer has come
 * @property {() => Promise<any>} request
 * @property {boolean} [readsOn] whether the reader goes on in the answer
 * @property {(message: any) => void} [onAnswer]
 */

/**
 * From a question to its answer in the log. What the stream brings of this session's own messages
 * meanwhile is held back, so that no answer shows twice.
 * @param {object} parts
 * @param {ReturnType<typeof import('./log.js').messageLog>} parts.log
 * @param {() => string} parts.channel
 * @param {string} parts.command
 * @param {(verb: string | null, values: Record<string, string>) => void} parts.onForm called when a
 *   line asked for the form, with what stands in it
 */
export function askFlow({ log, channel, command, onForm }) {
  let asking = 0;
  /** @type {any[]} */
  let held = [];

  /**
   * @param {HTMLElement} row
   * @param {any} message
   * @param {Question} question
   */
  function settle(row, message, { readsOn, onAnswer }) {
    const element = log.settle(row, message);
    const seenBy = message.private ? 'Only visible to you.' : `Posted to #${message.channel}.`;
    announce(`Tocsin answered: ${message.title}. ${seenBy}`);
    onAnswer?.(message);
    if (readsOn) element?.focus({ preventScroll: true });
  }

  /** @param {Question} question */
  async function run(question) {
    const row = pendingElement(question.line, command);
    log.append(row);
    announce('Tocsin is typing');
    asking += 1;
    try {
      const answer = await question.request();
      if (answer.form === undefined) settle(row, answer, question);
      else {
        row.remove();
        announce('');
        onForm(answer.form.verb, answer.form.values);
      }
    } catch (error) {
      const failed = failedElement(question.line, command, reasonOf(error), () => {
        failed.remove();
        run(question);
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
    /**
     * @param {string} line
     * @param {'typed' | 'button' | 'link'} origin
     */
    send(line, origin) {
      // Whoever pressed a button goes on reading in the answer; whoever typed goes on typing.
      const readsOn = origin === 'button';
      return run({ line, readsOn, request: () => ask(channel(), line, origin) });
    },
    /**
     * @param {string} verb
     * @param {Record<string, string>} values
     * @param {(message: any) => void} onAnswer
     */
    sendForm(verb, values, onAnswer) {
      return run({ line: verb, request: () => askByForm(channel(), verb, values), onAnswer });
    },
    /** @param {any} message */
    holds(message) {
      if (!message.mine || asking === 0) return false;
      held.push(message);
      return true;
    },
  };
}
