import type { RelationKind } from '../../domain/vocabulary.ts';
import type { Reading } from '../core/format.ts';
import { hashId } from '../core/ids.ts';
import { inQuotes } from '../core/words.ts';
import { type ClaimInput, type Group, ownClaim } from './group.ts';
import { CATALOGUE } from './names.ts';
import { Related } from './schema.ts';

interface Sort {
  readonly kind: RelationKind;
  readonly says: (group: string, other: string) => string;
}

/**
 * Sorts as in https://github.com/MISP/misp-objects/blob/main/relationships/definition.json. That two are
 * `similar`, however likely, never makes them one.
 */
const SORTS: Readonly<Record<string, Sort>> = {
  similar: { kind: 'overlaps', says: (group, other) => `holds ${group} to be similar to ${other}` },
  overlaps: {
    kind: 'overlaps',
    says: (group, other) => `holds that ${group} overlaps with ${other}`,
  },
  'part-of': { kind: 'part-of', says: (group, other) => `holds ${group} to be part of ${other}` },
  uses: { kind: 'reported-link', says: (group, other) => `holds that ${group} uses ${other}` },
};

function linked(group: string, other: string): string {
  return `links ${group} with ${other}`;
}

/** Of `estimative-language:likelihood-probability="very-likely"`: very likely. */
const LIKELIHOOD = /^estimative-language:likelihood-probability="([a-z-]{1,60})"$/;

function confidenceOf({ tags = [] }: Related): string | undefined {
  const words = tags.flatMap((tag) => LIKELIHOOD.exec(tag)?.[1]?.replaceAll('-', ' ') ?? []);
  return words.length === 0 ? undefined : [...new Set(words)].join(', ');
}

/** The relations of a group to others that were read; those that lead elsewhere are counted. */
export function relationsOf(
  group: Group,
  groups: ReadonlyMap<string, Group>,
  reading: Reading,
): readonly ClaimInput[] {
  const claims = (group.cluster.related ?? []).flatMap((entry) => {
    const related = Related.safeParse(entry).data;
    if (related === undefined) {
      reading.note('relation that is not sound');
      return [];
    }
    const other = groups.get(related['dest-uuid']);
    if (other === undefined) {
      reading.note(`a relation to something that was not read: ${related.type.slice(0, 40)}`);
      return [];
    }
    if (other.id === group.id) {
      reading.note('relation of a group to itself');
      return [];
    }
    const sort = SORTS[related.type];
    // The same name often stands in both galaxies.
    const name =
      other.galaxy === group.galaxy
        ? other.label
        : `${other.label} of its galaxy ${inQuotes(other.galaxy)}`;
    const confidence = confidenceOf(related);
    return [
      ownClaim(group, hashId('relation', `${related.type} ${other.id}`), {
        kind: 'relation',
        text: `${CATALOGUE} ${(sort?.says ?? linked)(group.label, name)}.`,
        relation: { kind: sort?.kind ?? 'reported-link', actor: other.id },
        ...(confidence !== undefined && { confidence }),
      }),
    ];
  });
  return [...new Map(claims.map((claim) => [claim.id, claim])).values()];
}
