import { type Command, InvalidArgumentError } from 'commander';
import type { ExportRequest } from '../app/exports.ts';
import { Tlp } from '../domain/vocabulary.ts';
import { EXIT, exitOf } from './exit.ts';

const EXAMPLES = `
Examples:
  tocsin export stix --out tocsin.json
  tocsin export csv --catalogue pack:tocsin > claims.csv
  tocsin export json --ceiling AMBER --out internal.json
  tocsin import stix tocsin.json --as other-desk

Without --ceiling, only what anybody may see (TLP:CLEAR) is written. docs/exporting.md says what each
format holds.

Exit codes:
  0  written
  1  what was named is not there, or cannot be written to
  2  a wrong call
  3  Tocsin could not do its part
`;

interface ExportCall {
  readonly out?: string;
  readonly ceiling: Tlp;
  readonly catalogue?: readonly string[];
}

function ceiling(text: string): Tlp {
  const level = Tlp.safeParse(text.toUpperCase().replace(/^TLP:/, '')).data;
  if (level !== undefined) return level;
  throw new InvalidArgumentError(`Give one of ${Tlp.options.join(', ')}.`);
}

async function runExport(
  request: ExportRequest,
  out: string | undefined,
  stop: AbortController,
): Promise<void> {
  const { openForTerminal } = await import('./session.ts');
  const { exportKnowledge } = await import('../app/exports.ts');
  const { writeToFile, writeToOutput } = await import('./write-out.ts');
  await using app = await openForTerminal(() => {}, stop);
  const { contents, pieces } = await exportKnowledge(request, app.services);
  if (out === undefined) {
    await writeToOutput(pieces, stop.signal);
    return;
  }
  await writeToFile(out, pieces, stop.signal);
  const { records, disclosures, catalogues } = contents;
  const whose = catalogues.length === 0 ? '' : ` of ${catalogues.join(', ')}`;
  const counts = `${counted(records, 'record')}${whose} and ${counted(disclosures, 'disclosure')}`;
  process.stdout.write(`${out}: ${counts}, none above TLP:${request.ceiling}.\n`);
}

function counted({ length }: readonly unknown[], what: string): string {
  return `${length} ${what}${length === 1 ? '' : 's'}`;
}

/** `tocsin export`: writes what Tocsin knows for other programs and people. */
export function addExport(tocsin: Command): void {
  tocsin
    .command('export')
    .description('write what Tocsin knows, with its sources: as stix, json or csv')
    .argument('<format>', 'stix, json or csv')
    .option('--out <file>', 'a file, written whole or not at all; standard output without it')
    .option('--ceiling <mark>', 'write nothing marked above', ceiling, 'CLEAR')
    .option(
      '--catalogue <name>',
      'only this catalogue; may be repeated',
      (name: string, names: readonly string[] = []) => [...names, name],
    )
    .addHelpText('after', EXAMPLES)
    .action(async (format: string, { out, ceiling: mark, catalogue = [] }: ExportCall) => {
      const stop = new AbortController();
      try {
        await runExport({ format, ceiling: mark, catalogues: catalogue }, out, stop);
        process.exitCode = EXIT.answered;
      } catch (error) {
        if (stop.signal.aborted) {
          process.stderr.write('Stopped.\n');
          process.exitCode = EXIT.interrupted;
          return;
        }
        const { explainError, TocsinError } = await import('../shared/errors.ts');
        if (!(error instanceof TocsinError)) throw error;
        process.stderr.write(`${explainError(error)}\n`);
        process.exitCode = exitOf(error);
      }
    });
}
