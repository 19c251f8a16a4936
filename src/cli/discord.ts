import { type Command, InvalidArgumentError } from 'commander';
import { TocsinError } from '../shared/errors.ts';

const EXAMPLES = `
Examples:
  tocsin discord register                    everywhere Tocsin is, and to people who installed it
  tocsin discord register --dry-run          say what would change, and change nothing
  tocsin discord register --guild 1234…      in one server only, where it shows at once
  tocsin discord register --guild 1234… --remove   take away what was registered in that server

The token is read from DISCORD_TOKEN, also where Discord calls by HTTP.
`;

interface RegisterCall {
  readonly guild?: string;
  readonly dryRun?: boolean;
  readonly remove?: boolean;
}

function guildId(text: string): string {
  if (!/^\d{17,20}$/.test(text)) {
    throw new InvalidArgumentError('Give the id of a server: 17 to 20 digits.');
  }
  return text;
}

async function register({ guild, dryRun, remove }: RegisterCall): Promise<string> {
  const { loadSettings } = await import('../config/env.ts');
  const { config, secrets } = loadSettings();
  if (secrets.discordToken === undefined) {
    throw new TocsinError('There is no token to register commands with.', {
      code: 'cli.no-discord-token',
      fault: 'user',
      where: 'DISCORD_TOKEN',
      remedy: 'set it to the token of the page "Bot" of the Discord application',
    });
  }
  const { COMMANDS } = await import('../../commands/index.ts');
  const { registerDiscord } = await import('../platform/discord/register.ts');
  const { inviteLink, userInstallLink } = await import('../platform/discord/permissions.ts');
  const { applicationId, lines, written } = await registerDiscord({
    apiUrl: config.discord?.apiUrl,
    applicationId: config.discord?.applicationId,
    token: secrets.discordToken,
    commands: COMMANDS,
    command: config.command,
    guildId: guild,
    dryRun,
    remove,
  });
  const removes = remove === true;
  const done = removes ? 'Taken away.' : 'Registered.';
  const said = written ? done : 'Nothing was written: that is what would be.';
  const asTheyShould = removes
    ? 'No commands are registered there.'
    : 'The commands are registered as they should be.';
  const what = lines.length === 0 ? asTheyShould : said;
  if (removes) return [...lines, what, ''].join('\n');
  return [
    ...lines,
    what,
    '',
    `Add Tocsin to a server:  ${inviteLink(applicationId)}`,
    `Add it to your account:  ${userInstallLink(applicationId)}`,
    '',
  ].join('\n');
}

/** `tocsin discord`: what is set up at Discord itself. */
export function addDiscord(tocsin: Command): void {
  const discord = tocsin
    .command('discord')
    .description('set up Tocsin at Discord')
    .addHelpText('after', '\nExamples:\n  tocsin discord register\n');
  discord
    .command('register')
    .description('register the commands where they differ, and print the invite links')
    .option('--guild <id>', 'in this server only', guildId)
    .option('--remove', 'take the commands away instead; with --guild, where they show twice')
    .option('--dry-run', 'say what would change, and change nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (call: RegisterCall) => {
      process.stdout.write(await register(call));
    });
}
