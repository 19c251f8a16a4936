import { resolve } from 'node:path';
import type { Fetcher } from '../fetch/fetcher.ts';
import { addressInput } from '../ingest/core/address-input.ts';
import { fileInput } from '../ingest/core/file-input.ts';
import type { Format } from '../ingest/core/format.ts';
import type { Imports } from '../ingest/core/imports.ts';
import type { Input } from '../ingest/core/input.ts';
import { type ReadResult, readInto } from '../ingest/core/read-into.ts';
import { FORMATS } from '../ingest/formats.ts';
import type { Difference, ImportSummary, RecordStore } from '../knowledge/record-store.ts';
import type { Clock } from '../shared/clock.ts';
import { TocsinError } from '../shared/errors.ts';

export interface ImportServices {
  readonly records: Pick<RecordStore, 'importCatalogue'>;
  readonly imports: Imports;
  readonly fetcher: Fetcher;
  readonly clock: Clock;
}

/** What somebody wants imported. */
export interface ImportRequest {
  readonly format: string;
  /** A path or an address. */
  readonly from: string;
  /** Undefined: the format's own. */
  readonly catalogue: string | undefined;
  readonly options: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly recordedBy: string;
  /** Whether most of what the catalogue holds may go. */
  readonly mayShrink?: boolean;
}

/** Told while it is under way. */
export interface ImportWatch {
  bytes?(count: number): void;
  size?(bytes: number): void;
  records?(count: number): void;
  /** Given instead of writing anything. */
  difference?(difference: Difference): void;
}

export interface ImportOutcome extends Omit<ReadResult, 'ending'> {
  readonly catalogue: string;
  readonly location: string;
  /** Undefined when nothing was to be written. */
  readonly summary: ImportSummary | undefined;
}

const CATALOGUE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** Catalogues that something else than an import writes. */
const TAKEN = new Set(['desk', 'pack']);

/** @throws TocsinError `import.no-format` */
export function formatNamed(name: string): Format {
  const format = FORMATS.find((one) => one.name === name);
  if (format !== undefined) return format;
  throw new TocsinError(`there is no format called ${name}`, {
    code: 'import.no-format',
    fault: 'user',
    remedy: `Name one of ${FORMATS.map((one) => one.name).join(', ')}.`,
  });
}

function catalogueOf({ catalogue, from }: ImportRequest, format: Format): string {
  const name = catalogue ?? format.catalogueOf?.(from) ?? format.catalogue;
  if (CATALOGUE.test(name) && name.length <= 60 && !TAKEN.has(name)) return name;
  throw new TocsinError(`a catalogue cannot be called ${JSON.stringify(name)}`, {
    code: 'import.bad-catalogue',
    fault: 'user',
    remedy: 'Use small letters, digits and "-", at most 60; desk and pack are taken.',
  });
}

function checkOptions({ options }: ImportRequest, format: Format): void {
  const known = Object.keys(format.options ?? {});
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TocsinError(`the format ${format.name} has no option called ${unknown}`, {
    code: 'import.no-option',
    fault: 'user',
    remedy: known.length === 0 ? 'It has none.' : `It has ${known.join(', ')}.`,
  });
}

function checkAddress(from: string): void {
  if (!isAddress(from) || URL.canParse(from)) return;
  throw new TocsinError('this is no address that can be read', {
    ...{ code: 'import.bad-address', fault: 'user', where: from.slice(0, 200) },
    remedy: 'Write it in full, such as https://example.org/catalogue.json, or name a file.',
  });
}

const isAddress = (from: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(from);

/** What is kept of where it came from: found again from anywhere on this machine. */
export function placeToKeep(from: string): string {
  return isAddress(from) ? from : resolve(from);
}

async function opened(
  { from, signal }: ImportRequest,
  { fetcher }: ImportServices,
  watch: ImportWatch,
): Promise<Input & Partial<AsyncDisposable>> {
  const told = {
    onBytes: (count: number) => watch.bytes?.(count),
    onSize: (bytes: number) => watch.size?.(bytes),
  };
  return isAddress(from) ? addressInput(from, { fetcher, signal, ...told }) : fileInput(from, told);
}

/** Fewer records than that may all go. */
const FEW = 20;

/** A list that was cut off at its publisher, or the wrong file, must not empty a catalogue. */
function refuseToEmpty(where: string): (summary: ImportSummary) => void {
  return ({ added, changed, withdrawn, unchanged }) => {
    if (withdrawn <= FEW || withdrawn <= added + changed + unchanged) return;
    const left = added + changed + unchanged;
    throw new TocsinError(
      `this would withdraw ${withdrawn} records of the catalogue and leave ${left}`,
      {
        ...{ code: 'import.would-empty', fault: 'user', where },
        remedy:
          'Check that it is whole and the file meant; --as keeps it apart, --may-shrink takes it as it is.',
      },
    );
  };
}

/**
 * Reads a catalogue and brings it into the store or, with `watch.difference`, only tells what would
 * change.
 * @throws TocsinError when what is asked for is not there, cannot be fetched or is not of the format
 */
export async function importCatalogue(
  request: ImportRequest,
  services: ImportServices,
  watch: ImportWatch = {},
): Promise<ImportOutcome> {
  const format = formatNamed(request.format);
  const catalogue = catalogueOf(request, format);
  checkOptions(request, format);
  checkAddress(request.from);
  const input = await opened(request, services, watch);
  const closing = new AsyncDisposableStack();
  closing.defer(async () => input[Symbol.asyncDispose]?.());
  await using _ = closing;
  const location = isAddress(request.from) ? input.name : placeToKeep(request.from);
  const place = { catalogue, format: format.name, location };
  const origin = { ...place, recordedBy: request.recordedBy };
  await using batch = await services.records.importCatalogue(origin);
  const { ending, ...read } = await readInto({
    ...{ format, input, batch, options: request.options },
    cursor: await services.imports.cursorOf(place),
    now: services.clock.now(),
    signal: request.signal,
    onProgress: (records) => watch.records?.(records),
  });
  if (watch.difference !== undefined) {
    for await (const difference of batch.differences(ending)) {
      request.signal.throwIfAborted();
      watch.difference(difference);
    }
    return { ...read, catalogue, location, summary: undefined };
  }
  const approve = request.mayShrink === true ? undefined : refuseToEmpty(location);
  return { ...read, catalogue, location, summary: await batch.finish(ending, approve) };
}

/**
 * Withdraws all records of a catalogue that was imported.
 * @returns how many; undefined when nothing was imported under that name
 */
export async function dropCatalogue(
  catalogue: string,
  { imports, records }: Pick<ImportServices, 'imports' | 'records'>,
): Promise<number | undefined> {
  const state = (await imports.list()).find((one) => one.catalogue === catalogue);
  if (state === undefined) return undefined;
  await imports.stop(catalogue);
  const { format, location } = state;
  await using batch = await records.importCatalogue({
    ...{ catalogue, format, location, recordedBy: 'import' },
  });
  const { withdrawn } = await batch.finish({ complete: true, withdrawn: [], cursor: undefined });
  return withdrawn;
}
