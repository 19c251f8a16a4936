import type { Sector } from '../../domain/vocabulary.ts';
import { fixedObject } from './fixed.ts';
import { stixId } from '../uuid.ts';
import { listed, type StixObject } from './object.ts';

/** What each is called, and its word in STIX's own list of sectors (section 10.8) where that has one. */
const SECTORS: Readonly<Record<Sector, readonly [name: string, industry?: string]>> = {
  'political-campaign': ['Political campaigns'],
  'political-party': ['Political parties'],
  'political-organisation': ['Political organisations'],
  government: ['Government', 'government'],
  legislature: ['Legislatures', 'government'],
  'local-government': ['Local government', 'government-local'],
  'election-system': ['Election systems'],
  voters: ['Voters'],
  candidate: ['Candidates'],
  media: ['Media'],
  'civil-society': ['Civil society', 'non-profit'],
  diaspora: ['Diaspora'],
  academia: ['Academia', 'education'],
  'think-tank': ['Think tanks'],
  'policy-expert': ['Policy experts'],
  'critical-infrastructure': ['Critical infrastructure', 'infrastructure'],
  telecommunications: ['Telecommunications', 'telecommunications'],
  technology: ['Technology', 'technology'],
  defence: ['Defence', 'defense'],
  intelligence: ['Intelligence services'],
  business: ['Business'],
  individuals: ['Individuals'],
};

/** A sector as those who work in it. */
export function sectorIdentity(sector: Sector): StixObject {
  const [name, industry] = SECTORS[sector];
  return fixedObject(stixId('identity', 'sector', sector), {
    name,
    identity_class: 'class',
    sectors: listed(industry === undefined ? [] : [industry]),
  });
}
