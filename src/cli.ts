import { Command, CommanderError } from 'commander';
import { addAsk } from './cli/ask.ts';
import { addPacks } from './cli/packs.ts';
import { EXIT } from './cli/exit.ts';
import { guardStreams } from './cli/streams.ts';
import { VERSION } from './config/version.ts';
import { explainError } from './shared/errors.ts';

const EXAMPLES = `
Examples:
  tocsin start                       start the bot and its console
  tocsin ask stats                   figures of the default incident
  tocsin ask "actor Mint Sandstorm"  names, origin claims and incidents of a group
  tocsin ask "stats" --as slack      the exact payload that Slack would get
  tocsin status                      how this Tocsin does
  tocsin packs check                 check the built-in knowledge
`;

function program(): Command {
  const tocsin = new Command('tocsin')
    .description(
      'Sourced answers about publicly disclosed state-sponsored cyber incidents, from a terminal.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print help on a command')
    .showHelpAfterError('(run with --help for what can be said)')
    .addHelpText('after', EXAMPLES)
    .exitOverride();
  tocsin
    .command('start')
    .description('start the bot and its console, until Ctrl-C')
    .addHelpText('after', '\nExamples:\n  tocsin start\n  PORT=8080 tocsin start\n')
    .action(async () => {
      const { start } = await import('./main.ts');
      process.exitCode = await start();
    });
  addAsk(tocsin);
  addPacks(tocsin);
  for (const command of tocsin.commands) command.exitOverride().copyInheritedSettings(tocsin);
  return tocsin;
}

/** Runs the command line of this process and sets its exit code. */
async function main(): Promise<void> {
  guardStreams();
  try {
    await program().parseAsync();
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
