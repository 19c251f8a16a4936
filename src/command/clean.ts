/** Characters that join or vary the one before: part of the spelling in Persian, Indic scripts and emoji. */
const JOINERS = /(?<![\u0080-\u{10FFFF}])[\p{Join_Control}\p{Variation_Selector}]+/gu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}--[\p{Join_Control}\p{Variation_Selector}]]/gv;
const SPACE = /[\s\p{Cc}]/gu;

/**
 * A line as a person meant it: every kind of space and control character is one ASCII space, and
 * characters without width are gone. Length and positions stay as they were unless something was
 * invisible.
 */
export function cleanLine(line: string): string {
  return line.toWellFormed().replace(INVISIBLE, '').replace(SPACE, ' ').replace(JOINERS, '');
}

/** Trims, and makes one space of several. */
export function squeeze(text: string): string {
  return text.replace(/ {2,}/g, ' ').trim();
}
