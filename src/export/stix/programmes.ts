import type { Exported } from '../contents.ts';
import { type StixObject, stixObject } from './object.ts';
import type { Telling } from './telling.ts';

/** A standing service that incidents refer to. */
export function programmeIdentity(programme: Exported<'programme'>, telling: Telling): StixObject {
  const { label, operator, names } = programme.body;
  const others = names.filter((name) => name !== label);
  const called = others.length === 0 ? '' : ` Also called: ${others.join(', ')}.`;
  return stixObject(telling.common(programme), {
    name: label,
    description: `A service of ${operator}.${called}`,
    identity_class: 'system',
  });
}
