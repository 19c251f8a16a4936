import { type TextStyle, textWidth } from './measure.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

// A line may also break after a hyphen or slash inside a word, and between two Han or kana
// characters unless the second is closing punctuation.
const BREAKS_INSIDE =
  /(?<=[\p{L}\p{N}][-–/])(?=\p{L})|(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。，])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

/**
 * Breaks text into lines no wider than `maxWidth` logical pixels. Nothing is left out: a word wider
 * than a line is broken between graphemes. White space is collapsed; blank text gives no lines.
 */
export function wrapText(text: string, style: TextStyle, maxWidth: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    const joined = line + piece;
    if (textWidth(joined.trimEnd(), style) <= maxWidth) {
      line = joined;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    const broken = breakWord(piece, style, maxWidth);
    lines.push(...broken.slice(0, -1));
    line = broken.at(-1) ?? '';
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** Parts between which a line may end; white space stays at the end of the part before it. */
function pieces(text: string): string[] {
  return text
    .trim()
    .replace(/\s+/gu, ' ')
    .split(/(?<= )/u)
    .flatMap((word) => word.split(BREAKS_INSIDE));
}

function breakWord(word: string, style: TextStyle, maxWidth: number): string[] {
  if (textWidth(word.trimEnd(), style) <= maxWidth) return [word];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(word)) {
    if (part !== '' && textWidth((part + segment).trimEnd(), style) > maxWidth) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}
