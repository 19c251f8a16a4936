import { sectorsNamed } from '../../domain/sector-words.ts';
import type { Sector } from '../../domain/vocabulary.ts';

/** Terms of STIX's industry-sector-ov that are no plain words; 2.0 section 6.6, 2.1 section 10.8. */
const TERMS: Readonly<Record<string, Sector>> = {
  'government-national': 'government',
  'government-regional': 'government',
  'government-public-services': 'government',
  'government-local': 'local-government',
  'emergency-services': 'critical-infrastructure',
  infrastructure: 'critical-infrastructure',
  communications: 'telecommunications',
  commercial: 'business',
  'financial-services': 'business',
  'hospitality-leisure': 'business',
  pharmaceuticals: 'business',
  automotive: 'business',
  entertainment: 'business',
  'non-profit': 'civil-society',
};

/** The sectors that terms of STIX, or plain words, name; each once, unknown ones left out. */
export function sectorsOf(terms: readonly string[]): readonly Sector[] {
  const found = terms.flatMap((term) => {
    const known = TERMS[term.trim().toLowerCase()];
    return known === undefined ? sectorsNamed(term) : [known];
  });
  return [...new Set(found)];
}
