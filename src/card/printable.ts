// Line breaks and other separators keep words apart, so they become spaces.
const SEPARATORS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;

// C0 and C1 controls (terminal escapes among them), and code points that are no characters.
const CONTROLS = /[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

// Overrides and isolates can make "2700" read "0072"; the others are invisible and split words for
// search. Joiners (U+200C, U+200D) and direction marks stay: Persian, Hindi and emoji need them.
const DISGUISES = /[\u202a-\u202e\u2066-\u2069\u00ad\u180e\u200b\u2060\ufeff]/gu;

/**
 * Untrusted text on one line, without characters that steer a terminal, break XML or change the order
 * in which other characters are read. Lone surrogates become U+FFFD.
 */
export function printable(text: string): string {
  return text.toWellFormed().replace(SEPARATORS, ' ').replace(CONTROLS, '').replace(DISGUISES, '');
}
