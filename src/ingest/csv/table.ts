import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { TocsinError } from '../../shared/errors.ts';
import type { Reading } from '../core/format.ts';
import type { Input } from '../core/input.ts';
import type { Mapping } from './schema.ts';

/** Far above any row; an unclosed quote would otherwise take the rest of the file for one. */
const MOST_LETTERS_A_ROW = 1024 * 1024;
const DELIMITERS = [',', ';', '\t', '|'];
const DECODERS = { 'utf-8': 'utf-8', 'latin-1': 'windows-1252', 'utf-16le': 'utf-16le' } as const;

export interface Row {
  /** Where it ends in the file, from 1. */
  readonly line: number;
  /** As it stands in the table, without spaces around; empty where the row is too short. */
  cell(column: string): string;
}

export interface Table {
  /** As they are headed. */
  readonly columns: readonly string[];
  /** All but the head; can be read once. */
  readonly rows: AsyncIterable<Row>;
  /** Lets go of the file. */
  close(): void;
}

async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Mapping['encoding'],
): AsyncGenerator<string> {
  const decoder = new TextDecoder(DECODERS[encoding]);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The head, and all text with it. */
async function headed(
  text: AsyncGenerator<string>,
): Promise<{ readonly head: string; readonly all: AsyncIterable<string> }> {
  let start = '';
  for (;;) {
    const { done, value } = await text.next();
    if (done === true) break;
    start += value;
    if (/[\r\n]/.test(value) || start.length > MOST_LETTERS_A_ROW) break;
  }
  async function* all(): AsyncGenerator<string> {
    yield start;
    yield* text;
  }
  return { head: /^[^\r\n]*/.exec(start)?.[0] ?? '', all: all() };
}

/** What stands most often between the headings. */
function delimiterOf(head: string): string {
  const outside = head.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((sign) => outside.split(sign).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function broken(name: string, error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = 'lines' in error ? Number(error.lines) : undefined;
  const isQuote = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
  return new TocsinError(
    isQuote
      ? 'a quotation mark opens a cell that does not end'
      : `this is no table: ${error.message}`,
    {
      code: 'csv.broken',
      fault: 'user',
      where: line === undefined ? name : `${name}, before line ${line}`,
      remedy: isQuote
        ? 'Check that the file is whole, and double or remove the quotation mark that stands alone.'
        : 'Check that the file is the one meant, and how its cells are divided.',
      cause: error,
    },
  );
}

/**
 * Reads a table with a head, row by row. Rows with more cells than the head are passed over, for nobody
 * knows which of them slipped; rows with fewer are taken for empty at the end.
 * @throws TocsinError `csv.broken`, `csv.empty`
 */
export async function readTable(
  input: Input,
  { delimiter, encoding }: Pick<Mapping, 'delimiter' | 'encoding'>,
  reading: Reading,
): Promise<Table> {
  const { bytes } = await input.open();
  const { head, all } = await headed(decoded(bytes, encoding));
  const parser = parse({
    delimiter: delimiter ?? delimiterOf(head),
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MOST_LETTERS_A_ROW,
  });
  // Whoever stops early ends both: what fails on the way is thrown to whoever reads.
  pipeline(Readable.from(all), parser, () => {});
  const iterator = (parser as AsyncIterable<Parsed>)[Symbol.asyncIterator]();
  const next = async () => {
    try {
      return await iterator.next();
    } catch (error) {
      throw broken(input.name, error);
    }
  };
  const first = await next();
  const columns = first.done === true ? [] : first.value.record.map((name) => name.trim());
  if (columns.every((name) => name === '')) {
    throw new TocsinError('there is no table here: its first line names no columns', {
      code: 'csv.empty',
      fault: 'user',
      where: input.name,
      remedy: 'Check that the file is the one meant, and that its first line holds the headings.',
    });
  }
  const places = new Map(columns.map((name, index) => [name, index] as const).reverse());
  async function* rows(): AsyncGenerator<Row> {
    for (let found = await next(); found.done !== true; found = await next()) {
      const { record, info } = found.value;
      const row = {
        line: info.lines,
        cell: (name: string) => record[places.get(name) ?? -1]?.trim() ?? '',
      };
      if (record.slice(columns.length).some((cell) => cell.trim() !== '')) {
        const detail = `${record.length} cells under ${columns.length} headings`;
        reading.skip({ reason: 'more cells than columns', where: `line ${row.line}`, detail });
        continue;
      }
      if (record.length < columns.length) reading.note('a row with fewer cells than columns');
      if (record.some((cell) => cell.includes('\uFFFD'))) {
        reading.note(`a row with letters that are not ${encoding}; see the option "encoding"`);
      }
      yield row;
    }
  }
  return { columns, rows: rows(), close: () => void parser.destroy() };
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}
