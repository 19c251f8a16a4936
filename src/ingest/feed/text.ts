import { compile } from 'html-to-text';

/** Far more than the text that is kept of it. */
const LONGEST_MARKUP = 60_000;

const toText = compile({
  wordwrap: false,
  limits: { maxDepth: 60, ellipsis: '…' },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    ...['audio', 'canvas', 'iframe', 'img', 'noscript', 'svg', 'template', 'video'].map(
      (selector) => ({ selector, format: 'skip' }),
    ),
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
    { selector: 'hr', format: 'skip' },
    { selector: 'ul', options: { itemPrefix: ' • ' } },
  ],
});

/** Words that hold a `<` are not HTML for that: a tag that ends, or one that never has an end, is. */
const HAS_TAGS =
  /<\/[a-z][a-z0-9]{0,20}\s{0,5}>|<(?:br|hr|img|li|p|wbr)\b|<(?:embed|frame|iframe|link|meta|object)\s/i;

// Controls, what reorders what is read, and letters that cannot be seen. Joiners stay: scripts need them.
const HIDDEN =
  /\u034f|\u17b4|\u17b5|[\u180b-\u180f]|[\p{Cc}\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

/** What programs write who take windows-1252 for Latin-1; HTML reads it so too (its section 13.2.5.80). */
const MISREAD = /[\x80-\x84\x86-\x9f]/g;
const WINDOWS_1252 = new TextDecoder('windows-1252');

/** Text on one line, with nothing in it that changes how it reads. */
function tidy(words: string): string {
  return words
    .toWellFormed()
    .replace(MISREAD, (misread) => WINDOWS_1252.decode(Uint8Array.of(misread.charCodeAt(0))))
    .replace(/\s+/gu, ' ')
    .replace(HIDDEN, '')
    .trim();
}

/** What a text of a feed is: `guess` where nobody says, or nobody keeps to it. */
export type Markup = 'plain' | 'html' | 'guess';

/** Tags gone, entities read, scripts and styles dropped. */
export function plainText(source: string, markup: Markup): string {
  if (markup === 'plain' || !/[<&]/.test(source)) return tidy(source);
  const given = source.slice(0, LONGEST_MARKUP);
  const isHtml = markup === 'html' || HAS_TAGS.test(given);
  return tidy(toText(isHtml ? given : given.replaceAll('<', '&lt;')));
}

/** At most `longest` UTF-16 units; what was longer ends with `…`. */
export function shortened(words: string, longest: number): string {
  if (words.length <= longest) return words;
  return `${words
    .slice(0, longest - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`;
}
