import { completion } from './completion.js';
import { byId } from './dom.js';
import { earlierLines } from './earlier-lines.js';

/**
 * The message box: sends lines, completes them, brings earlier ones back.
 * @param {string} command stands before the box, so whoever types it as well need not see it twice
 * @param {(line: string) => void} onSend
 */
export function composer(command, onSend) {
  const input = /** @type {HTMLInputElement} */ (byId('line'));
  const suggestions = completion(input, byId('completions'));
  const earlier = earlierLines();

  /** @param {string | undefined} line */
  function bringBack(line) {
    if (line === undefined) return;
    input.value = line;
    input.setSelectionRange(line.length, line.length);
  }

  /** @type {Record<string, () => boolean | void>} each returns false to leave the key to the browser */
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

  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
      return;
    const act = (suggestions.isOpen() ? whileOpen : whileClosed)[event.key];
    if (act !== undefined && act() !== false) event.preventDefault();
  });
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

  return { focus: () => input.focus() };
}
