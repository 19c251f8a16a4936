import { beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../../src/domain/claim.ts';
import { isFigureClaim } from '../../../src/domain/claim.ts';
import { saidOn } from '../../../src/present/attribution.ts';
import { longDate } from '../../../src/present/dates.ts';
import { wordingToPaste } from '../../../src/present/wording.ts';
import { FOUNDING, openPackHouse, type PackHouse } from '../../support/pack-house.ts';

let house: PackHouse;
let claims: readonly Claim[];

beforeAll(async () => {
  house = await openPackHouse();
  const { knowledge } = house;
  const subjects = [
    ...knowledge.incidents().map((one) => one.id),
    ...new Set(knowledge.incidents().flatMap((one) => one.actors)),
    'accountguard',
  ];
  claims = subjects.flatMap((id) => knowledge.claimsAbout(id));
});

function wording(id: string): string | undefined {
  const claim = house.knowledge.claim(id);
  if (claim === undefined) throw new Error(`no claim ${id}`);
  return wordingToPaste(claim, house.knowledge);
}

function quotable(): [Claim, string][] {
  return claims.flatMap((claim) => {
    const words = wordingToPaste(claim, house.knowledge);
    return words === undefined ? [] : [[claim, words] as [Claim, string]];
  });
}

describe('wording to paste, for every claim of the built-in pack', () => {
  it('stands alone: it opens with no word that leans on what came before', () => {
    const leaning = /^(?:It|They|This|That|He|She|The (?:group|actor|same|operation|matter))\b/;
    expect(quotable().length).toBeGreaterThan(250);
    expect(quotable().flatMap(([, words]) => (leaning.test(words) ? [words] : []))).toEqual([]);
  });

  it('names who says so', () => {
    const unnamed = quotable().filter(([claim, words]) => {
      const names = claim.assertedBy.flatMap(({ name, through }) => [
        name,
        ...(through === undefined ? [] : [through.split(' ').at(-1) ?? through]),
        ...claim.reportedBy,
      ]);
      return !names.some((name) => words.toLowerCase().includes(name.toLowerCase()));
    });
    expect(unnamed.map(([claim]) => claim.id)).toEqual([]);
  });

  it('gives a date, or says that none is known', () => {
    const undated = quotable().filter(([claim, words]) => {
      const date = saidOn(claim, house.knowledge);
      if (date === undefined) return !words.includes('date not known');
      const day = longDate(date);
      return !words.includes(day) && !words.includes(day.replace(/ \d{4}$/, ''));
    });
    expect(undated.map(([claim]) => claim.id)).toEqual([]);
  });

  it('carries the scope of a figure and every sentence that limits it', () => {
    for (const [claim, words] of quotable()) {
      if (!isFigureClaim(claim)) continue;
      if (claim.figure.scope !== undefined) expect(words).toContain(claim.figure.scope);
      for (const id of claim.figure.limitedBy) {
        expect(words).toContain(house.knowledge.claim(id)?.text.replace(/\.$/, ''));
      }
    }
  });

  it('is grammatical where a name meets a verb', () => {
    const clumsy = /, (?:they|it) said said|\b(\w+) said \1 said|, , |\.\.|\(\)| ,|said by said/;
    expect(quotable().flatMap(([, words]) => (clumsy.test(words) ? [words] : []))).toEqual([]);
    for (const [, words] of quotable()) {
      expect(words).not.toMatch(/(?<![Tt]he )\b(?:US Treasury|White House|US Department)\b(?! \()/);
    }
  });
});

describe('wording to paste', () => {
  it('gives four compromised accounts with what they were not, scope and period', () => {
    expect(wording(`${FOUNDING}.compromised`)).toBe(
      "Four of the 241 accounts attacked by Phosphorus were compromised, Microsoft's Tom Burt said on 4 October 2019. Microsoft also said: None of the four accounts compromised by Phosphorus was connected with the presidential campaign or with US officials, present or past. Scope: of the 241 attacked. Period: 30 days within August and September 2019; exact days not published.",
    );
  });

  it('says that a source was not named, and gives the day of the report as such', () => {
    expect(wording(`${FOUNDING}.reuters-trump`)).toMatch(
      /, people familiar with the operation, who were not named, said, as reported by Reuters, 4 October 2019\.$/,
    );
  });

  it('adds no second attribution to a sentence that has its own', () => {
    expect(wording(`${FOUNDING}.campaign-denial`)).toMatch(
      /Tim Murtaugh, said there was no sign .* a target \(as reported by Reuters, /,
    );
  });

  it('offers none for a retelling', () => {
    expect(wording(`${FOUNDING}.err-241-hacked`)).toBeUndefined();
    expect(wording(`${FOUNDING}.politico-denied`)).toBeUndefined();
  });
});
