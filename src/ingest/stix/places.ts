import { countryNamed } from '../../domain/countries.ts';
import type { Sector } from '../../domain/vocabulary.ts';
import { inQuotes, listed } from '../core/words.ts';
import type { End } from './links.ts';
import type { ObjectOf } from './schema.ts';
import { sectorsOf } from './sectors.ts';

/** The country of a location, when that is what it is. */
export function countryOf({ country, name }: ObjectOf<'location'>): string | undefined {
  return countryNamed(country?.toUpperCase() ?? '') ?? countryNamed(name ?? '');
}

/** A location in words. */
export function placeName(location: ObjectOf<'location'>): string {
  const { name, region, country } = location;
  return (name ?? countryOf(location) ?? region ?? country ?? 'a place without a name').slice(
    0,
    120,
  );
}

/** The sectors that an identity belongs to; those in its name, when it stands for a class of them. */
export function sectorsIn({
  sectors,
  identity_class,
  name,
}: ObjectOf<'identity'>): readonly Sector[] {
  return sectorsOf(identity_class === 'class' ? [...sectors, name] : sectors);
}

/** A party or place as the bundle describes it: its name, its sectors, its countries. */
export function endInWords(end: Exclude<End, { is: 'subject' }>): string {
  if (end.is === 'location') return placeName(end.object);
  const { name, sectors, x_cta_country: codes } = end.object;
  const countries = codes.map((code) => countryNamed(code) ?? code);
  const more = [
    ...(sectors.length === 0 ? [] : [`sectors: ${listed(sectors)}`]),
    ...(countries.length === 0 ? [] : [`countries: ${listed(countries)}`]),
  ].join('; ');
  return more === ''
    ? inQuotes(name.slice(0, 300))
    : `${inQuotes(name.slice(0, 300))} (${more.slice(0, 600)})`;
}
