import { readFileSync } from 'node:fs';
import { attack, stix } from '../../../src/ingest/stix/stix.ts';
import { inputAt, inputOf } from '../../support/inputs.ts';
import { sharedData } from '../../support/shared-data.ts';
import { bundleOf, relationship, stixId, stixObject } from '../../support/stix.ts';
import { formatContract } from './format-contract.ts';

const page = { source_name: 'Example', url: 'https://example.com/report' };
const objects = [
  ...[1, 2, 3].map((n) =>
    stixObject('intrusion-set', { name: `Group ${n}`, external_references: [page] }, n),
  ),
  stixObject('campaign', { name: 'Operation', external_references: [page] }),
  relationship(stixId('campaign'), 'attributed-to', stixId('intrusion-set', 3)),
];
const broken = objects.map((one, at) => (at === 1 ? { ...one, name: 7 } : one));
const whole = bundleOf(...objects);

/** Third-party bundles, which name no address of their own. */
function corpus(path: string, url: string) {
  const there = sharedData(path);
  const input = there === undefined ? undefined : inputAt(there);
  return { title: path, input, options: { url } };
}

formatContract('stix', stix, [
  {
    title: 'a bundle',
    input: inputOf(whole),
    broken: inputOf(bundleOf(...broken)),
    truncated: inputOf(whole.slice(0, 900)),
  },
  { title: 'a folder of bundles', input: inputOf({ 'a.json': whole, 'b.stix2': whole, c: '' }) },
  corpus('stix21/examples', 'https://github.com/oasis-open/cti-stix2-json-schemas'),
  corpus('unit42-playbooks', 'https://github.com/pan-unit42/playbook_viewer'),
]);

const industrial = sharedData('attack-stix/ics-attack-17.1.stix21.json');

formatContract('attack', attack, [
  {
    title: 'industrial control systems, STIX 2.1',
    input: industrial === undefined ? undefined : inputAt(industrial),
    ...(industrial !== undefined && {
      truncated: inputOf({ half: readFileSync(industrial).subarray(0, 1_000_000) }, 'half'),
    }),
  },
]);
