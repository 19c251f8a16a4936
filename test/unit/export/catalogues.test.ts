import { describe, expect, test } from 'vitest';
import { stix as format } from '../../../src/export/stix/stix.ts';
import type { Format } from '../../../src/ingest/core/format.ts';
import { microsoftNames } from '../../../src/ingest/microsoft-names/microsoft-names.ts';
import { mispGalaxy } from '../../../src/ingest/misp-galaxy/misp-galaxy.ts';
import { attack, stix } from '../../../src/ingest/stix/stix.ts';
import { exported, hashesOf, imported } from '../../support/exporting.ts';
import { asRevisions } from '../../support/generate.ts';
import { inputAt } from '../../support/inputs.ts';
import { sharedData } from '../../support/shared-data.ts';
import { stixCheck } from '../../support/stix-schemas.ts';

const CATALOGUES: readonly (readonly [Format, string])[] = [
  [mispGalaxy, 'misp-galaxy/clusters/microsoft-activity-group.json'],
  [attack, 'attack-stix/ics-attack-17.1.stix21.json'],
  [microsoftNames, 'microsoft-naming/MicrosoftMapping.2026-07-17.4ee779d.json'],
];
const check = stixCheck();
const there = CATALOGUES.flatMap(([one, path]) => {
  const place = sharedData(path);
  return check === undefined || place === undefined ? [] : [{ ...one, place, format: one }];
});

describe.skipIf(there.length < CATALOGUES.length)(
  'what others publish, passed on (needs ../shared/data)',
  () => {
    test.each(there)(
      '$name is accepted by the schemas of OASIS and comes back as it was',
      async ({ format: from, place, catalogue }) => {
        const { drafts } = await imported(from, inputAt(place));
        const text = exported(format, asRevisions(drafts, catalogue));
        expect(JSON.parse(text).objects.flatMap(check!)).toEqual([]);
        const back = await imported(stix, text);
        expect(hashesOf(back.drafts)).toEqual(hashesOf(drafts));
      },
    );
  },
);
