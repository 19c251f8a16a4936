import type { ActorName } from '../../domain/actor.ts';
import type { Exported } from '../contents.ts';
import { listed, type StixObject, stixObject } from './object.ts';
import type { Telling } from './telling.ts';

/** A group, as one catalogue describes it: one and the same in two catalogues is two objects. */
export function intrusionSet(actor: Exported<'actor'>, telling: Telling): StixObject {
  const { label, names, description } = actor.body;
  const aliases = names.filter(({ kind, name }) => kind === 'name' && name !== label);
  return stixObject(telling.common(actor), {
    name: label,
    aliases: listed([...new Set(aliases.map(({ name }) => name))]),
    description: [
      ...(description === undefined ? [] : [description.text]),
      ['Who uses which name:', ...names.map(nameLine)].join('\n'),
    ].join('\n\n'),
  });
}

function nameLine({ name, usedBy, period, kind, note }: ActorName): string {
  const what = kind === 'name' ? [] : [kind === 'partial' ? 'for a part of it' : 'a misspelling'];
  const whose = [usedBy.join(', '), ...(period === undefined ? [] : [period]), ...what].join('; ');
  return `- ${name}: ${whose}${note === undefined ? '' : `. ${note}`}`;
}
