import type { CommandOption, Localizations } from './command-body.ts';
import { type FormFault, fault, type Path } from './refusal.ts';

/** DD:application-commands */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LONGEST_VALUE = 100;
/** DD:reference */
const LOCALES = (
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru ' +
  'uk hi th zh-CN ja zh-TW ko'
).split(' ');

/** Whether a name is one that can be typed. */
export function nameFaults(name: string, path: Path): FormFault[] {
  if (NAME.test(name) && name === name.toLowerCase()) return [];
  return [fault([...path, 'name'], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')];
}

/** Faults of translations: `typed` ones keep the rules of a name. */
export function localeFaults(
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
  const faults = choices.flatMap((choice) => localeFaults(choice, here, false));
  if (choices.length > 0 && option.autocomplete === true)
    faults.push(fault(here, 'APPLICATION_COMMAND_AUTOCOMPLETE_NO_CHOICES', 'One or the other'));
  for (const key of ['name', 'value'] as const)
    if (new Set(choices.map((one) => one[key])).size < choices.length)
      faults.push(fault(here, 'APPLICATION_COMMAND_OPTIONS_CHOICE_DUPLICATE', `A ${key} is twice`));
  for (const { name, value } of choices)
    if (String(value).length > LONGEST_VALUE)
      faults.push(fault(here, 'BASE_TYPE_MAX_LENGTH', `${name}: a value over 100`));
  return faults;
}

function rangeFaults(option: CommandOption, path: Path): FormFault[] {
  const { min_length: shortest = 0, max_length: longest = 6000 } = option;
  const { min_value: least = -Infinity, max_value: most = Infinity } = option;
  if (shortest <= longest && least <= most) return [];
  return [fault(path, 'APPLICATION_COMMAND_OPTION_RANGE', 'The least is above the most')];
}

function orderFaults(options: readonly CommandOption[], path: Path): FormFault[] {
  const late = options.findIndex(
    ({ required }, index) => required === true && index > 0 && !options[index - 1]?.required,
  );
  if (late < 0) return [];
  const words = 'Required options must be placed before non-required options';
  return [fault([...path, late], 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', words)];
}

/** Faults of a list of options, beside those of the schema, which knows how they nest. */
export function optionFaults(options: readonly CommandOption[], path: Path): FormFault[] {
  const names = options.map(({ name }) => name);
  const nested = options.filter(({ type }) => type <= 2).length;
  const faults = orderFaults(options, path);
  if (new Set(names).size < names.length)
    faults.push(fault(path, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'A name is twice'));
  if (nested > 0 && nested < options.length)
    faults.push(fault(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_MIXED', 'Subcommands stand alone'));
  const ofEach = options.flatMap((option, index) => {
    const here = [...path, index];
    return [
      ...nameFaults(option.name, here),
      ...localeFaults(option, here, true),
      ...choiceFaults(option, here),
      ...rangeFaults(option, here),
      ...optionFaults(option.options ?? [], [...here, 'options']),
    ];
  });
  return [...faults, ...ofEach];
}
