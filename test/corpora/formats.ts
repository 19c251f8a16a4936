import { join } from 'node:path';
import { fileInput } from '../../src/ingest/core/file-input.ts';
import { readInto } from '../../src/ingest/core/read-into.ts';
import type { Counted } from '../../src/ingest/core/tally.ts';
import { FORMATS } from '../../src/ingest/formats.ts';

/** A third-party file or folder that a format claims to read, by its path under the corpora. */
interface Claimed {
  readonly format: string;
  readonly path: string;
  readonly options?: Readonly<Record<string, string>>;
}

const PLAYBOOKS = { url: 'https://github.com/pan-unit42/playbook_viewer' };
const REPORTS = { url: 'https://github.com/AmnestyTech/investigations' };
const EXAMPLES = { url: 'https://github.com/oasis-open/cti-stix2-json-schemas' };

const CLAIMED: readonly Claimed[] = [
  { format: 'misp-galaxy', path: 'misp-galaxy' },
  { format: 'microsoft-names', path: 'microsoft-naming/MicrosoftMapping.2025-04-25.f5f9490.json' },
  { format: 'microsoft-names', path: 'microsoft-naming/MicrosoftMapping.2026-07-17.4ee779d.json' },
  { format: 'attack', path: 'attack-stix/enterprise-attack-17.1-actors.stix20.json' },
  { format: 'attack', path: 'attack-stix/ics-attack-17.1.stix21.json' },
  { format: 'stix', path: 'stix21/examples', options: EXAMPLES },
  { format: 'stix', path: 'unit42-playbooks', options: PLAYBOOKS },
  { format: 'stix', path: 'stix21-reports/amnesty', options: REPORTS },
  { format: 'stix', path: 'stix21-reports/mvt', options: REPORTS },
  { format: 'stix', path: 'stix-validator-examples/v20', options: EXAMPLES },
  { format: 'kev', path: 'cisa-kev/known_exploited_vulnerabilities.json' },
  { format: 'kev', path: 'cisa-kev/known_exploited_vulnerabilities.csv' },
  { format: 'csaf', path: 'cisa-csaf/csaf_files' },
  { format: 'csaf', path: 'oasis-csaf/csaf_2.0/test/validator/data' },
  { format: 'vcdb', path: 'vcdb' },
  { format: 'misp-events', path: 'misp-events/eset' },
];

export interface ReadFormat {
  readonly format: string;
  readonly path: string;
  readonly records: number;
  readonly skipped: number;
  /** Why things were passed over, the most frequent first. */
  readonly reasons: readonly Counted[];
  /** What ended it; undefined when it was read to its end. */
  readonly error: string | undefined;
}

async function readOne(
  root: string,
  { format: name, path, options = {} }: Claimed,
): Promise<ReadFormat> {
  const at = { format: name, path };
  const nothing = { ...at, records: 0, skipped: 0, reasons: [] };
  const format = FORMATS.find((one) => one.name === name);
  if (format === undefined) return { ...nothing, error: 'there is no such format' };
  try {
    const { records, skipped } = await readInto({
      ...{ format, options, now: new Date(), cursor: undefined },
      input: await fileInput(join(root, path)),
      batch: { add: async () => [] },
      signal: AbortSignal.timeout(60_000),
    });
    return {
      ...at,
      records,
      skipped: skipped.total,
      reasons: skipped.list(),
      error: undefined,
    };
  } catch (error) {
    return { ...nothing, error: String((error as Error)?.message ?? error) };
  }
}

/** Reads all that the formats claim to read, without keeping any of it. */
export async function readFormats(root: string): Promise<readonly ReadFormat[]> {
  const read: ReadFormat[] = [];
  for (const claimed of CLAIMED) read.push(await readOne(root, claimed));
  return read;
}
