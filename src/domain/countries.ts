const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** As people write them where that is not what the English names of Unicode say. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  burma: 'MM',
  'czech republic': 'CZ',
  'democratic peoples republic of korea': 'KP',
  dprk: 'KP',
  england: 'GB',
  'great britain': 'GB',
  'hong kong': 'HK',
  'iran islamic republic of': 'IR',
  'islamic republic of iran': 'IR',
  'korea democratic peoples republic of': 'KP',
  'korea republic of': 'KR',
  'lao peoples democratic republic': 'LA',
  macau: 'MO',
  'moldova republic of': 'MD',
  palestine: 'PS',
  'palestine state of': 'PS',
  'peoples republic of china': 'CN',
  prc: 'CN',
  'republic of korea': 'KR',
  'russian federation': 'RU',
  'syrian arab republic': 'SY',
  'taiwan province of china': 'TW',
  'tanzania united republic of': 'TZ',
  turkey: 'TR',
  turkiye: 'TR',
  uae: 'AE',
  uk: 'GB',
  'united states of america': 'US',
  us: 'US',
  usa: 'US',
  'venezuela bolivarian republic of': 'VE',
  'viet nam': 'VN',
};

/** Named in packs otherwise than Unicode names them. */
const AS_WRITTEN_HERE: Readonly<Record<string, string>> = { PS: 'Palestine', TR: 'Turkey' };

function key(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/[\p{M}'’]+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function nameOf(code: string): string | undefined {
  return AS_WRITTEN_HERE[code] ?? NAMES.of(code);
}

/** ISO 3166 codes by name. User-assigned and transitional ones have no name, or one that is no country's. */
const CODES: ReadonlyMap<string, string> = new Map([
  ...[...LETTERS].flatMap((first) =>
    [...LETTERS].flatMap((second): [string, string][] => {
      const name = NAMES.of(first + second);
      return name === undefined ? [] : [[key(name), first + second]];
    }),
  ),
  ...Object.entries(OTHER_NAMES),
]);

/** Every way a country's name is written that is known here, in small letters, and the name in claims. */
export function* countryWords(): Iterable<readonly [words: string, country: string]> {
  for (const [words, code] of CODES) yield [words, nameOf(code) ?? words];
}

/** The ISO 3166 code of two letters of a country by any of its names; undefined for no country's name. */
export function countryCode(name: string): string | undefined {
  return CODES.get(key(name));
}

/**
 * The English name of a country as claims write it, from its name or its ISO 3166 code of two letters:
 * `IR`, `Iran (Islamic Republic of)` and `Iran` are `Iran`. Undefined when it is none that is known.
 */
export function countryNamed(words: string): string | undefined {
  const text = words.trim();
  if (/^[A-Z]{2}$/.test(text)) return nameOf(text === 'UK' ? 'GB' : text);
  const code = countryCode(text);
  return code === undefined ? undefined : nameOf(code);
}
