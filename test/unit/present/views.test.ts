import { beforeAll, describe, expect, it } from 'vitest';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';

let house: PackHouse;

beforeAll(async () => {
  house = await openPackHouse();
});

describe('a view of the past', () => {
  it.each([
    ['stats', '2019-10-05'],
    ['incident', '2019-10-05'],
    ['targets', '2019-10-05'],
    ['timeline detail:all', '2019-10-05'],
    ['actor phosphorus', '2019-10-05'],
    ['actor phosphorus', '2020-12-31'],
    ['incident', '2020-12-31'],
    ['actor phosphorus', '2022-01-01'],
  ])('%s as of %s tells nothing of later years or names', async (line, day) => {
    const { card } = await house.answer(`${line} as-of:${day}`);
    const body = JSON.stringify([card.title, card.blocks, card.actions.map((one) => one.label)]);
    const later = ['2022', '2023', '2024', '2025', 'Mint Sandstorm', 'APT42'];
    expect(body.length).toBeGreaterThan(200);
    expect(later.filter((word) => body.includes(word))).toEqual([]);
  });

  it('names a group only once somebody had laid the incident to it', async () => {
    const named = /Group named .*?APT28, according to the French Foreign Ministry/;
    expect(await house.words('incident 2017-macron-leaks')).toMatch(named);
    const before = await house.words('incident 2017-macron-leaks as-of:2019-12-31');
    expect(before).toContain('Group named none in the records held here');
  });
});

describe('the group of an incident', () => {
  it('stands with who lays it to the group and a source', async () => {
    const row = /Group named Phosphorus, according to Microsoft \(4 Oct 2019\) \[\d+\]/;
    expect(await house.words('incident as-of:2019-10-05')).toMatch(row);
  });

  it('stands with others that the same claims name, and with each asserter and day', async () => {
    expect(await house.words('incident 2019-07-ms-10000-notices')).toMatch(
      /Group named Holmium, Mercury, Thallium and APT28, according to Microsoft \(17 July 2019\) \[\d+\]; APT29, by a link/,
    );
    expect(await house.words('incident 2023-05-volt-typhoon')).toMatch(
      /Microsoft \(reported 24 May 2023\) and CISA, .* partner agencies \(reported 7 Feb 2024\)/,
    );
  });

  it('is headed in the table as what sources name, save where none does', async () => {
    const text = await house.words('incidents skip:30');
    expect(text).toContain('Group named by sources');
    expect(text).toContain('APT28 (no claim recorded)');
    expect(await house.words('incidents')).not.toContain('no claim recorded');
  });

  it('is marked where nobody recorded here lays the incident to it', async () => {
    const text = await house.words('incident 2015-bundestag');
    expect(text).toContain('APT28, by a link for which no claim is recorded here');
  });
});

describe('a retelling', () => {
  it('is called one before its words, wherever claims are listed', async () => {
    const text = await house.words('search Security Boulevard 26 countries');
    expect(text).toMatch(/· Misreported — Security Boulevard/);
  });

  it('is never what the button for wording opens', async () => {
    for (const { id } of house.knowledge.incidents()) {
      const { card } = await house.answer(`stats ${id}`);
      const line = card.actions.find((one) => one.label === 'Wording to paste')?.commandLine;
      const claim =
        line === undefined ? undefined : house.knowledge.claim(line.split(' ')[1] ?? '');
      expect([id, claim?.retelling]).toEqual([id, undefined]);
    }
  });
});

describe('every card of an incident', () => {
  it('counts one of a thing in the singular, and numbers sources in the order they are read', async () => {
    for (const { id } of house.knowledge.incidents()) {
      for (const verb of ['stats', 'incident', 'targets']) {
        const text = await house.words(`${verb} ${id}`);
        expect(text).not.toMatch(
          /\b(?:at least|exactly|about)? ?1 (?:accounts|people|claims|incidents)\b/i,
        );
        const first = /\[(\d+)\]/.exec(text)?.[1] ?? '1';
        expect([id, verb, first]).toEqual([id, verb, '1']);
      }
    }
  });
});
