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

/** The five of TLP 2.0, https://github.com/oasis-open/cti-stix-common-objects, `tlp-2.0`. */
const TLP_2: Readonly<Record<string, Tlp>> = {
  'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487': 'CLEAR',
  'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb': 'GREEN',
  'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421': 'AMBER',
  'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003': 'AMBER+STRICT',
  'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1': 'RED',
};
const TLP_2_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

/** MITRE's copyright notice, which copies of ATT&CK objects refer to without carrying it. */
const MITRE_STATEMENT = 'marking-definition--fa42a846-8d90-4e51-bc29-71d5b4802168';

export const WELL_KNOWN_MARKS: ReadonlyMap<string, Tlp> = new Map([
  ...Object.entries({ ...TLP_1, ...TLP_2 }),
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
