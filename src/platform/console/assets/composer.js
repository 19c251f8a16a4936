import { completionsOf } from './api.js';
import { completion } from './completion.js';
import { byId } from './dom.js';
import { earlierLines } from './earlier-lines.js';
import { onKeys } from './keys.js';

/**
 * The message box: sends lines, completes them, brings earlier ones back.
 * @param {object} parts
 * @param {string} parts.command stands before the box, so whoever types it as well need not see it twice
 * @param {() => string} parts.channel
 * @param {(line: string) => void} parts.onSend
 */
export function composer({ command, channel, onSend }) {
  const input = /** @type {HTMLInputElement} */ (byId('line'));
  const suggestions = completion(input, byId('completions'), {
    find: (signal) => completionsOf(channel(), input.value, input.selectionStart ?? 0, signal),
    goesOn: true,
  });
  const earlier = earlierLines();

  /** @param {string | undefined} line */
  function bringBack(line) {
    if (line === undefined) return;
    input.value = line;
    input.setSelectionRange(line.length, line.length);
  }

  /** @type {Record<string, () => boolean | void>} */
  const whileOpen = {
    ArrowDown: () => suggestions.move(1),
    ArrowUp: () => suggestions.move(-1),
    Tab: () => suggestions.accept(),
    Escape: () => suggestions.close(),
    Enter: () => (suggestions.hasChoice() ? suggestions.accept() : false),
  };

  /** @type {typeof whileOpen} */
  const whileClosed = {
    ArrowUp: () =>
      input.value === '' || earlier.isAt(input.value) ? bringBack(earlier.back()) : false,
    ArrowDown: () => {
      if (earlier.isAt(input.value)) bringBack(earlier.forward());
      else suggestions.open();
    },
  };

  onKeys(input, () => (suggestions.isOpen() ? whileOpen : whileClosed));
  input.addEventListener('input', () => {
    earlier.leave();
    const slashed = `/${command} `;
    if (input.value.startsWith(slashed)) input.value = input.value.slice(slashed.length);
  });

  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    const line = input.value.trim();
    suggestions.close();
    input.value = '';
    if (line !== '') earlier.add(line);
    onSend(line);
  });

  return {
    focus() {
      // A dialog that closes gives the focus back, but in Chromium not always the caret.
      input.blur();
      input.focus();
    },
    /**
     * Lets a line that was not typed here be brought back.
     * @param {string} line
     */
    remember: (line) => earlier.add(line),
  };
}
