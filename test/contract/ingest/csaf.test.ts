import { csaf } from '../../../src/ingest/csaf/csaf.ts';
import { inputAt, inputOf } from '../../support/inputs.ts';
import { sharedData } from '../../support/shared-data.ts';
import { csafText } from '../../unit/ingest/csaf/document.ts';
import { formatContract } from './format-contract.ts';

const cisa = sharedData('cisa-csaf/csaf_files');
const oasis = sharedData('oasis-csaf/csaf_2.0/test/validator/data');
const files = {
  '2024/a.json': csafText('EX-1'),
  '2024/b.json': csafText('EX-2'),
  '2025/c.json': csafText('EX-3'),
  'index.txt': '2024/a.json\n2024/b.json\n2025/c.json',
};

formatContract('csaf', csaf, [
  {
    title: 'a folder',
    input: inputOf(files),
    broken: inputOf({ ...files, '2024/b.json': '{"document": {"title":' }),
  },
  {
    title: 'a document',
    input: inputOf(csafText('EX-1')),
    truncated: inputOf(csafText('EX-1').slice(0, 200)),
  },
  {
    title: 'advisories of CISA',
    input: cisa === undefined ? undefined : inputAt(cisa),
  },
  {
    title: 'the test files of the standard',
    input: oasis === undefined ? undefined : inputAt(oasis),
  },
]);
