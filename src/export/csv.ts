import { stringify } from 'csv-stringify/sync';
import { type Claim, isFigureClaim } from '../domain/claim.ts';
import type { Contents, Exported } from './contents.ts';
import type { ExportFormat } from './format.ts';

type Cell = string | number | undefined;

/** One column: its heading, and what stands in it for a claim. */
interface Column {
  readonly heading: string;
  cell(claim: Exported<'claim'>, contents: Contents): Cell;
}

const figure = (heading: string, cell: (of: NonNullable<Claim['figure']>) => Cell): Column => ({
  heading,
  cell: ({ body }) => (isFigureClaim(body) ? cell(body.figure) : undefined),
});
const said = (heading: string, cell: (claim: Claim) => Cell): Column => ({
  heading,
  cell: ({ body }) => cell(body),
});

const COLUMNS: readonly Column[] = [
  {
    heading: 'Subject',
    cell: ({ body, catalogue }, { find }) =>
      find.subject(body.about, catalogue)?.body.label ?? body.about,
  },
  said('Kind', ({ kind }) => kind),
  said('Text', ({ text }) => text),
  figure('Value', ({ value }) => value ?? undefined),
  figure('Qualifier', ({ qualifier, wording }) => wording ?? qualifier),
  figure('Metric', ({ metric }) => metric),
  figure('Unit', ({ unit }) => unit),
  figure('Share of', ({ of }) => of),
  figure('Scope', ({ scope }) => scope),
  figure('From', ({ window }) => window?.from ?? undefined),
  figure('To', ({ window }) => window?.to ?? undefined),
  figure('Window in words', ({ window }) => window?.label),
  { heading: 'Read with', cell: limitsOf },
  said('Country', ({ country }) => country),
  said('Confidence', ({ confidence }) => confidence),
  said('Asserted by', ({ assertedBy }) => assertedBy.map(partyWords).join('; ')),
  said('Asserted on', ({ assertedOn }) => assertedOn),
  said('Reported by', ({ reportedBy }) => reportedBy.join('; ')),
  said('Basis', ({ basis }) => basis),
  said('Status', ({ status }) => status),
  said('Retelling', ({ retelling }) => retelling),
  said('Note', ({ note }) => note),
  {
    heading: 'Publishers',
    cell: (claim, contents) => distinct(sourcesOf(claim, contents), 'publisher').join('; '),
  },
  {
    heading: 'Addresses',
    cell: (claim, contents) => distinct(sourcesOf(claim, contents), 'url').join(' '),
  },
  { heading: 'TLP', cell: ({ mark }) => mark },
  { heading: 'Catalogue', cell: ({ catalogue }) => catalogue },
  said('Id', ({ id }) => id),
];

/** A byte order mark, by which spreadsheets know UTF-8. */
const BOM = '\uFEFF';

/** A row for each claim: RFC 4180, and no cell that a spreadsheet would compute. */
export const csv: ExportFormat = {
  name: 'csv',
  about: 'a table of claims for a spreadsheet',
  *write(contents) {
    yield BOM + row(COLUMNS.map(({ heading }) => heading));
    for (const record of contents.records) {
      if (record.kind === 'claim') yield row(COLUMNS.map(({ cell }) => cell(record, contents)));
    }
  },
};

function row(cells: readonly Cell[]): string {
  return stringify([[...cells]], { record_delimiter: 'windows', escape_formulas: true });
}

/** What must be said beneath a figure, in full. */
function limitsOf({ body, catalogue }: Exported<'claim'>, { find }: Contents): Cell {
  const limits = body.figure?.limitedBy ?? [];
  return limits.flatMap((id) => find.claim(id, catalogue)?.body.text ?? []).join(' ');
}

function partyWords({ name, through }: Claim['assertedBy'][number]): string {
  return through === undefined ? name : `${name} (${through})`;
}

function sourcesOf({ body, catalogue }: Exported<'claim'>, { find }: Contents) {
  return body.sources.flatMap((id) => find.source(id, catalogue)?.body ?? []);
}

function distinct<K extends string>(
  items: readonly Readonly<Record<K, string>>[],
  key: K,
): string[] {
  return [...new Set(items.map((item) => item[key]))];
}
