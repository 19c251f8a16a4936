import { describe, expect, test } from 'vitest';
import { groupsIn } from '../../../../src/ingest/csv/actors.ts';
import { joinedCountries, readCountry } from '../../../../src/ingest/csv/countries.ts';
import { dateIn } from '../../../../src/ingest/csv/dates.ts';
import { pythonList } from '../../../../src/ingest/csv/python-list.ts';
import { split } from '../../../../src/ingest/csv/values.ts';

describe('lists as Python writes them', () => {
  test.each([
    ["['a', 'b']", ['a', 'b']],
    [`["b's", 'say "x"']`, ["b's", 'say "x"']],
    ["[['a', ''], ['b']]", [['a', ''], ['b']]],
    ['[]', []],
    ["('a', None, nan, 3.5,)", ['a', '', '', '3.5']],
    [String.raw`['it\'s', "\u72fc\xe9", 'a\nb']`, ["it's", '狼é', 'a\nb']],
    ['["a", null]', ['a', '']],
  ])('%s', (text, expected) => {
    expect(pythonList(text)).toEqual(expected);
  });

  test.each([
    ['words', 'Iran'],
    ['a call', "__import__('os').system('x')"],
    ['a list that does not end', "['a'"],
    ['a text that does not end', "['a"],
    ['more behind it', "['a'] + ['b']"],
    ['no comma between', "['a' 'b']"],
    ['nesting without end', '['.repeat(100_000)],
  ])('%s is none', (_, text) => {
    expect(pythonList(text)).toBeUndefined();
  });

  test('are read in time that grows with their length', () => {
    const long = `[${"'tide', ".repeat(20_000)}]`;
    expect(pythonList(long)).toHaveLength(20_000);
    expect(pythonList(' '.repeat(1_000_000))).toBeUndefined();
  });
});

describe('dates', () => {
  test.each([
    ['2019-10-04', '2019-10-04'],
    ['2019-10', '2019-10'],
    ['2019', '2019'],
    ['2013-01-01 00:00:00', '2013-01-01'],
    ['10/4/2019', '2019-10-04'],
    ['10/2019', '2019-10'],
    ['4.10.2019', '2019-10-04'],
    ['2019-02-30', undefined],
    ['13/4/2019', undefined],
    ['soon', undefined],
    [`2019${' '.repeat(100_000)}`, undefined],
  ])('%s', (text, expected) => {
    expect(dateIn(text, ['year-month-day', 'month/day/year', 'day.month.year'])).toBe(expected);
  });

  test('are in the first style that they fit', () => {
    expect(dateIn('4/10/2019', ['day/month/year', 'month/day/year'])).toBe('2019-10-04');
  });
});

test.each([
  ['Iran', 'Iran', undefined],
  ['Iran (suspected)', 'Iran', 'Iran (suspected)'],
  ['Possibly Iran', 'Iran', 'Possibly Iran'],
  ['Iran?', 'Iran', 'Iran?'],
  ['The Philippines', 'Philippines', undefined],
  ['Iran (Islamic Republic of)', 'Iran', undefined],
  ['Asia (region)', undefined, undefined],
])('the country of “%s”', (words, country, hedge) => {
  expect(readCountry(words)).toEqual({ country, words, hedge });
});

test('countries whose names hold the separator are put together again', () => {
  const parts = 'China, Palestine, State of, Iran, Islamic Republic of'.split(', ');
  expect(joinedCountries(parts, ', ')).toEqual([
    'China',
    'Palestine, State of',
    'Iran, Islamic Republic of',
  ]);
});

test('separators within brackets separate nothing', () => {
  expect(split('Ministry (MOIS; Iran); GRU', '; ')).toEqual(['Ministry (MOIS; Iran)', 'GRU']);
  expect(split('', '; ')).toEqual(['']);
});

describe('groups', () => {
  test.each([
    ['APT 28 / Fancy Bear', 'slashes', [['APT 28', 'Fancy Bear']]],
    ['Turla/Snake/G0010 (FSB, 16th / 18th Center)', 'slashes', [['Turla', 'Snake', 'G0010']]],
    ['Andariel/G0138 < Lazarus Group/G0032', 'slashes', [['Andariel', 'G0138']]],
    ['APT 31, Hurricane Panda', 'commas', [['APT 31'], ['Hurricane Panda']]],
    ['APT 17 and Bronze Butler', 'commas', [['APT 17'], ['Bronze Butler']]],
    ['狼毒草', undefined, [['狼毒草']]],
    ['admin@338', undefined, [['admin@338']]],
  ] as const)('%s', (cell, names, expected) => {
    expect(groupsIn(cell, names)).toEqual(expected);
  });

  test.each([
    'Believed to be the work of the Iranian government.',
    'Also known as APT 31 and Judgement Panda.',
    'APT 34, possibly APT 33/APT 39.',
    'Unknown, suspected Bronze Butler.',
    'Government of Turkey',
    'Russia',
    'NOTE: Some tooling is shared. There is no known connection.',
  ])('none in “%s”', (cell) => {
    expect(groupsIn(cell, 'commas')).toEqual([]);
  });
});
