import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import type { ImportOutcome, ImportRequest } from '../app/imports.ts';
import { EXIT, exitOf } from './exit.ts';
import type { Changes } from './import-words.ts';

const EXAMPLES = `
Examples:
  tocsin import attack enterprise-attack.json
  tocsin import misp-galaxy misp-galaxy/clusters --dry-run
  tocsin import kev https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json --every 12h
  tocsin import csv incidents.csv --as our-table --set mapping=mapping.yaml
  tocsin imports

Exit codes:
  0  imported, or shown with --dry-run
  1  what was named is not there, or is not what the format reads; nothing was changed
  2  a wrong call
  3  Tocsin or the far side could not do its part; nothing was changed

Ctrl-C stops an import, and nothing is changed.
`;

interface ImportCall {
  readonly as?: string;
  readonly dryRun?: true;
  readonly mayShrink?: true;
  readonly every?: number;
  readonly set?: Readonly<Record<string, string>>;
}

const UNITS: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1_440 };

/** `12h`, `2d` or `90m`, as minutes. */
function minutes(text: string): number {
  const [, count = '', unit = ''] = /^([1-9]\d{0,3})([mhd])$/.exec(text) ?? [];
  const value = Number(count) * (UNITS[unit] ?? 0);
  if (value >= 15 && value <= 43_200) return value;
  throw new InvalidArgumentError('Give a time from 15m to 30d, such as 12h.');
}

/** A value that begins with @ is read from a file: what is typed stands in the list of processes. */
function valueGiven(text: string): string {
  if (!text.startsWith('@')) return text;
  try {
    return readFileSync(text.slice(1), 'utf8').trim();
  } catch {
    throw new InvalidArgumentError(`The file ${text.slice(1)} cannot be read.`);
  }
}

function collect(
  text: string,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write name=value, or name=@file.');
  return { ...given, [text.slice(0, at)]: valueGiven(text.slice(at + 1)) };
}

async function runImport(
  request: ImportRequest,
  call: ImportCall,
  stop: AbortController,
): Promise<{ readonly outcome: ImportOutcome; readonly would: Changes }> {
  const { openForTerminal } = await import('./session.ts');
  const { importCatalogue, formatNamed, placeToKeep } = await import('../app/imports.ts');
  const { showProgress } = await import('./import-progress.ts');
  const { differenceLine } = await import('./import-words.ts');
  await using app = await openForTerminal(() => {}, stop);
  const services = await app.importing();
  using progress = showProgress(stop.signal);
  const would = { added: 0, changed: 0, withdrawn: 0 };
  const outcome = await importCatalogue(request, services, {
    ...progress.watch,
    ...(call.dryRun && {
      difference: (one) => {
        progress.stop();
        would[one.change] += 1;
        process.stdout.write(`${differenceLine(one)}\n`);
      },
    }),
  });
  if (call.every !== undefined && call.dryRun === undefined) {
    const { catalogue, location } = outcome;
    const format = formatNamed(request.format).name;
    const next = new Date(services.clock.now().getTime() + call.every * 60_000);
    const repetition = {
      everyMinutes: call.every,
      from: placeToKeep(request.from),
      options: request.options,
    };
    await services.imports.repeat({ catalogue, format, location }, repetition, next);
  }
  // What rests on a claim that changed is put right now, and not when somebody starts Tocsin next.
  if (outcome.summary !== undefined) await app.lookForClaimChanges();
  return { outcome, would };
}

/** `tocsin import`: brings what others publish into this Tocsin. */
export function addImport(tocsin: Command): void {
  tocsin
    .command('import')
    .description('take in a catalogue that others publish: a file, a folder or an address')
    .argument('<format>', 'what it is; "tocsin imports formats" lists them')
    .argument('<from>', 'a path or an address')
    .option('--as <catalogue>', "name to keep it under, instead of the format's own")
    .option('--dry-run', 'print what would change, and change nothing')
    .option('--may-shrink', 'even if most of what the catalogue holds is withdrawn')
    .option('--every <time>', 'and again from then on, such as 12h', minutes)
    .option(
      '--set <name=value>',
      'an option of the format, or name=@file; may be repeated',
      collect,
    )
    .addHelpText('after', EXAMPLES)
    .action(async (format: string, from: string, call: ImportCall) => {
      const { outcomeLines } = await import('./import-words.ts');
      const stop = new AbortController();
      const request: ImportRequest = {
        ...{ format, from, catalogue: call.as, options: call.set ?? {} },
        ...{ signal: stop.signal, recordedBy: 'import', mayShrink: call.mayShrink === true },
      };
      try {
        const { outcome, would } = await runImport(request, call, stop);
        process.stdout.write(`${outcomeLines(outcome, would).join('\n')}\n`);
        process.exitCode = EXIT.answered;
      } catch (error) {
        if (stop.signal.aborted) {
          process.stderr.write('Stopped. Nothing was changed.\n');
          process.exitCode = EXIT.interrupted;
          return;
        }
        const { explainError, TocsinError } = await import('../shared/errors.ts');
        if (!(error instanceof TocsinError)) throw error;
        process.stderr.write(`${explainError(error)}\nNothing was changed.\n`);
        process.exitCode = exitOf(error);
      }
    });
}
