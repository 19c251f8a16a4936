import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

const WIDE_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Columns a painted line takes in a terminal. */
export function width(line: string): number {
  return stringWidth(line);
}

/**
 * Lines of at most `columns`, broken at spaces. A longer word stays whole, so that addresses, hashes
 * and domains can be copied; only scripts that write without spaces are broken inside.
 */
export function wrap(line: string, columns: number): string[] {
  return wrapAnsi(line.replace(/ {2,}/g, ' '), columns)
    .split('\n')
    .flatMap((part) => {
      const breakable = WIDE_SCRIPT.test(part) && stringWidth(part) > columns;
      return breakable ? wrapAnsi(part, columns, { hard: true }).split('\n') : [part];
    });
}

/** Wraps, with `first` before the first line and as many blanks before the others. */
export function hang(first: string, line: string, columns: number): string[] {
  const indent = stringWidth(first);
  const lines = wrap(line, columns - indent);
  return lines.map((part, i) => `${i === 0 ? first : ' '.repeat(indent)}${part}`.trimEnd());
}

/** Fills up to `columns` with blanks, on the right or on the left. */
export function pad(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, columns - stringWidth(text)));
  return align === 'left' ? text + blanks : blanks + text;
}
