import type { Format } from './core/format.ts';
import { csaf } from './csaf/csaf.ts';
import { cfr, csv, eurepoc } from './csv/csv.ts';
import { kev } from './kev/kev.ts';
import { microsoftNames } from './microsoft-names/microsoft-names.ts';
import { mispEvents } from './misp-events/misp-events.ts';
import { mispGalaxy } from './misp-galaxy/misp-galaxy.ts';
import { attack, stix } from './stix/stix.ts';
import { taxii } from './stix/taxii/taxii.ts';
import { vcdb } from './vcdb/vcdb.ts';

/** Every format that `tocsin import` reads. Adding one is its folder and its line here. */
export const FORMATS: readonly Format[] = [
  attack,
  csaf,
  kev,
  mispGalaxy,
  stix,
  taxii,
  vcdb,
  cfr,
  eurepoc,
  csv,
  microsoftNames,
  mispEvents,
];
