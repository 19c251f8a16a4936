import { Temporal } from 'temporal-polyfill';

/** A zone in its own spelling, whatever the case it was written in; undefined when there is none. */
function zoneOf(name: string): string | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Zones of a city. Names that replaced others, such as Kyiv, are known only when they are tried. */
function zonesOfCity(city: string): string[] {
  const all = Intl.supportedValuesOf('timeZone');
  const regions = new Set(all.map((zone) => zone.slice(0, Math.max(zone.lastIndexOf('/'), 0))));
  return [...regions].flatMap((region) => zoneOf(`${region}/${city}`) ?? []);
}

/**
 * The time zone that somebody means by its name or by its city's: `europe/berlin`, `Berlin`, `New York`,
 * `UTC`. Undefined for the name of none, and of several.
 */
export function zoneNamed(given: string): string | undefined {
  const name = given.trim().replaceAll(/\s+/g, '_');
  if (name === '') return undefined;
  const exact = zoneOf(name);
  if (exact !== undefined) return exact;
  const cities = zonesOfCity(name);
  return cities.length === 1 ? cities[0] : undefined;
}
