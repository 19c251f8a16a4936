import { TLP_2_MARKS } from '../../domain/stix-terms.ts';
import type { Tlp } from '../../domain/vocabulary.ts';

/** An object of STIX 2.1. What is undefined in it is not written. */
export type StixObject = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly id: string;
};

/** What every object has. */
export interface Common {
  readonly id: string;
  readonly created: Date;
  readonly modified: Date;
  /** Who made the object. */
  readonly by: string;
  readonly mark: Tlp;
  /** Of Tocsin's extension. */
  readonly extensions: object;
  readonly references?: readonly object[];
}

/** A list, unless nothing is in it: STIX 2.1 has no empty ones (section 2.9). */
export function listed<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}

export function stixObject(common: Common, properties: object): StixObject {
  const { id, by, created, modified, mark, references = [], extensions } = common;
  return {
    type: id.slice(0, id.indexOf('--')),
    spec_version: '2.1',
    id,
    created_by_ref: by,
    created: created.toISOString(),
    modified: modified.toISOString(),
    ...properties,
    external_references: listed(references),
    object_marking_refs: [TLP_2_MARKS[mark]],
    extensions,
  };
}
