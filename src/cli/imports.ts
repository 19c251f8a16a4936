import type { Command } from 'commander';
import { EXIT } from './exit.ts';

async function list(): Promise<void> {
  const { openForTerminal } = await import('./session.ts');
  const { stateLines } = await import('./import-words.ts');
  await using app = await openForTerminal(() => {});
  const states = await (await app.importing()).imports.list();
  const lines = states.flatMap(stateLines);
  if (lines.length === 0) lines.push('Nothing was imported yet; see tocsin import --help.');
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function listFormats(): Promise<void> {
  const { FORMATS } = await import('../ingest/formats.ts');
  const lines = FORMATS.flatMap(({ name, about, catalogue, options = {} }) => [
    `${name}: ${about}. Kept as ${catalogue}.`,
    ...Object.entries(options).map(([option, words]) => `    --set ${option}=…  ${words}`),
  ]);
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function stop(catalogue: string): Promise<number> {
  const { openForTerminal } = await import('./session.ts');
  await using app = await openForTerminal(() => {});
  const stopped = await (await app.importing()).imports.stop(catalogue);
  process.stdout.write(
    stopped
      ? `${catalogue} is not imported again. What it holds stays.\n`
      : `${catalogue} is not imported on a schedule; "tocsin imports" lists what is.\n`,
  );
  return stopped ? EXIT.answered : EXIT.problem;
}

async function drop(catalogue: string): Promise<number> {
  const { openForTerminal } = await import('./session.ts');
  const { dropCatalogue } = await import('../app/imports.ts');
  await using app = await openForTerminal(() => {});
  const withdrawn = await dropCatalogue(catalogue, await app.importing());
  if (withdrawn === undefined) {
    process.stdout.write(
      `Nothing was imported as ${catalogue}; "tocsin imports" lists what was.\n`,
    );
    return EXIT.problem;
  }
  process.stdout.write(
    `${withdrawn} records of ${catalogue} are withdrawn, and it is not imported again.\n`,
  );
  return EXIT.answered;
}

/** `tocsin imports`: what was imported, what is repeated, and how to end it. */
export function addImports(tocsin: Command): void {
  const imports = tocsin
    .command('imports')
    .description('what was imported, from where, when, and what is imported again')
    .addHelpText(
      'after',
      '\nExamples:\n  tocsin imports\n  tocsin imports formats\n  tocsin imports stop cisa-kev\n  tocsin imports drop cisa-kev\n',
    )
    .action(list);
  imports
    .command('formats')
    .description('what can be imported, with the options of each')
    .addHelpText('after', '\nExamples:\n  tocsin imports formats\n')
    .action(listFormats);
  imports
    .command('stop')
    .description('import a catalogue no more; what it holds stays')
    .argument('<catalogue>')
    .addHelpText('after', '\nExamples:\n  tocsin imports stop cisa-kev\n')
    .action(async (catalogue: string) => {
      process.exitCode = await stop(catalogue);
    });
  imports
    .command('drop')
    .description('withdraw all that was imported as a catalogue, and import it no more')
    .argument('<catalogue>')
    .addHelpText('after', '\nExamples:\n  tocsin imports drop cisa-kev\n')
    .action(async (catalogue: string) => {
      process.exitCode = await drop(catalogue);
    });
}
