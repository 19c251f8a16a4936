const KEY = 'tocsin.lines';
const KEPT = 50;

/** Lines sent from this window, for bringing back; gone with the window. */
export function earlierLines() {
  /** @type {string[]} */
  const lines = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
  let at = lines.length;

  return {
    /** @param {string} line */
    add(line) {
      if (lines.at(-1) !== line) lines.push(line);
      lines.splice(0, lines.length - KEPT);
      at = lines.length;
      sessionStorage.setItem(KEY, JSON.stringify(lines));
    },
    /** Whether the line shown was brought back and not changed since. */
    isAt(/** @type {string} */ line) {
      return at < lines.length && lines[at] === line;
    },
    /** The line before, or undefined at the first. */
    back() {
      if (at === 0) return undefined;
      at -= 1;
      return lines[at];
    },
    /** The line after; an empty one after the last. */
    forward() {
      at = Math.min(at + 1, lines.length);
      return lines[at] ?? '';
    },
    /** The next `back` starts from the newest again. */
    leave() {
      at = lines.length;
    },
  };
}
