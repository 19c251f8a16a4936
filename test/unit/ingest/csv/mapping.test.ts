import { describe, expect, test } from 'vitest';
import { csv } from '../../../../src/ingest/csv/csv.ts';
import { preset, PRESETS } from '../../../../src/ingest/csv/presets.ts';
import type { TocsinError } from '../../../../src/shared/errors.ts';
import { inputOf } from '../../../support/inputs.ts';
import { readAll } from '../../../support/reading.ts';

const TABLE = 'Id,Name,Day,Country\n1,First,2020-01-02,Iran\n';
const MAPPING = `publisher: Example
title: A table
url: https://example.com/table
incident:
  id: Id
  title: Name
  began: Day
attributions:
  - country: Country
`;

async function mistakeIn(mapping: string, table = TABLE): Promise<TocsinError> {
  const input = inputOf({ 't.csv': table, 'm.yaml': mapping }, 't.csv');
  const error = await readAll(csv, input, { options: { mapping: 'm.yaml' } }).catch(
    (thrown: unknown) => thrown,
  );
  return error as TocsinError;
}

test.each(PRESETS)('the preset %s is a mapping', async (name) => {
  expect((await preset(name)).mapping.publisher).not.toBe('');
});

describe('mistakes in a mapping are told with the line and what to do', () => {
  test.each([
    ['a key that is misspelt', 'began: Day', 'begann: Day', 7, 'Write "began".'],
    ['a key that nobody knows', 'began: Day', 'colour: Day', 7, 'Remove it.'],
    ['a column that the table lacks', 'Name', 'Nmae', 6, 'Write "Name".'],
    ['a column of an id', 'id: Id', 'id: Number', 5, 'Its columns are: "Id", "Name"'],
    ['a key that is missing', 'title: A table\n', '', 1, 'Add it.'],
    ['an address that is none', 'https://example.com/table', 'ftp://x', 3, 'Correct it.'],
    ['a role for nobody', 'country: Country', 'role: sponsor', 9, 'Correct it.'],
    ['no YAML', 'title: A table', 'title: A: table', 2, 'quotes'],
    [
      'a page of another column',
      'incident:',
      'page: https://x.org/{No}\nincident:',
      4,
      'Its columns',
    ],
  ])('%s', async (_, right, wrong, line, remedy) => {
    const error = await mistakeIn(MAPPING.replace(right, wrong));
    expect(error).toMatchObject({ fault: 'user', remedy: expect.stringContaining(remedy) });
    expect(error.where).toMatch(new RegExp(`^m\\.yaml, line ${line}$`));
  });

  test('nesting without end', async () => {
    expect(await mistakeIn(`a: ${'['.repeat(100_000)}`)).toMatchObject({ code: 'csv.mapping' });
  });

  test('none at all', async () => {
    const error = await readAll(csv, inputOf(TABLE)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'csv.mapping',
      remedy: expect.stringContaining('"cfr", "eurepoc"'),
    });
  });
});

describe('a file that is no table is refused', () => {
  test.each([
    ['empty', '', 'csv.empty'],
    ['without headings', ',,,\n1,2,3,4\n', 'csv.empty'],
    ['a cell that never ends', `${TABLE}2,"${'x\n'.repeat(700_000)}`, 'csv.broken'],
  ])('%s', async (_, table, code) => {
    expect(await mistakeIn(MAPPING, table)).toMatchObject({ code, fault: 'user' });
  });
});
