import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, squeeze } from '../../../src/command/clean.ts';
import { fill } from '../../../src/command/fill.ts';
import { formatLine, readLine } from '../../../src/command/grammar.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { command } from './house.ts';

/** Tokens in short: words as they are, quoted ones in ‹›, options as `key=value`. */
function short(line: string): string[] {
  return readLine(line).tokens.map((token) => {
    if (token.type === 'option') return `${token.key}=${token.value}`;
    return token.quoted ? `‹${token.text}›` : token.text;
  });
}

describe('readLine', () => {
  it.each<[string, string[]]>([
    ['actor Charming Kitten', ['actor', 'Charming', 'Kitten']],
    ['actor "Charming Kitten" x', ['actor', '‹Charming Kitten›', 'x']],
    ['actor “Charming Kitten”', ['actor', '‹Charming Kitten›']],
    ['actor „Charming Kitten“', ['actor', '‹Charming Kitten›']],
    ['actor «Charming Kitten»', ['actor', '‹Charming Kitten›']],
    ['actor ‘Charming Kitten’', ['actor', '‹Charming Kitten›']],
    ["actor 'Charming Kitten'", ['actor', '‹Charming Kitten›']],
    ['actor “Charming Kitten"', ['actor', '‹Charming Kitten›']],
    ['actor "Charming Kitten”', ['actor', '‹Charming Kitten›']],
    ['search "he said “241” then"', ['search', '‹he said “241” then›']],
    ['search “he said "241" then”', ['search', '‹he said "241" then›']],
    ['search "a \\"b\\" c"', ['search', '‹a "b" c›']],
    ["search 'Microsoft's report' x", ['search', "‹Microsoft's report›", 'x']],
  ])('reads quotes: %s', (line, tokens) => {
    expect(short(line)).toEqual(tokens);
  });

  it.each<[string, string[]]>([
    ["Microsoft's Guards' report", ["Microsoft's", "Guards'", 'report']],
    ['Microsoft’s report', ['Microsoft’s', 'report']],
    ["'tis 2019", ["'tis", '2019']],
    ['a 6"disk', ['a', '6"disk']],
  ])('leaves apostrophes alone: %s', (line, tokens) => {
    expect(short(line)).toEqual(tokens);
  });

  it.each<[string, string[]]>([
    ['actor "Charming Kitten', ['actor', '‹Charming Kitten›']],
    ['actor "Charming Kitten as-of:2019', ['actor', '‹Charming Kitten›', 'as-of=2019']],
    ['actor:"Charming Kitten public:true', ['actor=Charming Kitten', 'public=true']],
    ['actor "', ['actor', '‹›']],
  ])('closes an open quote at the end or before an option: %s', (line, tokens) => {
    expect(short(line)).toEqual(tokens);
  });

  it.each<[string, string[]]>([
    ['actor:"Charming Kitten" x', ['actor=Charming Kitten', 'x']],
    ['since:2019-10', ['since=2019-10']],
    ['since：2019', ['since=2019']],
    ['as–of:2019', ['as–of=2019']],
    ['10:30 c:x T1566:y :smile:', ['10:30', 'c:x', 'T1566:y', ':smile:']],
  ])('reads key:value: %s', (line, tokens) => {
    expect(short(line)).toEqual(tokens);
  });

  it('takes every space for a space and drops what has no width', () => {
    expect(short('stats\u00a0Solar\u200bWinds\u3000\u2003as\u00ad-of:2019\ufeff')).toEqual([
      'stats',
      'SolarWinds',
      'as-of=2019',
    ]);
    expect(short('a\tb\nc\u0000d\u2028e')).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('keeps joiners where they are spelling', () => {
    expect(cleanLine('بچه\u200cگربه st\u200dats 👩\u200d💻')).toBe(
      'بچه\u200cگربه stats 👩\u200d💻',
    );
  });

  it.each([
    '/tocsin stats',
    '/Tocsin stats',
    '@tocsin stats',
    '@Tocsin, stats',
    '<@U0123> stats',
    '<@!99> stats',
    '<@U1|bot> /tocsin stats',
    'tocsin: stats',
  ])('drops the name of the bot: %s', (line) => {
    expect(short(line)).toEqual(['stats']);
  });

  it('points tokens at the line', () => {
    const { text, tokens } = readLine('actor "A B" since:2019');
    expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual([
      'actor',
      '"A B"',
      'since:2019',
    ]);
  });

  it('reads anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), (line) => {
        const { text, tokens } = readLine(line);
        let last = 0;
        for (const { start, end } of tokens) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
        expect(cleanLine(text)).toBe(text);
      }),
    );
  });
});

const NASTY = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'ab \\"\'“”‘’«»„:/?-.,\u00a0\u200b\u200d'), maxLength: 30 }),
  fc.constantFrom(
    'help',
    '?',
    '--help',
    'HELP',
    'public:true',
    'https://x.example/?a=b',
    "Guards'",
  ),
);

describe('formatLine', () => {
  const today = '2026-11-22';

  it('writes bare words where the verb takes them', () => {
    const { params } = command('actor');
    expect(formatLine('actor', { actor: 'Charming Kitten', detail: 'full' }, params)).toBe(
      'actor Charming Kitten detail:full',
    );
    expect(formatLine('actor', { detail: 'full', actor: 'a "b"' }, params)).toBe(
      'actor "a \\"b\\"" detail:full',
    );
    expect(formatLine('actor', { actor: 'help' }, params)).toBe('actor "help"');
    expect(formatLine('search', { query: 'why: x', skip: 6, page: undefined })).toBe(
      'search query:"why: x" skip:6',
    );
  });

  it('keys a value when an earlier one is left out', () => {
    const { params } = command('compare');
    expect(formatLine('compare', { left: 'apt28', right: 'apt29' }, params)).toBe(
      'compare apt28 apt29',
    );
    expect(formatLine('compare', { right: 'apt29' }, params)).toBe('compare right:apt29');
  });

  it.each([
    ['actor', ['actor', 'detail']],
    ['compare', ['left', 'right']],
    ['search', ['query', 'as-of']],
    ['incidents', ['actor', 'origin', 'since']],
  ])('reads back what it writes: %s', (verb, keys) => {
    const values = fc.record(Object.fromEntries(keys.map((key) => [key, NASTY])), {
      requiredKeys: [],
    });
    fc.assert(
      fc.property(values, fc.boolean(), (given, withParams) => {
        const expected = Object.fromEntries(
          Object.entries(given)
            .map(([key, value = '']) => [key, squeeze(cleanLine(value))])
            .filter(([, value]) => value !== ''),
        );
        const line = formatLine(verb, given, withParams ? command(verb).params : undefined);
        const [first, ...tokens] = readLine(line).tokens;
        expect(first).toMatchObject({ type: 'word', text: verb });
        expect(fill({ command: command(verb), tokens }, { today })).toEqual({
          ok: true,
          value: expected,
        });
      }),
      { numRuns: 400 },
    );
  });
});
