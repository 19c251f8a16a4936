import { describe, expect, test } from 'vitest';
import { microsoftNames } from '../../../../src/ingest/microsoft-names/microsoft-names.ts';
import { formatContract } from '../../../contract/ingest/format-contract.ts';
import { inputAt, inputOf } from '../../../support/inputs.ts';
import { type Read, readAll, recordsOf } from '../../../support/reading.ts';
import { sharedData } from '../../../support/shared-data.ts';

const FIRST_SHAPE = [
  {
    'Previous name': 'VALEIUM',
    'New name': 'Vale Blizzard',
    'Origin/Threat': 'Russia',
    'Other names': ['狼毒草', 'admin@338'],
  },
  {
    'Previous name': 'DEV-0001 (VALEIUM)',
    'New name': 'Vale Blizzard',
    'Origin/Threat': 'Russia',
    'Other names': ['[Vault 7/8]'],
  },
  { 'Previous name': 'DEV-0003', 'New name': 'Storm-0003', 'Origin/Threat': '', 'Other names': [] },
];
const SECOND_SHAPE = [
  {
    'Threat actor name': 'Vale Blizzard',
    'Previous name': 'VALEIUM, DEV-0001',
    'Origin/Threat': 'Russia ,Influence operations',
    'Other names': '狼毒草, admin@338.   ',
  },
  {
    'Threat actor name': 'Storm-0003',
    'Previous name': 'DEV-0003',
    'Origin/Threat': 'Financially motivated',
    'Other names': '(Merged into Vale Blizzard)',
  },
];
const THIRD_SHAPE = [
  {
    'Threat actor name': 'Vale Blizzard',
    'Origin/Threat': 'Iran, Russia',
    'Other names': 'VALEIUM, formerly OLDIUM, admin@338, DEV-0001',
  },
  { 'Threat actor name': 'Dale Sleet', 'Origin/Threat': 'Korea', 'Other names': 'admin@338' },
  { 'Threat actor name': 'Storm-0003', 'Origin/Threat': 'Group in development', 'Other names': '' },
];
const NEWEST = sharedData('microsoft-naming/MicrosoftMapping.2026-07-17.4ee779d.json');
const OLDER = sharedData('microsoft-naming/MicrosoftMapping.2025-04-25.f5f9490.json');

function input(rows: readonly unknown[]) {
  return inputOf(JSON.stringify(rows));
}

formatContract('microsoft-names', microsoftNames, [
  { title: 'the first shape', input: input(FIRST_SHAPE) },
  { title: 'the second shape', input: input(SECOND_SHAPE) },
  {
    title: 'the third shape',
    input: input(THIRD_SHAPE),
    broken: input([THIRD_SHAPE[0], { 'Threat actor name': 5 }, THIRD_SHAPE[2]]),
    truncated: inputOf(JSON.stringify(THIRD_SHAPE).slice(0, 90)),
  },
  { title: 'the newest list', input: NEWEST === undefined ? undefined : inputAt(NEWEST) },
  { title: 'an older list', input: OLDER === undefined ? undefined : inputAt(OLDER) },
]);

async function of(rows: readonly unknown[]): Promise<Read> {
  return readAll(microsoftNames, input(rows));
}

function namesOf(read: Read): Record<string, [string, readonly string[]][]> {
  return Object.fromEntries(
    recordsOf(read, 'actor').map(({ id, names }) => [
      id,
      names.map(({ name, usedBy }) => [name, usedBy]),
    ]),
  );
}

function claimsOf(read: Read) {
  return recordsOf(read, 'claim').map(({ about, country, text }) => [about, country, text]);
}

test.each(['constructor', '__proto__', 'toString'])(
  'an origin called %s is told as any other that is not known',
  async (word) => {
    const row = { 'Threat actor name': 'Vale Blizzard', 'Origin/Threat': word, 'Other names': '' };
    const [claim] = recordsOf(await of([row]), 'claim');
    expect(claim).toMatchObject({
      kind: 'attribution',
      text: expect.stringContaining(`“${word}”`),
    });
  },
);

describe('the shapes', () => {
  test('a group keeps its id from shape to shape', async () => {
    for (const shape of [FIRST_SHAPE, SECOND_SHAPE, THIRD_SHAPE]) {
      const ids = recordsOf(await of(shape), 'actor').map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(['ms-vale-blizzard', 'ms-storm-0003']));
    }
  });

  test('the first has lists, and two rows of one name', async () => {
    const read = await of(FIRST_SHAPE);
    expect(namesOf(read)['ms-vale-blizzard']).toEqual([
      ['Vale Blizzard', ['Microsoft']],
      ['VALEIUM', ['Microsoft']],
      ['狼毒草', ['Microsoft before, or others that it does not name']],
      ['admin@338', ['Microsoft before, or others that it does not name']],
      ['DEV-0001', ['Microsoft']],
      ['[Vault 7/8]', ['Microsoft before, or others that it does not name']],
    ]);
    expect(read.notes).toEqual({ 'row of a group that another row names too': 1 });
  });

  test('the second has commas, and a group that was merged into another', async () => {
    const read = await of(SECOND_SHAPE);
    expect(namesOf(read)['ms-vale-blizzard']?.map(([name]) => name)).toEqual([
      ...['Vale Blizzard', 'VALEIUM', 'DEV-0001', '狼毒草', 'admin@338'],
    ]);
    expect(claimsOf(read)).toEqual([
      ['ms-vale-blizzard', 'Russia', 'Microsoft gives as the origin of Vale Blizzard: Russia.'],
      [
        'ms-vale-blizzard',
        undefined,
        'Microsoft says that Vale Blizzard carries out influence operations.',
      ],
      [
        'ms-storm-0003',
        undefined,
        'Microsoft counts Storm-0003 among financially motivated groups.',
      ],
      ['ms-storm-0003', undefined, 'Microsoft merged Storm-0003 into Vale Blizzard.'],
    ]);
  });

  test('the third mixes earlier names with those of others', async () => {
    const read = await of(THIRD_SHAPE);
    expect(namesOf(read)['ms-vale-blizzard']).toEqual([
      ['Vale Blizzard', ['Microsoft']],
      ['VALEIUM', ['Microsoft before, or others that it does not name']],
      ['OLDIUM', ['Microsoft']],
      ['admin@338', ['Microsoft before, or others that it does not name']],
      ['DEV-0001', ['Microsoft']],
    ]);
    // Shared names stay with each.
    expect(namesOf(read)['ms-dale-sleet']?.map(([name]) => name)).toContain('admin@338');
  });
});

test('several origins are several claims, and what is no known country keeps its words', async () => {
  expect(claimsOf(await of(THIRD_SHAPE))).toEqual([
    ['ms-vale-blizzard', 'Iran', 'Microsoft gives as the origin of Vale Blizzard: Iran.'],
    ['ms-vale-blizzard', 'Russia', 'Microsoft gives as the origin of Vale Blizzard: Russia.'],
    ['ms-dale-sleet', undefined, 'Microsoft gives as the origin of Dale Sleet: “Korea”.'],
    [
      'ms-storm-0003',
      undefined,
      'Microsoft lists Storm-0003 as a group in development: one not known well enough yet.',
    ],
  ]);
});

test('a text that holds a list is read as one', async () => {
  const row = { 'New name': 'Vale Blizzard', 'Other names': '["One(16)", "Two"]' };
  expect(namesOf(await of([row]))['ms-vale-blizzard']?.map(([name]) => name)).toEqual([
    ...['Vale Blizzard', 'One(16)', 'Two'],
  ]);
});

test('something else is refused', async () => {
  for (const text of ['{}', '[]', '[{"a": 1}]', '"text"']) {
    await expect(readAll(microsoftNames, inputOf(text))).rejects.toMatchObject({
      code: 'microsoft-names.not-the-list',
    });
  }
});

describe.skipIf(NEWEST === undefined)('the published lists (third-party files)', () => {
  test('each of the rows is a group, and shared names stay with each', async () => {
    const read = await readAll(microsoftNames, inputAt(NEWEST!));
    const actors = recordsOf(read, 'actor');
    expect(actors).toHaveLength(166);
    expect(read).toMatchObject({ skips: [], notes: {} });
    const chollima = actors.filter(({ names }) =>
      names.some(({ name }) => name === 'LABYRINTH CHOLLIMA'),
    );
    expect(chollima).toHaveLength(4);
    // Only Korea, of which the list does not say which, is left in its own words.
    const unknown = recordsOf(read, 'claim').filter(({ text }) => text.includes('“'));
    expect(unknown.map(({ about }) => about)).toEqual(['ms-zigzag-hail']);
    expect(recordsOf(await readAll(microsoftNames, inputAt(OLDER!)), 'actor')).toHaveLength(130);
  });
});
