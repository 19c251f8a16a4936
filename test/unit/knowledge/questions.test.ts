import { beforeAll, describe, expect, it } from 'vitest';
import type { PartialDate } from '../../../src/domain/partial-date.ts';
import { loadPack } from '../../../src/ingest/pack/load.ts';
import type { Knowledge, SearchOptions } from '../../../src/knowledge/knowledge.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { asRevisions } from '../../support/generate.ts';

const FOUNDING = '2019-10-phosphorus-us-campaign';
const about = { about: FOUNDING };

let knowledge: Knowledge;
beforeAll(async () => {
  const { drafts, catalogue } = await loadPack('packs/tocsin');
  knowledge = createKnowledge(asRevisions(drafts, catalogue));
});

function answers(query: string, options?: SearchOptions): string[] {
  return knowledge.search(query, options).map(({ id }) => id.replace(`${FOUNDING}.`, ''));
}

describe('plain questions about the founding incident', () => {
  it('gives the compromised figure first, the misreports of it after', () => {
    const found = answers('how many accounts were compromised?', about);
    expect(found[0]).toBe('compromised');
    expect(found.indexOf('err-241-hacked')).toBeGreaterThan(0);
    expect(found.indexOf('err-none')).toBeGreaterThan(0);
  });

  it.each([
    ['how many accounts were hacked', 'compromised'],
    ['how many acounts were compromized', 'compromised'],
    ['how many accounts were attacked?', 'attacked'],
    ['how many attempts were there', 'attempts'],
    ['2,700', 'attempts'],
    ['2700', 'attempts'],
    ['241', 'attacked'],
    ['what did the campaign deny', 'campaign-denial'],
    ['were officials among the compromised', 'not-campaign'],
    ['was apt42 involved in the 2019 attack', 'mandiant-reattribution'],
    ['who were the targets', 'targets'],
    ['is iran behind it', 'attribution'],
    ['were phone numbers used', 'method-phone'],
  ])('%s', (query, first) => {
    expect(answers(query, about)[0]).toBe(first);
  });

  it('says who named the campaign before who would not', () => {
    const found = answers('who named the trump campaign', about);
    expect(found.slice(0, 2).toSorted()).toEqual(['nyt-trump', 'reuters-trump']);
  });

  it('says who could not confirm it', () => {
    const found = answers('who could not confirm the trump campaign was the target', about);
    expect(found.slice(0, 2).toSorted()).toEqual(['ap-unconfirmed', 'cyberscoop-unconfirmed']);
  });

  it('answers how with methods', () => {
    const kinds = answers('how did they do it', about).map(
      (own) => knowledge.claim(`${FOUNDING}.${own}`)?.kind,
    );
    expect(kinds.slice(0, 3)).toEqual(['method', 'method', 'method']);
  });

  it('keeps to the subject', () => {
    for (const { kind, id } of knowledge.search('how many accounts were compromised', about)) {
      expect(kind === 'claim' ? knowledge.claim(id)?.about : id).toBe(FOUNDING);
    }
  });
});

describe('plain questions without a subject', () => {
  it('puts asserted figures before retellings and disputed ones', () => {
    const figures = knowledge
      .search('how many accounts were compromised?', { kinds: ['claim'], limit: 40 })
      .map(({ id }) => knowledge.claim(id))
      .filter(
        (claim) => claim?.figure?.metric === 'compromised' && claim.figure.unit === 'accounts',
      );
    const doubtful = figures.map(
      (claim) => claim?.retelling !== undefined || claim?.status === 'disputed',
    );
    expect(doubtful).toContain(true);
    expect(doubtful).toEqual(doubtful.toSorted());
  });

  it.each([
    ['who named the trump campaign', `${FOUNDING}.reuters-trump`],
    ['was apt42 involved in the 2019 attack', `${FOUNDING}.mandiant-reattribution`],
    ['how many domains were seized from phosphorus', '2019-03-phosphorus-99-domains.domains'],
    ['how many customers were notified', '2019-07-ms-10000-notices.customers'],
    ['when did microsoft rename phosphorus', '2023-04-mint-sandstorm-infrastructure.rename'],
    ['what is accountguard?', 'accountguard'],
    ['phosphorus', 'phosphorus'],
    ['charming kitten', 'phosphorus'],
    ['solar winds', '2020-12-solarwinds'],
  ])('%s', (query, expected) => {
    const found = knowledge.search(query).map(({ id }) => id);
    expect(found.slice(0, 3)).toContain(expected);
  });

  it('keeps to the kinds and the limit asked for', () => {
    const found = knowledge.search('phosphorus', { kinds: ['incident'], limit: 2 });
    expect(found.map(({ kind }) => kind)).toEqual(['incident', 'incident']);
  });

  it('scores in falling order', () => {
    const scores = knowledge.search('iran accounts phosphorus').map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it.each(['', '   ', '?', 'how many', 'xqzzvw', '\u200b', '🦊'])('%j finds nothing', (query) => {
    expect(knowledge.search(query)).toEqual([]);
  });

  it('reads only the beginning of ten thousand characters', () => {
    expect(knowledge.search(`phosphorus ${'x'.repeat(10_000)}`).length).toBeGreaterThan(0);
    expect(knowledge.search('qzx '.repeat(2_500))).toEqual([]);
  });

  it('gives the same answer twice', () => {
    expect(knowledge.search('iran accounts')).toEqual(knowledge.search('iran accounts'));
  });
});

describe('the founding incident on the day it was disclosed', () => {
  it('has its three figures, the limit of the third, and nothing of later years', () => {
    const view = knowledge.at('2019-10-04' as PartialDate);
    const own = view.claimsAbout(FOUNDING).map(({ id }) => id.replace(`${FOUNDING}.`, ''));
    expect(own).toEqual(
      expect.arrayContaining(['attempts', 'attacked', 'compromised', 'not-campaign']),
    );
    expect(own).not.toContain('mandiant-reattribution');
    expect(view.claim(`${FOUNDING}.compromised`)?.figure?.limitedBy).toEqual([
      `${FOUNDING}.not-campaign`,
    ]);
    expect(view.resolve('apt42')).toEqual([]);
    expect(view.search('accounts', { limit: 100 }).every(({ id }) => view.catalogueOf(id))).toBe(
      true,
    );
  });
});

describe('names of the pack', () => {
  it.each([
    ['fosforus', 'Phosphorus'],
    ['phosporus', 'Phosphorus'],
    ['mint sandstrom', 'Phosphorus'],
    ['atp35', 'Phosphorus'],
    ['vult typhon', 'Volt Typhoon'],
    ['bundestg', 'Bundestag hack, 2015'],
  ])('%s: did you mean %s', (typed, label) => {
    expect(knowledge.resolve(typed)).toEqual([]);
    expect(knowledge.suggest(typed)[0]?.label).toBe(label);
  });

  it('resolve each to its own record', () => {
    for (const { id, names } of knowledge.actors()) {
      for (const { name } of names) {
        expect(knowledge.resolve(name, ['actor']).map((match) => match.id)).toContain(id);
      }
    }
  });
});

describe('a preferred subject', () => {
  const claimsOf = (query: string, options?: SearchOptions) =>
    knowledge.search(query, { kinds: ['claim'], ...options }).map(({ id }) => id);

  it.each([
    ['were any officials compromised?', 'not-campaign'],
    ['how many accounts were attacked?', 'attacked'],
  ])('wins when other claims answer about as well: %s', (query, first) => {
    expect(claimsOf(query, { prefer: FOUNDING })[0]).toBe(`${FOUNDING}.${first}`);
  });

  it('does not win over a claim that answers far better', () => {
    const found = claimsOf('how many entities downloaded the SolarWinds update?', {
      prefer: FOUNDING,
    });
    expect(found[0]).toBe('2020-12-solarwinds.downloads');
  });
});
