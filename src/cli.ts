import { CommanderError } from 'commander';
import { EXIT } from './cli/exit.ts';
import { createProgram } from './cli/program.ts';
import { guardStreams } from './cli/streams.ts';
import { explainError } from './shared/errors.ts';

/** Runs the command line of this process and sets its exit code. */
async function main(): Promise<void> {
  guardStreams();
  try {
    await createProgram().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version end this way too, with code 0; commander has printed what there is to say.
      process.exitCode = error.exitCode === 0 ? EXIT.answered : EXIT.wrongCall;
      return;
    }
    process.stderr.write(`${explainError(error)}\n`);
    process.exitCode = EXIT.failed;
  }
}

await main();
