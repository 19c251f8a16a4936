import { Command } from 'commander';
import { VERSION } from '../config/version.ts';
import { addAsk } from './ask.ts';
import { addDiscord } from './discord.ts';
import { addDoctor } from './doctor.ts';
import { addFeeds } from './feeds.ts';
import { addExport } from './export.ts';
import { addImport } from './import.ts';
import { addImports } from './imports.ts';
import { addPacks } from './packs.ts';
import { addPublish } from './publish.ts';
import { addSlack } from './slack.ts';

const EXAMPLES = `
Examples:
  tocsin start                       start the bot
  tocsin ask stats                   figures of the default incident
  tocsin ask "actor Mint Sandstorm"  names, origin claims and incidents of a group
  tocsin ask "stats" --as slack      the exact payload that Slack would get
  tocsin publish update.yaml         tell channels, from a file
  tocsin import attack bundle.json   take in a catalogue that others publish
  tocsin export stix --out all.json  hand on what Tocsin knows
  tocsin status                      how this Tocsin does
  tocsin doctor                      what is set up right, and what is not
  tocsin slack manifest              what Slack asks for when the app is made
  tocsin discord register            tell Discord the commands
  tocsin packs check                 check the built-in knowledge
`;

/** Everything `tocsin` can be told, with its help. Errors and help end as a `CommanderError`. */
export function createProgram(): Command {
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
    .description('start the bot, until Ctrl-C')
    .addHelpText('after', '\nExamples:\n  tocsin start\n  PORT=8080 tocsin start\n')
    .action(async () => {
      const { start } = await import('../main.ts');
      process.exitCode = await start();
    });
  addAsk(tocsin);
  addDoctor(tocsin);
  addSlack(tocsin);
  addDiscord(tocsin);
  addPacks(tocsin);
  addPublish(tocsin);
  addImport(tocsin);
  addExport(tocsin);
  addImports(tocsin);
  addFeeds(tocsin);
  for (const command of tocsin.commands) command.exitOverride().copyInheritedSettings(tocsin);
  return tocsin;
}
