import { cut, inQuotes } from '../core/words.ts';
import type { Attribution } from './schema.ts';

/** What the sentence of an attribution says. Texts may be empty. */
export interface Said {
  readonly block: Attribution;
  readonly country: string;
  readonly actor: string;
  readonly what: string;
  readonly by: string;
}

/** Who is named, with what else is said of them in brackets. */
function whom({ actor, country, what }: Said): string {
  const about = [
    ...(actor === '' || country === '' ? [] : [country]),
    ...(what === '' ? [] : [inQuotes(what)]),
  ];
  const name = actor === '' ? country : inQuotes(cut(actor, 400));
  return about.length === 0 ? name : `${name} (${about.join('; ')})`;
}

/** Who says whom to be behind the incident; empty where neither a group nor a country is named. */
export function sentence(said: Said, publisher: string, title: string): string {
  const { block, by, actor, country } = said;
  const isNamed = actor !== '' || country !== '';
  if (by !== '' && by === actor) {
    return `${inQuotes(cut(by, 400))} claims ${inQuotes(title)} for itself, as ${publisher} records.`;
  }
  if (by !== '') {
    const to = isNamed ? whom(said) : 'somebody';
    return `${cut(by, 400)} lays ${inQuotes(title)} to ${to}, as ${publisher} records.`;
  }
  if (!isNamed) return '';
  const { countryRole, role } = block;
  const isRecorded = block.by.length > 0 || block.basis.length > 0;
  if (isRecorded)
    return `${publisher} records an attribution of ${inQuotes(title)} to ${whom(said)}.`;
  if (countryRole === undefined || country === '') {
    return `${publisher} names ${whom(said)} as ${role} of ${inQuotes(title)}.`;
  }
  const sponsor = `${country} as ${countryRole}`;
  if (actor === '') return `${publisher} names ${sponsor} of ${inQuotes(title)}.`;
  const group = whom({ ...said, country: '' });
  return `${publisher} names ${sponsor} and ${group} as ${role} of ${inQuotes(title)}.`;
}

/** What a table tells in words where a name is expected. */
export function told(words: string, publisher: string, title: string): string {
  return `On who was behind ${inQuotes(title)}, ${publisher} writes: ${inQuotes(cut(words, 1000))}`;
}
