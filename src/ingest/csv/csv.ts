import { TocsinError } from '../../shared/errors.ts';
import { CitedPages } from '../core/cited.ts';
import type { Candidate, Format, Reading } from '../core/format.ts';
import { sourceId } from '../core/ids.ts';
import type { Input } from '../core/input.ts';
import { Groups } from './actors.ts';
import { candidates, idOf, sharedCandidates } from './convert.ts';
import type { Plan } from './frame.ts';
import { checkColumns, type LoadedMapping } from './mapping.ts';
import { mappingNamed, preset } from './presets.ts';
import { Mapping } from './schema.ts';
import { readTable, type Table } from './table.ts';
import { Cells } from './values.ts';

const ENCODING = 'how letters are written: utf-8, latin-1 or utf-16le';

function encodingOf(reading: Reading, mapping: Mapping): Mapping['encoding'] {
  const asked = reading.options.encoding;
  if (asked === undefined || asked === '') return mapping.encoding;
  const { data } = Mapping.shape.encoding.safeParse(asked.toLowerCase());
  if (data !== undefined) return data;
  throw new TocsinError(`the encoding "${asked}" is not known`, {
    code: 'csv.encoding',
    fault: 'user',
    remedy: 'Write utf-8, latin-1 or utf-16le.',
  });
}

async function* read(
  input: Input,
  reading: Reading,
  loaded: LoadedMapping,
): AsyncGenerator<Candidate> {
  const { mapping } = loaded;
  const { delimiter } = mapping;
  const encoding = encodingOf(reading, mapping);
  const table = await readTable(input, { delimiter, encoding }, reading);
  try {
    checkColumns(loaded, table.columns);
    yield* records(table, mapping, reading);
  } finally {
    table.close();
  }
}

async function* records(
  { columns, rows }: Table,
  mapping: Mapping,
  reading: Reading,
): AsyncGenerator<Candidate> {
  const itself = sourceId(mapping.url);
  const plan: Plan = {
    mapping,
    reading,
    cells: new Cells(mapping, columns),
    pages: new CitedPages(mapping.publisher),
    groups: new Groups(mapping.publisher, itself),
    own: new Set([itself]),
  };
  const seen = new Map<string, number>();
  const isOwnId = typeof mapping.incident.id === 'string';
  for await (const row of rows) {
    reading.signal.throwIfAborted();
    const id = idOf(plan, row);
    if (id === undefined) {
      reading.skip({ reason: 'no id', where: `line ${row.line}` });
      continue;
    }
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    if (count > 1 && isOwnId) {
      reading.skip({ reason: 'the id occurs twice', where: `line ${row.line}`, detail: id });
      continue;
    }
    // Rows that nothing tells apart are still two rows of the table.
    if (count > 1) reading.note('a row that its id columns do not tell from another');
    yield* candidates(plan, row, count === 1 ? id : `${id}-${count}`);
  }
  yield* sharedCandidates(plan);
}

/** Any table of incidents, with a mapping that says what its columns mean. */
export const csv: Format = {
  name: 'csv',
  about: 'a table of incidents, with a mapping that says what its columns mean',
  catalogue: 'csv',
  options: {
    mapping: 'a YAML file beside the table, or a preset: cfr, eurepoc',
    encoding: ENCODING,
  },
  async *read(input, reading) {
    yield* read(input, reading, await mappingNamed(reading.options.mapping, input));
  },
};

/** The table that https://www.cfr.org/cyber-operations/ offers for download. */
export const cfr: Format = {
  name: 'cfr',
  about: "the Council on Foreign Relations' Cyber Operations Tracker (CSV)",
  catalogue: 'cfr',
  options: { encoding: ENCODING },
  async *read(input, reading) {
    yield* read(input, reading, await preset('cfr'));
  },
};

/** The global dataset that https://eurepoc.eu/databases/ offers for download. */
export const eurepoc: Format = {
  name: 'eurepoc',
  about: 'the European Repository of Cyber Incidents, global dataset (CSV)',
  catalogue: 'eurepoc',
  options: { encoding: ENCODING },
  async *read(input, reading) {
    yield* read(input, reading, await preset('eurepoc'));
  },
};
