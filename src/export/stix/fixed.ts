import { TLP_2_EXTENSION, TLP_2_MARKS, TOCSIN_EXTENSION } from '../../domain/stix-terms.ts';
import { Tlp } from '../../domain/vocabulary.ts';
import { stixId } from '../uuid.ts';
import { derived } from './extension.ts';
import { type StixObject, stixObject } from './object.ts';

/** When what is the same in every bundle was laid down; a change of any of it needs another `modified`. */
const LAID_DOWN = new Date('2026-11-26T00:00:00Z');
/** When OASIS made the marking definitions of TLP 2.0. */
const TLP_2_MADE = '2022-10-01T00:00:00.000Z';

const TOCSIN = stixId('identity', 'tocsin');

/** The marking definitions up to a ceiling, each as OASIS published it. */
export function* marksUpTo(ceiling: Tlp): Iterable<StixObject> {
  for (const level of Tlp.options.slice(0, Tlp.options.indexOf(ceiling) + 1)) {
    yield {
      type: 'marking-definition',
      spec_version: '2.1',
      id: TLP_2_MARKS[level],
      created: TLP_2_MADE,
      name: `TLP:${level}`,
      extensions: {
        [TLP_2_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: level.toLowerCase() },
      },
    };
  }
}

/** An object that every bundle of every Tocsin has alike: its content follows from its id. */
export function fixedObject(id: string, properties: object): StixObject {
  const common = { id, created: LAID_DOWN, modified: LAID_DOWN, mark: 'CLEAR' as const };
  return stixObject({ ...common, by: TOCSIN, extensions: derived('tocsin') }, properties);
}

/** Who makes the objects, and what Tocsin's extension holds. */
export function* makers(): Iterable<StixObject> {
  yield fixedObject(TOCSIN, {
    name: 'Tocsin',
    description:
      'A bot that answers about publicly disclosed state-sponsored cyber incidents, each fact with its source. It relays what others say, and attributes nothing itself.',
    identity_class: 'system',
  });
  const { extensions: _, ...definition } = fixedObject(TOCSIN_EXTENSION, {
    name: 'Tocsin record',
    description:
      'The record of a Tocsin catalogue that an object was made from, so that a Tocsin that reads the object has the very same record.',
    schema: [
      'role: record (the object carries a record), named (it stands for a record that is not handed over), derived (it follows from a record or is the same in every bundle), disclosure (an item that was told to channels).',
      'catalogue, kind, record_id, revision, recorded_at: which record, and which revision of it.',
      'tlp: who may see it, as Tocsin marked the object.',
      'record: the record as JSON text, because STIX has neither null nor empty lists.',
      'open: the record as everybody may see it, as JSON text, where that is less.',
      'sources: the source records of the same catalogue that it rests on, each as JSON text.',
      'derived_from: for role derived, what it follows from.',
      'disclosure: for role disclosure, the item as JSON text.',
    ].join(' '),
    version: '1.0.0',
    extension_types: ['property-extension'],
  });
  yield definition as StixObject;
}

/** Who made the objects of a catalogue's records. */
export function catalogueIdentity(catalogue: string, carried: object | undefined): StixObject {
  const object = fixedObject(catalogueId(catalogue), {
    name: `Tocsin, catalogue ${catalogue}`,
    description: `The body of records that this Tocsin keeps as ${catalogue}.`,
    identity_class: 'system',
  });
  return carried === undefined ? object : { ...object, extensions: carried };
}

export function catalogueId(catalogue: string): string {
  return stixId('identity', 'catalogue', catalogue);
}
