import { countryWords } from '../domain/countries.ts';
import { demonyms } from '../domain/demonyms.ts';
import { SECTOR_WORDS } from '../domain/sector-words.ts';

/** A sector or country that a word of running text speaks of. */
export interface Topic {
  readonly kind: 'sector' | 'country';
  readonly id: string;
  readonly label: string;
  readonly strong: boolean;
}

/**
 * Words that catalogues have for a sector under a heading, and that in running text mean something else
 * more often than not: research shows, the press release, a company said, it.
 */
const OF_HEADINGS_ONLY = new Set(
  (
    'administration, business, businesses, chemical, chemicals, companies, company, congress, consulting, ' +
    'construction, education, electric, engineering, gas, hardware, individuals, industrial, it, legal, ' +
    'manufacturing, media, mining, news, oil, press, private companies, private sector, public sector, rail, ' +
    'research, retail, software, technology, trade, transport, utility, water'
  ).split(', '),
);

/** Longer words that swallow one of the others, and mean no sector or country. */
const NEITHER = [
  ...['social media', 'data bank', 'power bank', 'West Bank', 'health check', 'civil defence'],
  ...['New Jersey', 'New Mexico', 'Latin American', 'South American', 'Central American'],
  ...[
    'North American',
    'Guinea pig',
    'Guinea pigs',
    'Swiss cheese',
    'Swiss army knife',
    'Jersey City',
  ],
];

/** Countries whose name is also a state's, a person's or another thing's. */
const AMBIGUOUS = new Set(['Chad', 'Georgia', 'Guinea', 'Jersey', 'Jordan', 'Mali', 'Togo']);

/** Small letters of these mean something else, or nothing. */
const CAPITALS = new Set(['dprk', 'prc', 'uae', 'uk', 'us', 'usa']);

/** What the words of running text speak of, by spelling; null where a longer word means nothing. */
export function topicWords(): ReadonlyMap<string, Topic | null> {
  const words = new Map<string, Topic | null>();
  for (const [word, sector] of SECTOR_WORDS) {
    if (OF_HEADINGS_ONLY.has(word)) continue;
    const label = sector.replaceAll('-', ' ');
    words.set(word, { kind: 'sector', id: sector, label, strong: word.includes(' ') });
  }
  for (const [word, country] of countryWords()) words.set(asName(word), asCountry(word, country));
  for (const [word, country] of demonyms()) words.set(word, asCountry(word, country));
  for (const word of NEITHER) words.set(word, null);
  return words;
}

function asName(words: string): string {
  return CAPITALS.has(words) ? words.toUpperCase() : words.charAt(0).toUpperCase() + words.slice(1);
}

function asCountry(word: string, country: string): Topic {
  const strong = !AMBIGUOUS.has(country) || word.toLowerCase() !== country.toLowerCase();
  return { kind: 'country', id: country, label: country, strong };
}
