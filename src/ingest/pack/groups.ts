import type { ShapedFile } from './files.ts';
import type { Problem } from './problem.ts';
import type { Register } from './register.ts';
import type { PackClaim } from './schema.ts';

const TAKE_OFF = 'Name the group in "actors" of the claim that does, or take it off the list.';

/**
 * Claims that lay an incident to a group which the incident does not list. A group that does not
 * exist, in the claim or in the list, is left to the check of references: it is one mistake.
 */
export function checkGroups(file: ShapedFile, register: Register): Problem[] {
  return claimedGroups(file).flatMap(({ id, path }) => {
    if (file.kind !== 'incident') {
      const message = 'only a claim about an incident lays anything to a group';
      return [file.places.at(path, message, 'Remove "actors" from the claim.')];
    }
    const listed = file.content.actors;
    if (listed.includes(id) || ![id, ...listed].every((one) => register.has('actor', one)))
      return [];
    const message = `the incident does not list the group ${id}`;
    return [file.places.at(path, message, 'Add it to "actors" of the incident.')];
  });
}

/** What is no mistake but wants a source: groups of an incident to which no claim lays it. */
export function findBareLinks(file: ShapedFile): Problem[] {
  if (file.kind !== 'incident') return [];
  const claimed = new Set(claimedGroups(file).map(({ id }) => id));
  return file.content.actors.flatMap((id, index) => {
    if (claimed.has(id)) return [];
    return [file.places.at(['actors', index], `no claim lays the incident to ${id}`, TAKE_OFF)];
  });
}

function claimedGroups(file: ShapedFile): { id: string; path: PropertyKey[] }[] {
  if (!('claims' in file.content)) return [];
  const claims: readonly PackClaim[] = file.content.claims;
  return claims.flatMap(({ actors = [] }, index) =>
    actors.map((id, n) => ({ id, path: ['claims', index, 'actors', n] })),
  );
}
