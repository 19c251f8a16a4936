import { countryNamed } from '../../domain/countries.ts';
import { cut, inQuotes } from '../core/words.ts';
import { industryOf } from './industries.ts';
import type { VerisRecord } from './schema.ts';

export const PUBLISHER = 'VERIS Community Database';

/** `NA` is a country, and `Other` a kind. */
export function isUnknown(words: string | undefined): boolean {
  return ['', 'unknown'].includes((words ?? '').trim().toLowerCase());
}

/** A country in words; its code where it is none that is known. */
export function countryWords(code: string): string {
  return isUnknown(code) ? 'unknown' : (countryNamed(code) ?? inQuotes(code));
}

/** Country and industry of the victim, as far as known. */
function victimDetails({ victim }: VerisRecord): string {
  const countries = victim.country.filter((code) => !isUnknown(code)).map(countryWords);
  const industry = industryOf(victim.industry);
  return [...countries, ...(industry === undefined ? [] : [industry.title])].join('; ');
}

/** Who was hit, by name or by what is known of it. */
export function victimWords(record: VerisRecord): string {
  const { victim_id: name = '' } = record.victim;
  const details = victimDetails(record);
  const known = details === '' ? '' : ` (${details})`;
  return isUnknown(name) ? `an unnamed organisation${known}` : `${name.trim()}${known}`;
}

/** No record of VERIS has a title. */
export function titleOf(record: VerisRecord): string {
  const { victim_id: name = '' } = record.victim;
  const victim = isUnknown(name) ? victimWords(record) : name.trim();
  return cut(`Incident at ${victim}, ${record.timeline.incident.year}`, 300);
}
