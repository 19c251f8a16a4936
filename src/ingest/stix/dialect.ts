import type { PartialDate } from '../../domain/partial-date.ts';
import { RecordId } from '../../domain/vocabulary.ts';
import { hashId } from '../core/ids.ts';
import { dayOf, monthOf } from './dates.ts';
import { attackIdIn } from './references.ts';
import type { Common } from './schema.ts';

/** In what one producer's bundles differ from STIX as such. */
export interface Dialect {
  /** Who says what its objects say, whatever identity made them. Undefined: that identity. */
  readonly by: string | undefined;
  /** Id of the record of a group or campaign. */
  idOf(object: Common): string;
  /** The date in a timestamp of when something was seen. */
  seenOn(timestamp: string | null | undefined): PartialDate | undefined;
}

/** Leaves room for the names of claims. */
const MOST_LETTERS = 60;

/** `intrusion-set--0a1b…` as the id of a record: `intrusion-set-0a1b…`. */
export function recordIdOf(id: string): string {
  const plain = id.toLowerCase().replace('--', '-');
  const isUsable = plain.length <= MOST_LETTERS && RecordId.safeParse(plain).success;
  return isUsable ? plain : hashId('stix', id);
}

export const STIX: Dialect = {
  by: undefined,
  idOf: ({ id }) => recordIdOf(id),
  seenOn: dayOf,
};

/** https://github.com/mitre-attack/attack-stix-data/blob/master/USAGE.md */
export const ATTACK: Dialect = {
  by: 'MITRE ATT&CK',
  /** `G0059`, `C0001`: what the catalogue itself calls it. */
  idOf({ id, external_references: references }) {
    const [own] = references.flatMap((reference) => attackIdIn(reference) ?? []);
    const found = RecordId.safeParse(own?.toLowerCase()).data;
    return found ?? recordIdOf(id);
  },
  seenOn: monthOf,
};
