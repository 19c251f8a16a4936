import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS as REAL } from '../../../commands/index.ts';
import {
  type FormField,
  formAsked,
  formFields,
  lineFromFields,
} from '../../../src/command/form.ts';
import { readLine } from '../../../src/command/grammar.ts';
import { parse } from '../../../src/command/parse.ts';
import { Registry } from '../../../src/command/registry.ts';

const registry = new Registry(REAL);

function command(verb: string) {
  const found = registry.find(verb);
  if (found === undefined) throw new Error(`no ${verb}`);
  return found;
}

function keys(verb: string): string[] {
  return formFields(command(verb)).map(({ key }) => key);
}

describe('formAsked', () => {
  it.each(['', '  ', '/tocsin', '<@U0BOT>', 'form', 'Form', '/form', 'form:', 'forms', 'form!'])(
    'takes %j for a form that asks for the verb first',
    (line) => {
      expect(formAsked(line, registry)).toEqual({ verb: undefined, values: {} });
    },
  );

  it.each([
    ['form stats', 'stats'],
    ['/form figures', 'stats'],
    ['form verb:actor', 'actor'],
    ['<@U0BOT> form "stats"', 'stats'],
    ['form HELP', undefined],
    ['form grant', 'grant'],
  ])('%j asks for a form for %s', (line, verb) => {
    expect(formAsked(line, registry)?.verb).toBe(verb);
  });

  it.each<[line: string, verb: string, values: Record<string, string>]>([
    ['form stats SolarWinds', 'stats', { incident: 'SolarWinds' }],
    ['form stats', 'stats', {}],
    [
      'form publish draft:D-7F3KQ headline:"Three men: indicted" severity:high',
      'publish',
      { draft: 'D-7F3KQ', headline: 'Three men: indicted', severity: 'high' },
    ],
  ])('%j opens one with what follows in it', (line, verb, values) => {
    expect(formAsked(line, registry)).toEqual({ verb, values });
  });

  it.each([
    'stats',
    'form help',
    'form --help',
    'form ?',
    'help form',
    'form nothing-known',
    'form form',
    'form stats colour:red',
    '"form"',
    'which form did it take?',
    'x'.repeat(3000),
  ])('leaves %.40s to be answered with a card', (line) => {
    expect(formAsked(line, registry)).toBeUndefined();
  });
});

describe('formFields', () => {
  it("asks for the verb's own parameters, then for what goes with every line", () => {
    expect(keys('timeline')).toEqual(['incident', 'actor', 'detail', 'public', 'as-of']);
    expect(keys('status')).toEqual(['public']);
  });

  it('does not ask for paging, nor for other places', () => {
    for (const { verb } of REAL) {
      for (const key of ['page', 'skip', 'more', 'in']) expect(keys(verb), verb).not.toContain(key);
    }
  });

  it('asks for what only buttons give where a button gave it', () => {
    expect(keys('publish')).not.toContain('draft');
    const given = formFields(command('publish'), { draft: 'D-7F3KQ' }).map(({ key }) => key);
    expect(given[0]).toBe('draft');
  });

  it('says what kind each is', () => {
    const byKey = (verb: string) =>
      Object.fromEntries(formFields(command(verb)).map((field) => [field.key, field]));
    expect(byKey('actor').actor).toEqual({
      key: 'actor',
      label: 'Actor',
      description: 'Any name of the group',
      kind: 'actor',
      required: true,
      choices: [],
      range: undefined,
      maxLength: 300,
    } satisfies FormField);
    expect(byKey('actor')['as-of']).toMatchObject({ kind: 'date', label: 'As of' });
    expect(byKey('actor').public).toMatchObject({ kind: 'tick', choices: [] });
    expect(byKey('grant').person).toMatchObject({ kind: 'person', required: false });
    expect(byKey('grant').right?.choices).toEqual(['subscribe', 'edit', 'administer', 'none']);
  });
});

describe('lineFromFields', () => {
  it('makes the canonical line', () => {
    const line = (verb: string, values: Record<string, string | undefined>) =>
      lineFromFields(command(verb), values);
    expect(line('stats', {})).toBe('stats');
    expect(line('stats', { incident: '', public: 'false', 'as-of': undefined })).toBe('stats');
    expect(line('actor', { actor: 'Mint Sandstorm', 'as-of': '2020', public: 'true' })).toBe(
      'actor Mint Sandstorm public:true as-of:2020',
    );
    expect(line('grant', { person: 'U0123ABCD', right: 'edit', rogue: 'x' })).toBe(
      'grant U0123ABCD right:edit',
    );
    expect(line('search', { query: 'page:9 public:true "x"' })).toBe(
      'search "page:9 public:true \\"x\\""',
    );
  });

  it('keeps each value what it was, whatever is typed into a field', () => {
    const unit = fc.constantFrom(
      ...[
        '"',
        '“',
        "'",
        '’',
        '\\',
        ':',
        ' ',
        '-',
        '<',
        '>',
        '\u0000',
        '\u200b',
        'é',
        'ت',
        'a',
        'B',
        '1',
      ],
      ...['page:2', 'public:true', 'as-of:2019', 'help', '--help'],
    );
    const text = fc.string({ unit, minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, (typed) => {
        const line = lineFromFields(command('search'), { query: typed });
        const [, ...tokens] = readLine(line).tokens;
        const parsed = parse({ command: command('search'), tokens }, { today: '2026-11-22' });
        if (!parsed.ok) {
          expect(parsed.problem.kind).toBe('missing');
          return;
        }
        expect(parsed.value).toMatchObject({ public: false, page: 1, asOf: undefined });
        expect(parsed.value.commandLine).toBe(line);
      }),
    );
  });
});
