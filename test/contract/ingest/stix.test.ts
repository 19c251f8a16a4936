import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Input } from '../../../src/ingest/core/input.ts';
import { SCHEMAS } from '../../../src/ingest/stix/schema.ts';
import { attack, stix } from '../../../src/ingest/stix/stix.ts';
import { taxii } from '../../../src/ingest/stix/taxii/taxii.ts';
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

/** A collection on one page, held in memory. */
const inMemory: Input = {
  name: 'https://taxii.example/api/collections/one/',
  is: 'address',
  async open(url) {
    const isPage = url !== undefined && new URL(url).pathname.endsWith('/objects/');
    const body = isPage ? { objects } : { id: 'one', title: 'One', can_read: true };
    const text = Buffer.from(JSON.stringify(body));
    const headers = { 'content-type': 'application/taxii+json;version=2.1' };
    return { bytes: Readable.from([text]), size: text.length, headers };
  },
  list: () => Promise.reject(new Error('an address has no list')),
};

formatContract('taxii', taxii, [
  {
    title: 'a collection',
    input: inMemory,
    opens: [
      `${inMemory.name}objects/?match%5Btype%5D=${Object.keys(SCHEMAS).join('%2C')}&limit=1000`,
    ],
  },
]);
