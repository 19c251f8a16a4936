import type { CommandServices } from '../command/context.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import { type Contents, contentsOf } from '../export/contents.ts';
import type { ExportFormat } from '../export/format.ts';
import { EXPORT_FORMATS } from '../export/formats.ts';
import { firstOut } from '../present/posted-item.ts';
import { TocsinError } from '../shared/errors.ts';

export type ExportServices = Pick<CommandServices, 'knowledge' | 'desk' | 'clock'>;

/** What somebody wants written. */
export interface ExportRequest {
  readonly format: string;
  /** Nothing marked above is written. */
  readonly ceiling: Tlp;
  /** Empty: every one. */
  readonly catalogues: readonly string[];
}

export interface Export {
  readonly contents: Contents;
  /** The document in pieces. */
  readonly pieces: Iterable<string>;
}

/** @throws TocsinError `export.no-format` */
function exportFormatNamed(name: string): ExportFormat {
  const format = EXPORT_FORMATS.find((one) => one.name === name);
  if (format !== undefined) return format;
  throw new TocsinError(`nothing is written in a format called ${name}`, {
    code: 'export.no-format',
    fault: 'user',
    remedy: `Name one of ${EXPORT_FORMATS.map((one) => one.name).join(', ')}.`,
  });
}

/**
 * What Tocsin knows and has published, as far as a ceiling lets it be seen.
 * @throws TocsinError `export.no-format`, `export.no-catalogue`
 */
export async function exportKnowledge(
  { format: name, ceiling, catalogues }: ExportRequest,
  { knowledge, desk, clock }: ExportServices,
): Promise<Export> {
  const format = exportFormatNamed(name);
  const known = knowledge();
  checkCatalogues(catalogues, new Set([...known.standing()].map((one) => one.newest.catalogue)));
  const published = await desk.since(new Date(0));
  const contents = contentsOf({
    ...{ knowledge: known, ceiling, at: clock.now() },
    catalogues: catalogues.length === 0 ? undefined : catalogues,
    disclosures: await Promise.all(
      published.map(async (newest) => {
        const history = await desk.revisions(newest.disclosure.id);
        return { newest, firstOut: firstOut({ current: newest, history }) };
      }),
    ),
  });
  return { contents, pieces: format.write(contents) };
}

/** Disclosures are kept at the desk whether or not it holds a record. */
function checkCatalogues(wanted: readonly string[], known: ReadonlySet<string>): void {
  const unknown = wanted.find((name) => name !== 'desk' && !known.has(name));
  if (unknown === undefined) return;
  throw new TocsinError(`there is no catalogue called ${unknown}`, {
    code: 'export.no-catalogue',
    fault: 'user',
    remedy: `Name one of ${[...known].sort().join(', ')}.`,
  });
}
