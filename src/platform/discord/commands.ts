import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord.js';
import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandSubcommandOption,
  RESTPostAPIApplicationCommandsJSONBody,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { shorten } from '../../card/split.ts';
import { deskCommand, isDeskVerb } from '../../command/command-for.ts';
import type { Command } from '../../command/define.ts';
import { choiceLabel } from '../../command/form.ts';
import { paramsOf } from '../../command/options.ts';
import type { Param } from '../../command/param.ts';
import { CONTROL_WORDS } from '../../interaction/wording.ts';
import { TocsinError } from '../../shared/errors.ts';
import { LIMITS } from './limits.ts';
import { DESK, localised } from './localisations.ts';

export interface CommandOptions {
  /** What people type, with or without its slash. */
  readonly command: string;
  /** Commands of one server cannot be used elsewhere, and may not say where they can. */
  readonly scope: 'global' | 'guild';
}

type Option = APIApplicationCommandBasicOption;

const SUMMARY = 'Publicly disclosed state-sponsored cyber incidents, with their sources';
const DESK_SUMMARY = 'For editors and administrators: publish, put right, feeds, inbox, rights';

/** Kinds that Tocsin can complete. */
const COMPLETED: readonly Param<unknown>['kind'][] = [
  'actor',
  'incident',
  'subject',
  'followed',
  'claim',
  'date',
  'verb',
  'zone',
];

/** How much is said of options: all verbs of a command together have 8000 characters. DD */
interface Fullness {
  /** Choices that are written out; longer lists are completed as one types. */
  readonly listed: number;
  /** Characters of a description. */
  readonly described: number;
}

/** The first that fits is taken. Which options there are, and what they take, is the same in all. */
const FULLNESSES: readonly Fullness[] = [
  { listed: 12, described: LIMITS.description },
  { listed: 4, described: LIMITS.description },
  { listed: 4, described: 60 },
  { listed: 0, described: 40 },
  { listed: 0, described: 25 },
];

/** Longer texts are written, not chosen. */
const LONGEST_COMPLETED = 300;

function isTick({ choices }: Param<unknown>): boolean {
  return choices.length === 2 && choices.includes('true') && choices.includes('false');
}

function isCompleted({ kind, takes, choices, maxLength = 0 }: Param<unknown>): boolean {
  if (choices.length > 0 || COMPLETED.includes(kind)) return true;
  return kind === 'text' && takes === 'rest' && maxLength <= LONGEST_COMPLETED;
}

function toOption(name: string, param: Param<unknown>, fullness: Fullness): Option {
  const { required, choices, range, kind } = param;
  const common = { name, description: shorten(param.description, fullness.described), required };
  if (isTick(param)) return { ...common, type: ApplicationCommandOptionType.Boolean };
  if (kind === 'person') return { ...common, type: ApplicationCommandOptionType.User };
  if (kind === 'group') return { ...common, type: ApplicationCommandOptionType.Role };
  if (kind === 'number') {
    const limits = range === undefined ? {} : { min_value: range.min, max_value: range.max };
    return { ...common, type: ApplicationCommandOptionType.Integer, ...limits };
  }
  const text = { ...common, type: ApplicationCommandOptionType.String } as const;
  if (choices.length > 0 && choices.length <= fullness.listed) {
    return {
      ...text,
      choices: choices.map((choice) => ({ name: choiceLabel(choice), value: choice })),
    };
  }
  const max_length = Math.min(param.maxLength ?? LONGEST_COMPLETED, LIMITS.optionText);
  return isCompleted(param) ? { ...text, max_length, autocomplete: true } : { ...text, max_length };
}

function toSubcommand(command: Command, fullness: Fullness): APIApplicationCommandSubcommandOption {
  const asked = Object.entries(paramsOf(command)).filter(([, { typedOnly }]) => typedOnly !== true);
  const options = asked.map(([name, param]) => toOption(name, param, fullness));
  const { verb: name, summary: description } = command;
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
    description,
    ...localised(name),
    // Discord wants those first that must be given.
    options: [...options.filter((one) => one.required), ...options.filter((one) => !one.required)],
  };
}

interface Counted {
  readonly name?: string;
  readonly value?: unknown;
  readonly description?: string;
  readonly description_localizations?: object | null | undefined;
  readonly options?: readonly Counted[];
  readonly choices?: readonly Counted[];
}

/** Characters as Discord counts them: the longest language of each description. DD */
export function charactersOf(counted: Counted): number {
  const {
    name = '',
    value,
    description = '',
    description_localizations,
    options,
    choices,
  } = counted;
  const languages: string[] = [description, ...Object.values(description_localizations ?? {})];
  const parts = [...(options ?? []), ...(choices ?? [])];
  return (
    name.length +
    (typeof value === 'string' ? value.length : 0) +
    Math.max(...languages.map(({ length }) => length)) +
    parts.reduce((sum, part) => sum + charactersOf(part), 0)
  );
}

function tooMuch(what: string, limit: number): TocsinError {
  return new TocsinError(`The command has ${what}; Discord takes ${limit}.`, {
    code: 'discord.command-too-large',
    fault: 'ours',
    remedy: 'Shorten summaries and descriptions in commands/, or divide the verbs.',
  });
}

/** @throws TocsinError when there is more than Discord takes */
function fitting<T extends Counted>(make: (fullness: Fullness) => T): T {
  const [fullest, ...shorter] = FULLNESSES.map(make);
  const verbs = fullest?.options?.length ?? 0;
  if (verbs > LIMITS.options) throw tooMuch(`${verbs} verbs`, LIMITS.options);
  const all = [fullest, ...shorter].filter((command) => command !== undefined);
  const fit = all.find((command) => charactersOf(command) <= LIMITS.commandText);
  if (fit !== undefined) return fit;
  const least = Math.min(...all.map(charactersOf));
  throw tooMuch(`${least} characters at least`, LIMITS.commandText);
}

/** Where a command is offered. */
type Reach = Pick<
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  'contexts' | 'integration_types'
>;

const EVERYWHERE: Reach = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
};

/** Rights beyond asking are granted in servers; see `rightsOf` in `to-invocation.ts`. */
const IN_SERVERS: Reach = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

function slash(name: string, about: object & { description: string }, verbs: readonly Command[]) {
  return fitting((fullness) => ({
    type: ApplicationCommandType.ChatInput as const,
    name,
    ...about,
    options: verbs.map((one) => toSubcommand(one, fullness)),
  }));
}

/**
 * What is registered with Discord: the command with a subcommand for each verb that asks or subscribes,
 * another for the verbs of the desk, and a command in the menu of messages.
 * @throws TocsinError when there is more than Discord takes
 */
export function discordCommands(
  commands: readonly Command[],
  { command, scope }: CommandOptions,
): RESTPostAPIApplicationCommandsJSONBody[] {
  const offered = (reach: Reach) => (scope === 'guild' ? {} : reach);
  const name = command.replace(/^\//, '');
  const everybody = commands.filter((one) => !isDeskVerb(one));
  const desk = commands.filter(isDeskVerb);
  const asked = { description: SUMMARY, ...localised(''), ...offered(EVERYWHERE) };
  const edited = { description: DESK_SUMMARY, ...localised(DESK), ...offered(IN_SERVERS) };
  return [
    slash(name, asked, everybody),
    ...(desk.length === 0 ? [] : [slash(deskCommand(name), edited, desk)]),
    {
      type: ApplicationCommandType.Message,
      name: CONTROL_WORDS.lookUpNames,
      ...offered(EVERYWHERE),
    },
  ];
}
