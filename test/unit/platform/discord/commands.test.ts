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

function verb(name: string): readonly Option[] {
  return slash().options?.find((one) => one.name === name)?.options ?? [];
}

const flat = (options: readonly Option[] = []): Option[] =>
  options.flatMap((one) => [one, ...flat(one.options)]);

describe('what is registered', () => {
  test('has a subcommand for each verb, and a command in the menu of messages', () => {
    const [command, menu] = discordCommands(COMMANDS, { command: '/tocsin', scope: 'global' });
    expect(command?.name).toBe('tocsin');
    expect(slash().options?.map(({ name }) => name)).toEqual(COMMANDS.map((one) => one.verb));
    expect(menu).toEqual({
      type: 3,
      name: 'Look up names in this message',
      contexts: [0, 1, 2],
      integration_types: [0, 1],
    });
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
    const command = slash();
    expect(charactersOf(command)).toBeLessThanOrEqual(LIMITS.commandText);
    for (const { name, description, choices = [], options = [] } of [
      command,
      ...flat(command.options),
    ]) {
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
    const wordy = defineCommand({
      verb: 'wordy',
      aliases: [],
      summary: 'x'.repeat(100),
      examples: [],
      params: Object.fromEntries(
        Array.from({ length: 20 }, (_, index) => [
          `key-${String.fromCharCode(97 + index)}`,
          param.keyed('text', 'y'.repeat(100)).optional,
        ]),
      ),
      asOf: false,
      right: 'ask',
      run: () => {
        throw new Error('never run');
      },
    });
    const words = Array.from({ length: 5 }, (_, index) => ({ ...wordy, verb: `wordy-${index}` }));
    expect(() => slash(words)).toThrow(/characters/);
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
      const verbs = ['', ...COMMANDS.map((one) => one.verb)];
      expect(Object.keys(texts).filter((key) => !verbs.includes(key))).toEqual([]);
    },
  );

  test('are counted by the longest', () => {
    const description_localizations = { de: 'vier', fr: 'dix lettres' };
    expect(charactersOf({ name: 'ab', description: 'one', description_localizations })).toBe(13);
  });
});
