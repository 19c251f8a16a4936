import { type FormFault, refuseFaults } from './refusal.ts';
import { type SchemaName, schemaFaults } from './spec.ts';

type Path = readonly (string | number)[];
type Localizations = Readonly<Record<string, string>> | null;

export interface CommandChoice {
  readonly name: string;
  readonly value: string | number;
  readonly name_localizations?: Localizations;
}

export interface CommandOption {
  /** 1 subcommand, 2 group, 3 string, 4 integer, 5 boolean, 6 user, 7 channel, 8 role, 10 number … */
  readonly type: number;
  readonly name: string;
  readonly name_localizations?: Localizations;
  readonly description: string;
  readonly description_localizations?: Localizations;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly CommandChoice[] | null;
  readonly channel_types?: readonly number[];
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly options?: readonly CommandOption[] | null;
}

export interface CommandBody {
  readonly name: string;
  readonly name_localizations?: Localizations;
  /** 1 typed, 2 on a user, 3 on a message; 1 when left out. */
  readonly type?: number;
  readonly description?: string;
  readonly description_localizations?: Localizations;
  readonly options?: readonly CommandOption[] | null;
  readonly default_member_permissions?: string | null;
  readonly contexts?: readonly number[] | null;
  readonly integration_types?: readonly number[] | null;
  readonly nsfw?: boolean;
}

/** DD:application-commands */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MOST_BY_TYPE: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
const LONGEST_COMMAND = 8000;
const LOCALES =
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  );

function fault(path: Path, code: string, message: string): FormFault {
  return { path, code, message };
}

function nameFaults(name: string, path: Path): FormFault[] {
  if (NAME.test(name) && name === name.toLowerCase()) return [];
  return [fault([...path, 'name'], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')];
}

function localeFaults(
  one: {
    readonly name_localizations?: Localizations;
    readonly description_localizations?: Localizations;
  },
  path: Path,
  typed: boolean,
): FormFault[] {
  const names = Object.entries(one.name_localizations ?? {});
  const all = [...names, ...Object.entries(one.description_localizations ?? {})];
  return [
    ...all
      .filter(([locale]) => !LOCALES.includes(locale))
      .map(([locale]) => fault(path, 'BASE_TYPE_CHOICES', `${locale} is no locale of Discord`)),
    ...(typed ? names.flatMap(([, name]) => nameFaults(name, path)) : []),
  ];
}

function choiceFaults(option: CommandOption, path: Path): FormFault[] {
  const choices = option.choices ?? [];
  const here = [...path, 'choices'];
  const faults: FormFault[] = [];
  if (choices.length > 0 && option.autocomplete === true)
    faults.push(
      fault(here, 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE', 'Choices or autocomplete'),
    );
  for (const key of ['name', 'value'] as const)
    if (new Set(choices.map((one) => one[key])).size < choices.length)
      faults.push(
        fault(here, 'APPLICATION_COMMAND_OPTIONS_CHOICE_DUPLICATE', `A ${key} stands twice`),
      );
  for (const choice of choices) {
    if (String(choice.value).length > 100)
      faults.push(fault(here, 'BASE_TYPE_MAX_LENGTH', `${choice.name}: a value over 100`));
    faults.push(...localeFaults(choice, here, false));
  }
  return faults;
}

function rangeFaults(option: CommandOption, path: Path): FormFault[] {
  const { min_length: shortest, max_length: longest, min_value: least, max_value: most } = option;
  const bad =
    (shortest ?? 0) > (longest ?? Number.MAX_VALUE) || (least ?? -Infinity) > (most ?? Infinity);
  return bad
    ? [fault(path, 'APPLICATION_COMMAND_OPTION_RANGE', 'The least is above the most')]
    : [];
}

function optionFaults(options: readonly CommandOption[], path: Path, depth: number): FormFault[] {
  const faults: FormFault[] = [];
  const names = options.map(({ name }) => name);
  if (new Set(names).size < names.length)
    faults.push(
      fault(path, 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE', 'Option names are unique'),
    );
  const nested = options.filter(({ type }) => type <= 2);
  if (nested.length > 0 && nested.length < options.length)
    faults.push(fault(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_MIXED', 'Subcommands stand alone'));
  options.forEach((option, index) => {
    const here = [...path, index];
    const { type, required } = option;
    if ((type === 2 && depth > 0) || (type === 1 && depth > 1))
      faults.push(fault(here, 'APPLICATION_COMMAND_OPTIONS_DEPTH', 'Nested too deep'));
    if (required === true && index > 0 && options[index - 1]?.required !== true)
      faults.push(
        fault(here, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options come first'),
      );
    if (type === 2 && (option.options ?? []).some((one) => one.type !== 1))
      faults.push(
        fault(here, 'APPLICATION_COMMAND_OPTIONS_TYPE_MIXED', 'A group holds subcommands'),
      );
    faults.push(
      ...nameFaults(option.name, here),
      ...localeFaults(option, here, true),
      ...choiceFaults(option, here),
      ...rangeFaults(option, here),
      ...optionFaults(option.options ?? [], [...here, 'options'], depth + (type === 2 ? 1 : 2)),
    );
  });
  return faults;
}

function longest(text: string | undefined, localized: Localizations | undefined): number {
  return Math.max((text ?? '').length, ...Object.values(localized ?? {}).map((one) => one.length));
}

/** Characters of names, descriptions and values; the longest translation counts. DD:application-commands */
function size(one: CommandBody | CommandOption): number {
  const choices = 'choices' in one ? (one.choices ?? []) : [];
  const own =
    longest(one.name, one.name_localizations) +
    longest(one.description, one.description_localizations);
  const ofChoices = choices.reduce(
    (sum, choice) =>
      sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
    0,
  );
  return (one.options ?? []).reduce((sum, option) => sum + size(option), own + ofChoices);
}

function contextMenuFaults(body: CommandBody, path: Path): FormFault[] {
  const faults: FormFault[] = [];
  if ((body.description ?? '') !== '')
    faults.push(
      fault(
        [...path, 'description'],
        'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID',
        'Context menu commands cannot have description',
      ),
    );
  if ((body.options ?? []).length > 0)
    faults.push(
      fault(
        [...path, 'options'],
        'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_INVALID',
        'Context menu commands cannot have options',
      ),
    );
  return faults;
}

function bodyFaults(body: CommandBody, guildId: string | undefined, path: Path): FormFault[] {
  const typed = (body.type ?? 1) === 1;
  const faults = localeFaults(body, path, typed);
  if (typed) {
    faults.push(...nameFaults(body.name, path));
    if ((body.description ?? '').length === 0)
      faults.push(fault([...path, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required'));
    faults.push(...optionFaults(body.options ?? [], [...path, 'options'], 0));
  } else faults.push(...contextMenuFaults(body, path));
  if (size(body) > LONGEST_COMMAND)
    faults.push(
      fault(
        path,
        'APPLICATION_COMMAND_TOO_LARGE',
        `Command exceeds maximum size (${LONGEST_COMMAND})`,
      ),
    );
  for (const key of ['contexts', 'integration_types'] as const)
    if (guildId !== undefined && body[key] != null)
      faults.push(
        fault(
          [...path, key],
          'DOUBLE_GLOBAL_ONLY',
          `${key} is only for commands that are everywhere`,
        ),
      );
  return faults;
}

/**
 * Checks one command.
 * @throws Refusal 50035 with every fault
 */
export function checkCommand(
  schema: SchemaName,
  given: unknown,
  guildId: string | undefined,
  path: Path,
): CommandBody {
  const body = given as CommandBody;
  const { nsfw: _nsfw, ...rest } = body ?? {};
  const permissions = body?.default_member_permissions;
  // The schema has the number, the API takes and gives it as text.
  const checked =
    permissions == null ? rest : { ...rest, default_member_permissions: Number(permissions) };
  refuseFaults(schemaFaults(schema, checked, path));
  if (schema !== 'ApplicationCommandPatchRequestPartialSchema')
    refuseFaults(bodyFaults(body, guildId, path));
  return body;
}

/** Faults of a whole list: too many of a type, or a name that stands twice. */
export function countFaults(commands: readonly CommandBody[]): FormFault[] {
  const faults: FormFault[] = [];
  for (const [type, most] of Object.entries(MOST_BY_TYPE)) {
    const of = commands.filter((one) => (one.type ?? 1) === Number(type));
    if (of.length > most)
      faults.push(
        fault([], 'APPLICATION_COMMANDS_TOO_MANY', `${of.length} commands of type ${type}`),
      );
    of.forEach((one, index) => {
      if (of.findIndex(({ name }) => name === one.name) !== index)
        faults.push(
          fault(
            [commands.indexOf(one), 'name'],
            'APPLICATION_COMMANDS_DUPLICATE_NAME',
            'Application command names must be unique',
          ),
        );
    });
  }
  return faults;
}
