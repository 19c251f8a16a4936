import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../../commands/index.ts';
import {
  asksForAll,
  chosenVerb,
  lineOf,
  turnsPage,
} from '../../../../src/platform/discord/lines.ts';

const filled = (options: Record<string, string | number | boolean>) =>
  Object.entries(options).map(([name, value]) => ({ name, value, type: 3 }) as never);

const line = (verb: string, options: Record<string, string | number | boolean> = {}) =>
  lineOf({ verb, options: filled(options) }, COMMANDS);

describe('a subcommand as a line', () => {
  test.each([
    ['stats', {}, 'stats'],
    ['actor', { actor: 'Fancy Bear' }, 'actor Fancy Bear'],
    [
      'actor',
      { actor: 'APT42', 'as-of': '2020', public: true },
      'actor APT42 public:true as-of:2020',
    ],
    ['actor', { actor: 'APT42', public: false }, 'actor APT42'],
    ['incidents', { page: 2, sector: 'media' }, 'incidents sector:media page:2'],
    ['search', { query: 'since:2020 "x"' }, 'search "since:2020 \\"x\\""'],
    ['search', { query: 'help' }, 'search "help"'],
    ['form', { verb: 'stats' }, 'form stats'],
    [
      'grant',
      { person: '123456789012345678', right: 'edit' },
      'grant 123456789012345678 right:edit',
    ],
    ['gone', { x: 'y z' }, 'gone x:"y z"'],
  ])('%s %o', (verb, options, expected) => {
    expect(line(verb, options)).toBe(expected);
  });

  test('is read from what Discord sends', () => {
    const data = { options: [{ type: 1, name: 'stats', options: filled({ incident: 'x' }) }] };
    expect(chosenVerb(data)).toMatchObject({ verb: 'stats', options: [{ value: 'x' }] });
    expect(chosenVerb({ options: [{ type: 1, name: 'help' }] })).toEqual({
      verb: 'help',
      options: [],
    });
    expect(chosenVerb({})).toBeUndefined();
    expect(chosenVerb({ options: [{ type: 3, name: 'x', value: 'y' }] })).toBeUndefined();
  });
});

describe('what a line tells beforehand', () => {
  test('whether it is for all', () => {
    expect(asksForAll('stats public:true')).toBe(true);
    expect(asksForAll('stats Public:"TRUE"')).toBe(true);
    expect(asksForAll('stats public:false')).toBe(false);
    expect(asksForAll('search "public:true"')).toBe(false);
  });

  test('whether it turns a page', () => {
    expect(turnsPage('sources page:2')).toBe(true);
    expect(turnsPage('sources page:2 public:true')).toBe(false);
    expect(turnsPage('sources')).toBe(false);
  });
});
