import { fontMetrics, type Weight } from './font.ts';

/** How a run of text is set. `size` is in logical pixels. */
export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
}

// A character that Inter lacks is drawn with whichever installed font has it, so its width is a
// guess on the wide side, in em.
const WIDE_FALLBACK = 1.1;
const NARROW_FALLBACK = 0.85;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\p{Regional_Indicator}\u3000-\u303f\uff01-\uff60]/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/**
 * Width of a line in logical pixels: the sum of its characters' advances, which is never less than
 * the width as drawn, because kerning only brings letters closer.
 */
export function textWidth(text: string, style: TextStyle): number {
  let em = 0;
  for (const character of text) em += characterWidth(character, style.weight);
  return em * style.size;
}

function characterWidth(character: string, weight: Weight): number {
  const known = fontMetrics(weight).advance(character.codePointAt(0) ?? 0);
  if (known !== undefined) return known;
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? WIDE_FALLBACK : NARROW_FALLBACK;
}

/** Whether Inter has every visible character of the text. */
export function isCovered(text: string): boolean {
  const metrics = fontMetrics(400);
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (metrics.advance(point) === undefined && !NO_WIDTH.test(character)) return false;
  }
  return true;
}
