import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLine } from '../../../src/command/grammar.ts';
import { type ParsedLine, parse } from '../../../src/command/parse.ts';
import type { Outcome, Problem } from '../../../src/command/problem.ts';
import { COMMANDS, command } from './house.ts';

const TODAY = '2026-11-22';

function read(line: string, plainText = false): Outcome<ParsedLine> {
  const [verb, ...tokens] = readLine(line).tokens;
  return parse(
    { command: command(verb?.type === 'word' ? verb.text : ''), tokens },
    { today: TODAY, plainText },
  );
}

function parsed(line: string, plainText = false): ParsedLine {
  const outcome = read(line, plainText);
  if (!outcome.ok) throw new Error(`${line}: ${outcome.problem.kind}`);
  return outcome.value;
}

function problem(line: string): Problem {
  const outcome = read(line);
  if (outcome.ok) throw new Error(`${line} has no problem`);
  return outcome.problem;
}

describe('parse', () => {
  it.each<[string, Record<string, unknown>]>([
    ['actor Charming Kitten', { actor: 'Charming Kitten' }],
    ['actor "Charming Kitten" detail:FULL', { actor: 'Charming Kitten', detail: 'full' }],
    ['actor detail:full Charming Kitten', { actor: 'Charming Kitten', detail: 'full' }],
    ['actor Actor:"Charming Kitten"', { actor: 'Charming Kitten' }],
    ['actor actor: APT42', { actor: 'APT42' }],
    ['compare apt28 apt29', { left: 'apt28', right: 'apt29' }],
    ['compare left:apt28 apt29', { left: 'apt28', right: 'apt29' }],
    ['compare apt29 left:apt28', { left: 'apt28', right: 'apt29' }],
    ['incidents since:2019-10 top:5', { since: '2019-10', top: 5 }],
    ['incidents since:"4 Oct 2019"', { since: '2019-10-04' }],
    ['incidents since:4 Oct 2019 top:5', { since: '2019-10-04', top: 5 }],
    ['incidents since: October 4, 2019', { since: '2019-10-04' }],
    ['incidents since:yesterday', { since: '2026-11-21' }],
    [
      'search https://x.example/a Microsoft: said',
      { query: 'https://x.example/a Microsoft: said' },
    ],
    ["search Microsoft's 'own' words", { query: "Microsoft's own words" }],
    ['stats', {}],
  ])('%s', (line, values) => {
    const given = Object.entries(parsed(line).values).filter(([, value]) => value !== undefined);
    expect(Object.fromEntries(given)).toEqual(values);
  });

  it('takes the common options with every verb', () => {
    expect(parsed('actor APT42 public:TRUE page:3')).toMatchObject({ public: true, page: 3 });
    expect(parsed('help public:false')).toMatchObject({ public: false, page: 1 });
  });

  it.each([
    ['stats as-of:2019', '2019-12-31'],
    ['stats asof:2019-10', '2019-10-31'],
    ['stats AS_OF:2019-10-04', '2019-10-04'],
    ['stats as–of:2020-02', '2020-02-29'],
    ['stats as-of:"4 October 2019"', '2019-10-04'],
    ['stats as-of:today', '2026-11-22'],
    ['stats as-of:yesterday', '2026-11-21'],
    ['stats as-of:2026', '2026-11-22'],
    ['stats as-of:2026-11', '2026-11-22'],
    ['stats as-of:0001', '0001-12-31'],
  ])('%s is the view of %s', (line, day) => {
    expect(parsed(line)).toMatchObject({ asOf: day, commandLine: `stats as-of:${day}` });
  });

  it.each([
    ['actor "Charming  Kitten" page:2 public:true', 'actor Charming Kitten'],
    ['actor detail:Full actor:apt42', 'actor apt42 detail:full'],
    ['figures SolarWinds', 'stats SolarWinds'],
    ['incidents since:"4 Oct 2019"', 'incidents since:2019-10-04'],
    ['search why: "x" help', 'search "why: x help"'],
  ])('writes %s canonically', (line, canonical) => {
    expect(parsed(line).commandLine).toBe(canonical);
  });

  it('keeps unknown keys as words in a plain question', () => {
    expect(parsed('search did origin:Iran say "a b" as-of:2019', true)).toMatchObject({
      values: { query: 'did origin:Iran say a b' },
      asOf: '2019-12-31',
    });
  });

  it.each<[string, Record<string, unknown>, string?]>([
    [
      'incidents orgin:Iran',
      { kind: 'unknown-key', key: 'orgin', closest: 'origin' },
      'incidents origin:Iran',
    ],
    ['actor x ORIGINS:Iran', { kind: 'unknown-key', key: 'ORIGINS', closest: undefined }],
    ['stats asof:2019 as-of:2020', { kind: 'repeated-key', key: 'as-of' }, 'stats asof:2019'],
    ['incidents since:', { kind: 'empty-value', key: 'since' }, 'incidents'],
    ['incidents origin:""', { kind: 'empty-value', key: 'origin' }, 'incidents'],
    ['actor', { kind: 'missing', verb: 'actor', key: 'actor' }],
    ['compare apt28', { kind: 'missing', key: 'right' }],
    ['help stats now', { kind: 'extra-words', given: 'now' }, 'help stats'],
    ['incidents Iran "and Russia"', { kind: 'extra-words', given: 'Iran and Russia' }, 'incidents'],
    [
      'actor detail:ful x',
      {
        kind: 'bad-value',
        key: 'detail',
        given: 'ful',
        expects: { type: 'choice', choices: ['short', 'full'] },
      },
      'actor detail:full x',
    ],
    [
      'incidents top:51',
      { kind: 'bad-value', expects: { type: 'number', min: 1, max: 50 } },
      'incidents',
    ],
    ['incidents top:0x10', { kind: 'bad-value', key: 'top', given: '0x10' }],
    ['incidents top:1e1', { kind: 'bad-value', key: 'top' }],
    ['incidents top:1.5', { kind: 'bad-value', key: 'top' }],
    ['stats page:1000', { kind: 'bad-value', expects: { type: 'number', min: 1, max: 999 } }],
    ['stats page:0', { kind: 'bad-value', key: 'page' }],
    [
      'stats public:maybe',
      { kind: 'bad-value', expects: { type: 'choice', choices: ['true', 'false'] } },
    ],
    [
      'incidents since:4/10/2019',
      { kind: 'bad-value', expects: { type: 'date' }, given: '4/10/2019' },
    ],
    ['stats as-of:2019-02-30', { kind: 'bad-value', key: 'as-of' }],
    [`actor ${'x'.repeat(301)}`, { kind: 'bad-value', expects: { type: 'text', maxLength: 300 } }],
    ['compare unc1 apt29', { kind: 'bad-value', key: 'left', expects: { type: 'other' } }],
    ['stats as-of:2026-11-23', { kind: 'future-date', given: '2026-11-23', today: TODAY }, 'stats'],
    ['stats as-of:2027', { kind: 'future-date', given: '2027' }, 'stats'],
    ['help as-of:2019', { kind: 'no-as-of', verb: 'help' }, 'help'],
  ])('%s', (line, expected, correction) => {
    const found = problem(line);
    expect(found).toMatchObject(expected);
    const mended = found.suggestions.filter(({ why }) => why === 'correction' || why === 'reduced');
    if (correction !== undefined) {
      expect(mended.map((one) => one.commandLine)).toContain(correction);
    }
  });

  it('offers either meaning of a repeated key', () => {
    const lines = problem('incidents since:2019 origin:Iran since:2020').suggestions;
    expect(lines.slice(0, 2).map((one) => one.commandLine)).toEqual([
      'incidents since:2019 origin:Iran',
      'incidents origin:Iran since:2020',
    ]);
  });

  it('reads its own canonical line the same', () => {
    const words = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('since:2019', 'as-of:2019', '"a b"', "it's", 'detail:full', 'help', 'top:7'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...COMMANDS), fc.array(words, { maxLength: 5 }), (verb, line) => {
        const { tokens } = readLine(`x ${line.join(' ')}`);
        const first = parse({ command: verb, tokens: tokens.slice(1) }, { today: TODAY });
        if (!first.ok) return;
        const again = parsed(first.value.commandLine);
        expect(again).toEqual({ ...first.value, page: 1, public: false });
      }),
      { numRuns: 1000 },
    );
  });
});
