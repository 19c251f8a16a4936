import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { TocsinError } from '../../shared/errors.ts';
import type { Candidate, Format, Reading } from '../core/format.ts';
import type { Input } from '../core/input.ts';
import { arrayIn } from '../core/json.ts';
import { peek } from '../core/peek.ts';
import { convertEntry } from './convert.ts';
import { KevEntry } from './schema.ts';

/** Longest row that is read, in bytes; the longest there is has under 3,000. */
const MOST_ROW = 256 * 1024;

/** The catalogue of the US Cybersecurity and Infrastructure Security Agency, as JSON or CSV. */
export const kev: Format = {
  name: 'kev',
  about: 'CISA’s Known Exploited Vulnerabilities, as JSON or CSV',
  catalogue: 'cisa-kev',
  async *read(input, reading) {
    let entries = 0;
    for await (const { where, value } of entriesOf(input)) {
      entries += 1;
      yield* readEntry(value, where, reading);
    }
    if (entries === 0) throw noCatalogue(input.name);
  },
};

interface Entry {
  readonly where: string;
  readonly value: unknown;
}

async function* entriesOf(input: Input): AsyncGenerator<Entry> {
  const { first, bytes } = await peek((await input.open()).bytes);
  if (first !== '{') {
    yield* rowsOf(bytes, input.name);
    return;
  }
  for await (const { index, value } of arrayIn(bytes, 'vulnerabilities', input.name)) {
    yield { where: `vulnerabilities[${index}]`, value };
  }
}

async function* rowsOf(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Entry> {
  const rows = parse({
    bom: true,
    columns: true,
    info: true,
    max_record_size: MOST_ROW,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  // Ends the rows with the error, which is thrown below.
  pipeline(Readable.from(bytes), rows).catch(() => {});
  try {
    for await (const { record, info } of rows as AsyncIterable<{
      readonly record: Record<string, unknown>;
      readonly info: { readonly lines: number };
    }>) {
      if (!('cveID' in record)) throw noCatalogue(name);
      yield { where: `line ${info.lines}`, value: record };
    }
  } catch (error) {
    if (error instanceof TocsinError) throw error;
    throw new TocsinError(`this is no CSV: ${error instanceof Error ? error.message : error}`, {
      code: 'import.not-csv',
      fault: 'user',
      where: name,
      remedy: 'Check that the file is the one meant, and that it is whole.',
      cause: error,
    });
  }
}

function readEntry(value: unknown, where: string, reading: Reading): Candidate[] {
  const parsed = KevEntry.safeParse(value);
  if (parsed.success) return convertEntry(parsed.data, where);
  const [issue] = parsed.error.issues;
  const detail = `${issue?.path.join('.')}: ${issue?.message}`;
  reading.skip({ reason: 'not an entry of the catalogue', where, detail });
  return [];
}

function noCatalogue(name: string): TocsinError {
  return new TocsinError('there are no known exploited vulnerabilities here', {
    code: 'import.not-kev',
    fault: 'user',
    where: name,
    remedy: 'Name the catalogue’s JSON or CSV edition, or its address at www.cisa.gov.',
  });
}
