import { REST, RESTEvents, Routes } from 'discord.js';
import type { APIApplication, APIGatewayBotInfo } from 'discord-api-types/v10';
import { deskCommand } from '../../command/command-for.ts';
import type { Command } from '../../command/define.ts';
import type { CheckLine } from '../../interaction/checkup.ts';
import type { Clock } from '../../shared/clock.ts';
import { TocsinError } from '../../shared/errors.ts';
import {
  checkApplicationId,
  checkClock,
  checkEndpoint,
  checkInstallation,
  checkIntents,
  checkPublicKey,
  checkShards,
  line,
} from './checks.ts';
import { restOptions } from './client-options.ts';
import { type DiscordFault, discordFault } from './fault.ts';
import type { DiscordSettings, Token } from './options.ts';
import { registerDiscord } from './register.ts';

export interface DoctorOptions {
  readonly config: DiscordSettings;
  readonly token: Token | undefined;
  readonly commands: readonly Command[];
  /** What people type, with or without its slash. */
  readonly command: string;
  readonly publicUrl: string | undefined;
  readonly clock: Clock;
}

const TOKEN = 'Discord token';
const COMMANDS = 'Discord commands';

function tokenLine({ status }: DiscordFault): CheckLine {
  if (status !== 401) {
    const mend = 'See that this machine reaches discord.com by https, or set DISCORD_API_URL.';
    return line(TOKEN, 'failing', 'Discord cannot be reached.', mend);
  }
  const mend = 'On the page "Bot" of the application press "Reset Token", and set DISCORD_TOKEN.';
  return line(TOKEN, 'failing', 'Discord does not take it.', mend);
}

function notDiscord({ apiUrl = '' }: DiscordSettings): CheckLine {
  const mend =
    'Give the address of the API in DISCORD_API_URL, such as https://discord.com/api, or leave it out.';
  return line(TOKEN, 'failing', `There is no Discord at ${apiUrl}.`, mend);
}

/** Asks Discord, and notes what time it is there. */
function asker({ config, token }: DoctorOptions) {
  const rest = new REST({ ...restOptions(config), retries: 1 });
  if (token !== undefined) rest.setToken(token.reveal());
  let date: Date | undefined;
  rest.on(RESTEvents.Response, (_, { headers }) => {
    const said = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(said)) date = new Date(said);
  });
  return {
    async get<T>(route: `/${string}`): Promise<T> {
      try {
        return (await rest.get(route)) as T;
      } catch (error) {
        throw discordFault(error, 'GET', route);
      }
    },
    date: () => date,
    close() {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
    },
  };
}

async function checkCommands(
  { config, token, commands, command }: DoctorOptions,
  applicationId: string,
): Promise<CheckLine> {
  if (token === undefined) return line(COMMANDS, 'off', 'Looked at only with a token.');
  try {
    const { apiUrl } = config;
    const asked = { apiUrl, applicationId, token, commands, command, dryRun: true };
    const { lines } = await registerDiscord(asked);
    const [first] = lines;
    if (first === undefined) return line(COMMANDS, 'ok', 'Registered, and up to date.');
    const more = lines.length > 1 ? ` and ${lines.length - 1} more` : '';
    const name = `/${command.replace(/^\//, '')}`;
    const missing = [name, deskCommand(name)].some((one) => lines.includes(`added ${one}`));
    return line(
      COMMANDS,
      missing ? 'failing' : 'warning',
      missing ? 'They are not registered everywhere.' : `They differ: ${first}${more}.`,
      'Run: npx tocsin discord register. (Those of one server are not looked at.)',
    );
  } catch (error) {
    if (!(error instanceof TocsinError)) throw error;
    return line(COMMANDS, 'failing', error.message, error.remedy);
  }
}

/** What Discord says of the application, and what the settings say, side by side. */
async function compare(options: DoctorOptions, ask: ReturnType<typeof asker>) {
  const { config, publicUrl, clock } = options;
  const application = await ask.get<APIApplication>(Routes.currentApplication());
  if (typeof application.id !== 'string') return [notDiscord(config)];
  const now = clock.now();
  const lines = [
    line(TOKEN, 'ok', `Works; it is of the application “${application.name}”.`),
    checkApplicationId(config, application),
    checkPublicKey(config, application),
    checkIntents(application),
    checkInstallation(application),
    checkEndpoint(config, application, publicUrl),
    await checkCommands(options, application.id),
    checkClock(now, ask.date()),
  ];
  if (config.transport === 'http') return lines;
  return [...lines, checkShards(config, await ask.get<APIGatewayBotInfo>(Routes.gatewayBot()))];
}

/** Looks over everything that Discord can be asked about, and changes nothing. */
export async function discordDoctor(options: DoctorOptions): Promise<readonly CheckLine[]> {
  const { token, config } = options;
  if (token === undefined) {
    const none = 'None. Interactions by HTTP do without; commands cannot be looked at.';
    const wanted = config.transport === 'gateway';
    const mend = 'Set DISCORD_TOKEN, or DISCORD_PUBLIC_KEY for interactions by HTTP.';
    return [wanted ? line(TOKEN, 'failing', 'None.', mend) : line(TOKEN, 'off', none)];
  }
  const ask = asker(options);
  try {
    return await compare(options, ask);
  } catch (error) {
    if (!(error instanceof TocsinError)) throw error;
    return [tokenLine(error as DiscordFault)];
  } finally {
    ask.close();
  }
}
