import { ApplicationCommandUpdateRequestSchema } from 'discord-api-spec/zod';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../../commands/index.ts';
import { defineCommand } from '../../../../src/command/define.ts';
import { param } from '../../../../src/command/param.ts';
import { charactersOf, discordCommands } from '../../../../src/platform/discord/commands.ts';
import { LIMITS } from '../../../../src/platform/discord/limits.ts';
import { LOCALISATIONS } from '../../../../src/platform/discord/localisations.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

interface Option {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly options?: readonly Option[];
}

function slash(commands = COMMANDS, scope: 'global' | 'guild' = 'global') {
  const [command] = discordCommands(commands, { command: '/tocsin', scope });
  return command as unknown as Option & { readonly contexts?: readonly number[] };
}

function desk() {
  const [, command] = discordCommands(COMMANDS, { command: '/tocsin', scope: 'global' });
  return command as unknown as Option & { readonly contexts?: readonly number[] };
}

function verb(name: string): readonly Option[] {
  const all = [...(slash().options ?? []), ...(desk().options ?? [])];
  return all.find((one) => one.name === name)?.options ?? [];
}

const flat = (options: readonly Option[] = []): Option[] =>
  options.flatMap((one) => [one, ...flat(one.options)]);

/** A verb with so many options that nobody could say more of. */
function wordy(index: number, options: number) {
  const letters = (n: number) => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));
  const choices = [
    'first-choice',
    'second-choice',
    'third-choice',
    'fourth-choice',
    'fifth-choice',
  ];
  const params = Array.from({ length: options }, (_, n) => [
    `key-${letters(n)}`,
    n === 0
      ? param.choice('y '.repeat(50).trim(), choices).optional
      : param.keyed('text', 'y '.repeat(50).trim()).optional,
  ]);
  return defineCommand({
    verb: `wordy-${letters(index)}`,
    aliases: [],
    summary: 'x'.repeat(100),
    examples: [],
    params: Object.fromEntries(params),
    asOf: false,
    right: 'ask',
    run: () => {
      throw new Error('never run');
    },
  });
}

describe('what is registered', () => {
  test('has a subcommand for each verb, in one of two commands, and one in the menu of messages', () => {
    const [command, second, menu, ...none] = discordCommands(COMMANDS, {
      command: '/bell',
      scope: 'global',
    });
    expect([command?.name, second?.name, none]).toEqual(['bell', 'bell-desk', []]);
    const needsNaming = (one: (typeof COMMANDS)[number]) => /edit|administer/.test(one.right);
    const verbs = (all: typeof COMMANDS) => all.map((one) => one.verb);
    expect(slash().options?.map(({ name }) => name)).toEqual(
      verbs(COMMANDS.filter((one) => !needsNaming(one))),
    );
    expect(desk().options?.map(({ name }) => name)).toEqual(verbs(COMMANDS.filter(needsNaming)));
    expect(menu).toEqual({
      type: 3,
      name: 'Look up names in this message',
      contexts: [0, 1, 2],
      integration_types: [0, 1],
    });
  });

  test('offers the verbs of the desk in servers only, where rights are granted', () => {
    expect(desk()).toMatchObject({ contexts: [0], integration_types: [0] });
    const asked = COMMANDS.filter(({ right }) => right === 'ask');
    const names = discordCommands(asked, { command: 'tocsin', scope: 'global' });
    expect(names.map(({ name }) => name)).toEqual(['tocsin', 'Look up names in this message']);
  });

  test('is what Discord’s own description allows', () => {
    for (const scope of ['global', 'guild'] as const) {
      const body = discordCommands(COMMANDS, { command: '/tocsin', scope });
      for (const one of body) {
        const parsed = ApplicationCommandUpdateRequestSchema.safeParse(one);
        expect(parsed.error).toBeUndefined();
      }
    }
  });

  test('keeps within the limits, and names options as Discord wants them', () => {
    for (const command of [slash(), desk()]) {
      expect(charactersOf(command)).toBeLessThanOrEqual(LIMITS.commandText);
    }
    for (const { name, description, choices = [], options = [] } of flat([slash(), desk()])) {
      expect(name).toMatch(NAME);
      expect(name).toBe(name.toLowerCase());
      expect(description.length).toBeGreaterThan(0);
      expect(description.length).toBeLessThanOrEqual(LIMITS.description);
      expect(choices.length).toBeLessThanOrEqual(LIMITS.options);
      expect(options.length).toBeLessThanOrEqual(LIMITS.options);
      const firstOptional = options.findIndex((one) => one.required !== true);
      const needed = firstOptional < 0 ? [] : options.slice(firstOptional);
      expect(needed.some((one) => one.required === true)).toBe(false);
    }
  });

  test('gives each parameter the option that fits it', () => {
    expect(verb('actor')).toMatchObject([
      { name: 'actor', type: 3, required: true, autocomplete: true, max_length: 300 },
      { name: 'public', type: 5 },
      { name: 'as-of', type: 3, autocomplete: true, max_length: 300 },
    ]);
    const sector = verb('incidents').find(({ name }) => name === 'sector');
    expect(sector).toMatchObject({ type: 3, autocomplete: true });
    expect(verb('grant').find(({ name }) => name === 'right')?.choices).toHaveLength(4);
    expect(verb('grant').find(({ name }) => name === 'person')).toMatchObject({ type: 6 });
    expect(verb('subscribe')).toMatchObject([
      { name: 'subject', type: 3, autocomplete: true },
      { name: 'severity', type: 3 },
      ...verb('subscribe').slice(2),
    ]);
    expect(verb('subscribe').find(({ name }) => name === 'mention')).toMatchObject({ type: 8 });
    expect(verb('subscribe').find(({ name }) => name === 'zone')?.autocomplete).toBe(true);
    expect(verb('incidents').map(({ name }) => name)).not.toContain('skip');
    expect(verb('incidents').find(({ name }) => name === 'origin')?.autocomplete).toBeUndefined();
  });

  test('says nothing of other places in one server', () => {
    expect(slash(COMMANDS, 'guild')).not.toHaveProperty('contexts');
  });

  test('is refused when there is too much of it', () => {
    const many = Array.from({ length: 26 }, (_, index) => ({
      ...(COMMANDS[0] as (typeof COMMANDS)[number]),
      verb: `verb-${String.fromCharCode(97 + index)}`,
    }));
    expect(() => slash(many)).toThrow('26 verbs');
    const words = Array.from({ length: 20 }, (_, index) => wordy(index, 20));
    expect(() => slash(words)).toThrow(/characters/);
  });

  test('says less of options where all verbs together would be too much, and leaves none out', () => {
    const all = Array.from({ length: 25 }, (_, index) => wordy(index, index < 2 ? 15 : 4));
    const command = slash(all);
    expect(charactersOf(command)).toBeLessThanOrEqual(LIMITS.commandText);
    const asked = all.map(({ params }) => [...Object.keys(params), 'public']);
    expect(command.options?.map(({ options = [] }) => options.map(({ name }) => name))).toEqual(
      asked,
    );
    for (const { description, autocomplete, choices } of flat(command.options)) {
      expect(description.length).toBeGreaterThan(10);
      expect(autocomplete === true && choices !== undefined).toBe(false);
    }
    const [choice] = command.options?.[0]?.options ?? [];
    expect(choice).toMatchObject({ autocomplete: true });
    expect(command.options?.every(({ description }) => description.length === 100)).toBe(true);
  });

  test('says of the verbs that there are all that they say themselves', () => {
    const said = flat([slash(), desk()]).filter(({ description }) => description.endsWith('…'));
    expect(said).toEqual([]);
  });
});

describe('descriptions in other languages', () => {
  test.each(Object.entries(LOCALISATIONS))(
    '%s: within the limit, and of verbs that exist',
    (_, texts) => {
      for (const text of Object.values(texts)) {
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(LIMITS.description);
      }
      const verbs = ['', '-desk', ...COMMANDS.map((one) => one.verb)];
      expect(Object.keys(texts).filter((key) => !verbs.includes(key))).toEqual([]);
    },
  );

  test('are counted by the longest', () => {
    const description_localizations = { de: 'vier', fr: 'dix lettres' };
    expect(charactersOf({ name: 'ab', description: 'one', description_localizations })).toBe(13);
  });
});
