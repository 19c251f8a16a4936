import type { RecordDraft } from '../domain/record.ts';
import type { Contents, Exported, ExportedDisclosure } from './contents.ts';
import type { ExportFormat } from './format.ts';

/** Counts up when a reader of the one before would misread the document. */
const FORMAT = 'tocsin-export/1';

/** Records as they are, one a line; see docs/exporting.md. */
export const json: ExportFormat = {
  name: 'json',
  about: 'records as Tocsin keeps them, with the sources of each claim',
  *write(contents) {
    const { at, ceiling, catalogues, records, disclosures } = contents;
    const head = { format: FORMAT, exportedAt: at, ceiling, catalogues };
    yield `${JSON.stringify(head).slice(0, -1)},\n"records": [`;
    yield* listed(records, (record) => recordEntry(record, contents));
    yield '],\n"disclosures": [';
    yield* listed(disclosures, disclosureEntry);
    yield ']}\n';
  },
};

function* listed<T>(items: readonly T[], entryOf: (item: T) => object): Iterable<string> {
  let between = '\n';
  for (const item of items) {
    yield `${between}${JSON.stringify(entryOf(item))}`;
    between = ',\n';
  }
  yield '\n';
}

function recordEntry(record: Exported, contents: Contents): object {
  const { kind, catalogue, revision, created, modified, mark, body } = record;
  return {
    ...{ kind, catalogue, revision, recordedAt: modified, firstRecordedAt: created, tlp: mark },
    record: body,
    ...(kind === 'claim' && { sources: sourcesOf(record, contents) }),
  };
}

function sourcesOf(
  claim: Exported<'claim'>,
  { find }: Contents,
): Record<string, RecordDraft['body']> {
  return Object.fromEntries(
    claim.body.sources.flatMap((id) => {
      const source = find.source(id, claim.catalogue);
      return source === undefined ? [] : [[id, source.body]];
    }),
  );
}

function disclosureEntry({ newest, disclosure, created }: ExportedDisclosure): object {
  const { revision, state, at, reason } = newest;
  return { disclosure, revision, state, publishedAt: created, changedAt: at, reason };
}
