const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;
/** Of scripts that do not part words by spaces; Hangul does, but glues particles to them. */
const UNSPACED =
  /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/gu;

/** Case and compatibility forms evened out (NFKC). Lower, upper, lower: "ẞ" reaches "ss" only so. */
function fold(text: string): string {
  const even = text.normalize('NFKC').replace(IGNORABLE, '');
  const folded = even.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
  // A capital dotted I leaves its dot behind; a sigma is written otherwise at the end of a word.
  return folded.replaceAll('i\u0307', 'i').replaceAll('ς', 'σ');
}

/**
 * The words of a text, folded, each between two spaces, so that `a.includes(b)` of two such texts finds
 * whole words and phrases and never a part of a word. Where a script has no spaces each character counts
 * as a word. Empty when there is no word.
 */
export function wordsOf(text: string): string {
  const words = fold(text).replace(UNSPACED, ' $& ').match(WORD);
  return words === null ? '' : ` ${words.join(' ')} `;
}

/** The form under which names of countries and publishers are compared: case and punctuation do not count. */
export function nameOf(text: string): string {
  return wordsOf(text).trim() || fold(text).trim();
}
