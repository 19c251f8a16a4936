import type { Tlp } from './vocabulary.ts';

/**
 * The marking definitions of TLP 2.0 as OASIS published them,
 * https://github.com/oasis-open/cti-stix-common-objects, `extension-definition-specifications/tlp-2.0`.
 */
export const TLP_2_MARKS: Readonly<Record<Tlp, string>> = {
  CLEAR: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  GREEN: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  AMBER: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'AMBER+STRICT': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  RED: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};

export const TLP_2_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

/**
 * The STIX extension by which an object that Tocsin wrote carries the record it was made from; see
 * docs/exporting.md.
 */
export const TOCSIN_EXTENSION = 'extension-definition--fcb374c7-3a29-4679-86e5-f732a04ee16f';
