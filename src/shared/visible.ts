// Controls steer a terminal or begin a line of their own; overrides and isolates reorder what is read.
const STEERING = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Text for a line of a terminal or log: what would steer it is written out, as JSON would. */
export function visibleLine(text: string): string {
  return text.replace(STEERING, escaped);
}

/** As `visibleLine` for text of several lines, which stay. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleLine).join('\n');
}
