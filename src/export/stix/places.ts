import { countryCode, countryNamed } from '../../domain/countries.ts';
import { fixedObject } from './fixed.ts';
import { stixId } from '../uuid.ts';
import type { StixObject } from './object.ts';

/** A country; undefined for what is none that ISO 3166 knows, as STIX asks for its code. */
export function locationOf(country: string | undefined): StixObject | undefined {
  const code = country === undefined ? undefined : countryCode(country);
  if (code === undefined) return undefined;
  return fixedObject(stixId('location', code), { name: countryNamed(code), country: code });
}
