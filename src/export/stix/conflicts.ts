import type { Exported } from '../contents.ts';
import { catalogueId } from './fixed.ts';
import { type StixObject, stixObject } from './object.ts';
import type { Telling } from './telling.ts';

/** A point on which publications differ. */
export function conflictNote(conflict: Exported<'conflict'>, telling: Telling): StixObject {
  const { topic, sides, note, about } = conflict.body;
  const { contents, refTo } = telling;
  const refs = about.flatMap((id) => refTo(contents.find.subject(id, conflict.catalogue)) ?? []);
  const lines = sides.map(({ text }) => `- ${text}`).join('\n');
  return stixObject(telling.common(conflict), {
    abstract: `Publications differ: ${topic}`,
    content: [topic, lines, note].join('\n\n'),
    object_refs: refs.length > 0 ? [...new Set(refs)] : [catalogueId(conflict.catalogue)],
    labels: ['conflict'],
  });
}
