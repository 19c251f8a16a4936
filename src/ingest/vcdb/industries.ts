import type { Sector } from '../../domain/vocabulary.ts';

/**
 * What industries of the North American Industry Classification System are here, the longest code first to
 * match. Codes and titles: https://www.census.gov/naics/.
 */
const SECTORS: readonly (readonly [code: string, title: string, sector: Sector])[] = [
  ['928110', 'national security', 'defence'],
  ['928120', 'international affairs', 'government'],
  ['921120', 'legislative bodies', 'legislature'],
  ['813940', 'political organisations', 'political-organisation'],
  ['519130', 'internet publishing and web search portals', 'media'],
  ['3364', 'aerospace manufacturing', 'defence'],
  ['5415', 'computer systems design', 'technology'],
  ['5417', 'scientific research and development', 'academia'],
  ['334', 'computer and electronic product manufacturing', 'technology'],
  ['511', 'publishing', 'media'],
  ['515', 'broadcasting', 'media'],
  ['517', 'telecommunications', 'telecommunications'],
  ['518', 'data processing and hosting', 'technology'],
  ['519', 'other information services', 'media'],
  ['813', 'religious, civic and similar organisations', 'civil-society'],
  ['11', 'agriculture, forestry, fishing and hunting', 'business'],
  ['21', 'mining, quarrying, and oil and gas extraction', 'critical-infrastructure'],
  ['22', 'utilities', 'critical-infrastructure'],
  ['23', 'construction', 'business'],
  ['31', 'manufacturing', 'business'],
  ['32', 'manufacturing', 'business'],
  ['33', 'manufacturing', 'business'],
  ['42', 'wholesale trade', 'business'],
  ['44', 'retail trade', 'business'],
  ['45', 'retail trade', 'business'],
  ['48', 'transportation', 'critical-infrastructure'],
  ['49', 'postal service and warehousing', 'critical-infrastructure'],
  ['51', 'information', 'technology'],
  ['52', 'finance and insurance', 'business'],
  ['53', 'real estate', 'business'],
  ['54', 'professional and technical services', 'business'],
  ['55', 'management of companies', 'business'],
  ['56', 'administrative and support services', 'business'],
  ['61', 'educational services', 'academia'],
  ['62', 'health care and social assistance', 'critical-infrastructure'],
  ['71', 'arts, entertainment and recreation', 'business'],
  ['72', 'accommodation and food services', 'business'],
  ['81', 'other services', 'business'],
  ['92', 'public administration', 'government'],
];

export interface Industry {
  readonly title: string;
  readonly sector: Sector;
}

/** Undefined for `000`, which is unknown, and for what is no code. */
export function industryOf(code: string): Industry | undefined {
  const found = SECTORS.find(([prefix]) => code.startsWith(prefix));
  return found === undefined ? undefined : { title: found[1], sector: found[2] };
}
