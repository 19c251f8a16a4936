import type { Format } from '../core/format.ts';
import { objectsIn } from './bundle.ts';
import { CARRIED_OPTIONS } from './carried.ts';
import { recordsIn } from './convert.ts';
import { ATTACK, STIX } from './dialect.ts';
import { ORIGIN_OPTIONS, originOf } from './origin.ts';

/** Any STIX 2.0 or 2.1 bundle: https://docs.oasis-open.org/cti/stix/v2.1/stix-v2.1.html */
export const stix: Format = {
  name: 'stix',
  about: 'a STIX 2.0 or 2.1 bundle, or a folder of them',
  catalogue: 'stix',
  options: { ...ORIGIN_OPTIONS, ...CARRIED_OPTIONS },
  read(input, reading) {
    const origin = originOf(input, reading);
    return recordsIn(objectsIn(input, reading), { dialect: STIX, origin, reading });
  },
};

/** MITRE ATT&CK's groups and campaigns, as https://github.com/mitre-attack/attack-stix-data has them. */
export const attack: Format = {
  name: 'attack',
  about: 'MITRE ATT&CK, a STIX bundle for each of its domains',
  catalogue: 'attack',
  options: ORIGIN_OPTIONS,
  read(input, reading) {
    const origin = originOf(input, reading);
    return recordsIn(objectsIn(input, reading), { dialect: ATTACK, origin, reading });
  },
};
