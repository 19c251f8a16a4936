import { readFileSync } from 'node:fs';
import { kev } from '../../../src/ingest/kev/kev.ts';
import { inputAt, inputOf } from '../../support/inputs.ts';
import { sharedData } from '../../support/shared-data.ts';
import { formatContract } from './format-contract.ts';

const entries = [1, 2, 3, 4].map((number) => ({
  cveID: `CVE-2024-100${number}`,
  vendorProject: 'Example',
  product: `Product ${number}`,
  vulnerabilityName: `Example Flaw ${number}`,
  dateAdded: '2024-05-01',
  shortDescription: `What is wrong, "${number}"`,
  requiredAction: 'Update.',
  dueDate: '2024-05-22',
  knownRansomwareCampaignUse: 'Unknown',
  notes: `https://example.com/${number}; https://example.org/all`,
}));
const columns = Object.keys(entries[0] ?? {});

function asJson(list: readonly object[]): string {
  return JSON.stringify({ title: 'Made up', count: list.length, vulnerabilities: list });
}

function asCsv(list: readonly Record<string, string>[]): string {
  const quoted = (text = '') => `"${text.replaceAll('"', '""')}"`;
  const rows = list.map((entry) => columns.map((column) => quoted(entry[column])).join(','));
  return `\uFEFF${[columns.join(','), ...rows].join('\r\n')}\r\n`;
}

const broken = entries.map((entry, at) => (at === 1 ? { ...entry, cveID: 'CVE-2024' } : entry));

const json = sharedData('cisa-kev/known_exploited_vulnerabilities.json');
const csv = sharedData('cisa-kev/known_exploited_vulnerabilities.csv');
const halfOf = (path: string) => {
  const whole = readFileSync(path);
  return inputOf({ half: whole.subarray(0, whole.length / 2) }, 'half');
};

formatContract('kev', kev, [
  {
    title: 'JSON',
    input: inputOf(asJson(entries)),
    broken: inputOf(asJson(broken)),
    truncated: inputOf(asJson(entries).slice(0, 700)),
  },
  {
    title: 'CSV',
    input: inputOf(asCsv(entries)),
    broken: inputOf(asCsv(broken)),
    truncated: inputOf(asCsv(entries).slice(0, 400)),
  },
  {
    title: 'the catalogue of August 2025 as JSON',
    input: json === undefined ? undefined : inputAt(json),
    ...(json !== undefined && { truncated: halfOf(json) }),
  },
  {
    title: 'the catalogue of August 2025 as CSV',
    input: csv === undefined ? undefined : inputAt(csv),
  },
]);
