import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { ROOT } from '../config/env.ts';
import { EXIT } from './exit.ts';

const PACKS = join(ROOT, 'packs');

async function check(directory: string): Promise<number> {
  const { checkPacks } = await import('../ingest/pack/load.ts');
  const { describeProblem } = await import('../ingest/pack/problem.ts');
  const { files, records, problems, warnings } = await checkPacks(directory);
  for (const warning of warnings) process.stdout.write(`warning: ${describeProblem(warning)}\n`);
  for (const problem of problems) process.stdout.write(`${describeProblem(problem)}\n`);
  const found = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  process.stdout.write(`${files} files, ${records} records, ${found}\n`);
  return problems.length === 0 ? EXIT.answered : EXIT.problem;
}

async function writeSchemaFiles(): Promise<void> {
  const { writeSchemas } = await import('../ingest/pack/json-schema.ts');
  const directory = join(PACKS, 'schema');
  await writeSchemas(directory);
  process.stdout.write(`The schemas are in ${relative(process.cwd(), directory) || '.'}\n`);
}

/** `tocsin packs …`. */
export function addPacks(tocsin: Command): void {
  const packs = tocsin
    .command('packs')
    .description('look after the built-in knowledge')
    .addHelpText('after', '\nExamples:\n  tocsin packs check\n  tocsin packs schema\n');
  packs
    .command('check')
    .description('look for faults in the packs of a folder; exit code 1 when there is one')
    .argument('[folder]', 'a pack, or a folder of packs', PACKS)
    .addHelpText('after', '\nExamples:\n  tocsin packs check\n  tocsin packs check packs/tocsin\n')
    .action(async (folder: string) => {
      process.exitCode = await check(folder);
    });
  packs
    .command('schema')
    .description('write the JSON Schemas that editors check pack files by')
    .addHelpText('after', '\nExamples:\n  tocsin packs schema\n')
    .action(writeSchemaFiles);
}
