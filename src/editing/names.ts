import type { CommandContext } from '../command/context.ts';
import { nearestWords } from '../command/nearest.ts';
import { pick } from '../command/pick.ts';
import { RecordId, Sector } from '../domain/vocabulary.ts';
import type { NameMatch } from '../knowledge/knowledge.ts';
import { TocsinError } from '../shared/errors.ts';

type View = Pick<CommandContext, 'knowledge'>;

/** The word that empties a field. */
export const NONE = 'none';

export function refusal(message: string, remedy: string): TocsinError {
  return new TocsinError(message, { code: 'editing.refused', fault: 'user', remedy });
}

/** What was given between commas; nothing for `none`. */
export function listed(given: string): string[] {
  const items = given.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '' && item.toLowerCase() !== NONE);
}

function ids(matches: readonly NameMatch[]): string {
  return matches.map(({ label, id }) => `${label} (${id})`).join(', ');
}

/**
 * The id of the one record that a name leads to.
 * @throws TocsinError when it leads to none or to several, or to one without a plain id
 */
export function idOf(given: string, kind: 'actor' | 'incident', { knowledge }: View): string {
  const what = kind === 'actor' ? 'group' : 'incident';
  const picked = pick(given, [kind], knowledge);
  if (picked.is === 'one') {
    const { id } = picked.subject.record;
    if (RecordId.safeParse(id).success) return id;
    throw refusal(
      `“${given}” is in a catalogue whose records cannot be named here.`,
      'Name one of the built-in records.',
    );
  }
  if (picked.is === 'several') {
    throw refusal(
      `“${given}” leads to several records: ${ids(picked.matches)}.`,
      'Give the id of the one that is meant.',
    );
  }
  if (picked.is === 'group') {
    throw refusal(
      `“${given}” is a group, not an incident.`,
      'Name an incident, and the group after actors:.',
    );
  }
  const near = picked.near.length === 0 ? '' : ` Close to it: ${ids(picked.near)}.`;
  throw refusal(
    `No ${what} is called “${given}” here.${near}`,
    `Give a name or an id that is known, or leave ${what === 'group' ? 'actors' : 'incident'}: out.`,
  );
}

/** @throws TocsinError for a word that is no sector */
export function sectorOf(given: string): Sector {
  const word = given.toLowerCase().replaceAll(' ', '-');
  const found = Sector.safeParse(word);
  if (found.success) return found.data;
  const [near] = nearestWords(word, Sector.options);
  const hint = near === undefined ? '' : ` The closest is ${near}.`;
  throw refusal(`“${given}” is no sector.${hint}`, `Sectors are ${Sector.options.join(', ')}.`);
}

/**
 * A claim's id: whole, or its own name within the incident.
 * @throws TocsinError when there is no such claim
 */
export function claimOf(given: string, incident: string | undefined, { knowledge }: View) {
  const id = given.toLowerCase();
  const found = knowledge.claim(id) ?? knowledge.claim(`${incident}.${id}`);
  if (found !== undefined) return found;
  throw refusal(
    `No claim has the id “${given}” here.`,
    'Take the id from the foot of the claim’s card.',
  );
}
