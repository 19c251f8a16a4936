export type Localizations = Readonly<Record<string, string>> | null;

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

/** A command as it is registered. */
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

/** Characters of names, descriptions and values, where the longest translation counts. DD:application-commands */
export function commandSize(one: CommandBody | CommandOption): number {
  const choices = 'choices' in one ? (one.choices ?? []) : [];
  const own =
    longest(one.name, one.name_localizations) +
    longest(one.description, one.description_localizations);
  const withChoices = choices.reduce(
    (sum, { name, name_localizations: names, value }) =>
      sum + longest(name, names) + String(value).length,
    own,
  );
  return (one.options ?? []).reduce((sum, option) => sum + commandSize(option), withChoices);
}

function longest(text: string | undefined, localized: Localizations | undefined): number {
  const lengths = Object.values(localized ?? {}).map((one) => one.length);
  return Math.max((text ?? '').length, ...lengths);
}
