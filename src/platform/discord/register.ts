import { REST, Routes } from 'discord.js';
import type { APIApplication, APIApplicationCommand } from 'discord-api-types/v10';
import type { Command } from '../../command/define.ts';
import { TocsinError } from '../../shared/errors.ts';
import { restOptions } from './client-options.ts';
import { discordCommands } from './commands.ts';
import { differences } from './difference.ts';
import { type DiscordFault, discordFault } from './fault.ts';
import type { Token } from './options.ts';

export interface RegisterOptions {
  /** Discord's own when absent. */
  readonly apiUrl?: string | undefined;
  /** Asked of Discord when absent. */
  readonly applicationId?: string | undefined;
  readonly token: Token;
  readonly commands: readonly Command[];
  /** What people type, with or without its slash. */
  readonly command: string;
  /** Registers in this server only, where it shows at once; everywhere when absent. */
  readonly guildId?: string | undefined;
  /** Takes them away instead. */
  readonly remove?: boolean | undefined;
  /** Only tells what would change. */
  readonly dryRun?: boolean | undefined;
}

export interface Registration {
  readonly applicationId: string;
  /** One line for each difference, such as `changed /tocsin stats: description`. */
  readonly lines: readonly string[];
  /** False when nothing differed, or on a dry run. */
  readonly written: boolean;
}

/** Discord's errors as sentences that say what to do about them. */
function inWords(fault: DiscordFault, guildId: string | undefined): TocsinError {
  const { status, number, message } = fault;
  const about = { code: 'discord.register', fault: 'user', cause: fault } as const;
  if (status === 401) {
    return new TocsinError('Discord does not take the bot token.', {
      ...about,
      where: 'DISCORD_TOKEN',
      remedy:
        'On the page "Bot" of the Discord application press "Reset Token", and set the new one.',
    });
  }
  if (guildId !== undefined && (number === 50001 || number === 10004)) {
    return new TocsinError('Tocsin is not in this server.', {
      ...about,
      where: guildId,
      remedy: 'Add it by the invite link first, or copy the id of the right server.',
    });
  }
  if (status === 403 || status === 404) {
    return new TocsinError('The application is not the one that the token belongs to.', {
      ...about,
      where: 'DISCORD_APPLICATION_ID',
      remedy: 'Copy it from "General Information" of the application whose token is set.',
    });
  }
  if (message.includes('integration_types')) {
    return new TocsinError('The application may not be installed by both servers and people.', {
      ...about,
      where: 'the page "Installation" of the Discord application',
      remedy: 'Tick "User Install" and "Guild Install" under "Installation Contexts", and save.',
    });
  }
  return new TocsinError(message, { ...about, fault: 'far-side', remedy: fault.remedy });
}

/**
 * Registers the commands, if they differ from what is registered: Discord counts how often commands
 * are made.
 * @throws TocsinError that says what to change
 */
export async function registerDiscord(options: RegisterOptions): Promise<Registration> {
  const { apiUrl, token, guildId, commands, command } = options;
  const rest = new REST(restOptions({ apiUrl })).setToken(token.reveal());
  let at: `/${string}` = Routes.currentApplication();
  try {
    const applicationId =
      options.applicationId ?? ((await rest.get(at)) as Pick<APIApplication, 'id'>).id;
    const scope = guildId === undefined ? 'global' : 'guild';
    at =
      guildId === undefined
        ? Routes.applicationCommands(applicationId)
        : Routes.applicationGuildCommands(applicationId, guildId);
    const wanted = options.remove === true ? [] : discordCommands(commands, { command, scope });
    const query = new URLSearchParams({ with_localizations: 'true' });
    const registered = (await rest.get(at, { query })) as readonly APIApplicationCommand[];
    const lines = differences(registered, wanted, scope);
    const written = lines.length > 0 && options.dryRun !== true;
    if (written) await rest.put(at, { body: wanted });
    return { applicationId, lines, written };
  } catch (error) {
    if (error instanceof TocsinError) throw error;
    throw inWords(discordFault(error, 'PUT', at), guildId);
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}
