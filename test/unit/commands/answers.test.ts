import { beforeAll, describe, expect, it } from 'vitest';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';

let house: PackHouse;
beforeAll(async () => {
  house = await openPackHouse();
});

describe('stats beyond the founding case', () => {
  it('keeps "targeted or compromised" together for July 2019, with split and notices', async () => {
    const text = await house.words('stats 2019-07-ms-10000-notices');
    expect(text).toMatch(/Nearly 10,000 customers notified/);
    expect(text).toContain(
      'Targeted or compromised by state attackers; the split between the two was not given.',
    );
    expect(text).toMatch(/About 84 percent[\s\S]*About 16 percent/);
    expect(text).toMatch(/781 AccountGuard notices sent/);
    expect(text).toContain('a notice is not a compromise');
    expect(text).toContain('No count of accounts or organisations compromised is known here');
  });

  it('shows both counts where two authorities differ', async () => {
    const text = await house.words('stats 2021-05-nobelium-usaid');
    expect(text).toMatch(/About 3,000 accounts targeted/);
    expect(text).toMatch(/More than 7,000 accounts targeted/);
  });
});

describe('actor', () => {
  it('says who uses each name and since when, and resolves a misspelling to the usual one', async () => {
    const text = await house.words('actor Phosphorous');
    expect(text).toContain('is a known misspelling. The usual spelling is Phosphorus.');
    expect(text).toMatch(/Mint Sandstorm Microsoft \[\d+\] since April 2023/);
  });

  it('gives origin as claims with date and basis, denials beside them', async () => {
    const text = await house.words('actor Phosphorus');
    expect(text).toMatch(/Linked to Iran by[\s\S]*Microsoft, 4 Oct 2019, first-hand/);
    expect(text).toMatch(/Denied by[\s\S]*Iranian Foreign Ministry/);
    expect(text).not.toMatch(/\bIran(?:ian state)? did it\b/);
  });

  it('shows the disputed relation to APT42 with who asserts each side', async () => {
    const text = await house.words('actor Phosphorus');
    expect(text).toMatch(/Said to overlap with APT42: Microsoft, 18 Apr 2023/);
    expect(text).toMatch(/Said to be distinct from APT42: MITRE ATT&CK/);
  });

  it('mentions the other record that a shared name leads to', async () => {
    const { card } = await house.answer('actor "Mint Sandstorm"');
    expect(card.title).toContain('Phosphorus');
    expect(card.actions.map((action) => action.commandLine)).toContain('actor apt42');
  });
});

describe('timeline', () => {
  it('tells what took place from what was disclosed', async () => {
    const text = await house.words('timeline');
    expect(text).toMatch(/August 2019 to September 2019 Took place/);
    expect(text).toMatch(/4 Oct 2019 Disclosed/);
  });
});

describe('claim', () => {
  it('gives a sentence to paste that carries asserter, date and limit', async () => {
    const { card } = await house.answer('claim compromised');
    const quote = card.blocks.findLast((block) => block.type === 'quote');
    const words =
      quote?.type === 'quote'
        ? quote.spans.map((span) => ('text' in span ? span.text : '')).join('')
        : '';
    expect(words).toMatch(/^Four .*Microsoft.* 4 October 2019.*None of the four/);
  });

  it('offers no wording for a misreport', async () => {
    const text = await house.words('claim err-241-hacked');
    expect(text).toContain('No wording is offered');
    expect(text).not.toContain('Wording to paste');
  });

  it('shows what conflicts with it', async () => {
    expect(await house.words('claim attacked')).toMatch(/Conflicts with[\s\S]*Deutsche Welle/);
  });
});

describe('search', () => {
  it('answers a plain question with claims, the limit beside the number', async () => {
    const text = await house.words('how many accounts were compromised?');
    const [, first = ''] = text.split('Claims · ');
    expect(first.split(' · ')[0]).toMatch(/^Microsoft \(Tom Burt\).*compromised.*None of the four/);
  });

  it('never puts a misreport first', async () => {
    for (const question of ['did the hackers succeed', '241 hacked', 'not successful']) {
      const { card } = await house.answer(question);
      const list = card.blocks.findLast((block) => block.type === 'list');
      const [first] = list?.type === 'list' ? list.items : [];
      const words = (first ?? []).map((span) => ('text' in span ? span.text : '')).join('');
      expect(words, question).not.toContain('Misreported');
    }
  });
});

describe('a search that finds only a misreport', () => {
  it('offers no wording to paste', async () => {
    const { card } = await house.answer('when did it happen?');
    const lines = card.actions.map((action) => action.commandLine);
    expect(lines.filter((line) => line.startsWith('claim '))).toEqual([]);
  });
});

describe('what cannot be answered', () => {
  it.each([
    ['actor fosforus', 'Did you mean Phosphorus'],
    ['stast', 'Did you mean: /tocsin stats'],
    ['stats phosphorus', 'is a threat group'],
    ['actor', 'needs'],
    ['status please', 'no place for'],
    ['stats as-of:2030-01-01', 'still to come'],
    ['incidents sector:newspapers', 'It takes one of'],
    ['claim no-such-claim', 'No claim here has the id'],
    ['zzqx qqzzx xkcdqq', 'That does not mean it did not happen'],
    ['x'.repeat(10_000), 'too long'],
  ])('%s', async (line, expected) => {
    const { answered, card } = await house.answer(line);
    expect(answered).toBe(false);
    expect(card.tone).toBe('problem');
    expect(await house.words(line)).toContain(expected);
    expect(house.faults).toEqual([]);
  });

  it('answers an empty line with help', async () => {
    expect((await house.answer('   ')).card.title).toBe('What Tocsin answers');
  });
});
