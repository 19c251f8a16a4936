import { TLP_2_EXTENSION, TLP_2_MARKS } from '../../domain/stix-terms.ts';
import { Tlp } from '../../domain/vocabulary.ts';
import type { Common, ObjectOf } from './schema.ts';

/**
 * What stands where a mark is not understood, or its definition is not there: nobody knows who may see
 * it, so nobody may.
 */
export const UNREADABLE: Tlp = 'RED';

/** STIX 2.1, section 7.2.1.4: the four of TLP 1.0, which a bundle need not carry. */
const TLP_1: Readonly<Record<string, Tlp>> = {
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'CLEAR',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'GREEN',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'AMBER',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'RED',
};

/** MITRE's copyright notice, which copies of ATT&CK objects refer to without carrying it. */
const MITRE_STATEMENT = 'marking-definition--fa42a846-8d90-4e51-bc29-71d5b4802168';

export const WELL_KNOWN_MARKS: ReadonlyMap<string, Tlp> = new Map([
  ...Object.entries(TLP_1),
  ...Tlp.options.map((level) => [TLP_2_MARKS[level], level] as const),
  [MITRE_STATEMENT, 'CLEAR'],
]);

function levelNamed(words: unknown): Tlp | undefined {
  if (typeof words !== 'string') return undefined;
  const level = words
    .trim()
    .toUpperCase()
    .replace(/^TLP:/, '')
    .replace(/^WHITE$/, 'CLEAR');
  return Tlp.options.find((one) => one === level);
}

/**
 * Who a marking definition lets see what it marks. A statement, such as a copyright notice, limits
 * nobody; anything that is neither that nor TLP is not understood.
 */
export function levelOf(definition: ObjectOf<'marking-definition'>): Tlp {
  const known = WELL_KNOWN_MARKS.get(definition.id);
  if (known !== undefined) return known;
  const { definition_type: type, definition: body, extensions } = definition;
  const extension = extensions?.[TLP_2_EXTENSION];
  if (extension !== undefined) return levelNamed(extension.tlp_2_0) ?? UNREADABLE;
  if (type?.toLowerCase() === 'tlp') {
    return levelNamed(body?.tlp ?? body?.TLP) ?? UNREADABLE;
  }
  return type?.toLowerCase() === 'statement' ? 'CLEAR' : UNREADABLE;
}

/** The one that admits the fewest. */
export function strictest(levels: readonly Tlp[]): Tlp {
  return levels.reduce<Tlp>(
    (a, b) => (Tlp.options.indexOf(b) > Tlp.options.indexOf(a) ? b : a),
    'CLEAR',
  );
}

/**
 * Ids of the marks on an object. One on a part of it counts for the whole: what is made of an object
 * does not keep its parts apart.
 */
export function markRefs({ object_marking_refs, granular_markings }: Common): readonly string[] {
  return [
    ...object_marking_refs,
    ...granular_markings.flatMap(({ marking_ref }) => marking_ref ?? []),
  ];
}
