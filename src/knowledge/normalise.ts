const ASCII_ONLY = /^[\x20-\x7e]*$/;
const DIACRITICS = /[\u0300-\u036f]+/g;
const ASCII_SKIPPED = /[^a-z0-9]+/g;
const SKIPPED = /[\p{P}\p{S}\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]+/gu;
const UNSEEN = /[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]+/gu;

/** Longest input that a name look-up reads, in UTF-16 units; longer than any name or title can be. */
export const MAX_NAME_INPUT = 400;

/**
 * Text with case, compatibility forms and Latin, Greek and Cyrillic diacritics evened out (NFKC).
 * Spacing and punctuation stay.
 */
export function fold(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  return (
    text
      .normalize('NFKD')
      .replace(DIACRITICS, '')
      // Lower, upper, lower: U+1E9E only reaches "ss" by way of its small form.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .replaceAll('ς', 'σ')
      .normalize('NFKC')
  );
}

/**
 * The form under which names are compared: folded, without punctuation, symbols, spacing and
 * invisible characters. A name made of nothing else keeps its visible characters, so that no name
 * becomes empty. Idempotent.
 */
export function nameKey(name: string): string {
  const folded = fold(name);
  if (ASCII_ONLY.test(folded)) {
    return folded.replace(ASCII_SKIPPED, '') || folded.replaceAll(' ', '');
  }
  return folded.replace(SKIPPED, '') || folded.replace(UNSEEN, '');
}

const NAME_WORD =
  /\p{Lu}+(?![\p{Ll}\p{M}])|\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lo}\p{Lm}\p{M}]+|\p{N}+|\p{L}/gu;

/** The words of a name, folded; `SolarWinds` and `APT35` count as two each. */
export function nameWords(name: string): string[] {
  return (name.match(NAME_WORD) ?? []).map((word) => nameKey(word));
}
