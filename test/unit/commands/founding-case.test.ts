import { beforeAll, describe, expect, it } from 'vitest';
import type { Block, FigureBlock } from '../../../src/card/card.ts';
import { plainText } from '../../../src/card/plain.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';

let house: PackHouse;
beforeAll(async () => {
  house = await openPackHouse();
});

async function blocksOf<T extends Block['type']>(line: string, type: T) {
  const { card } = await house.answer(line);
  return card.blocks.filter((block) => block.type === type) as Extract<Block, { type: T }>[];
}

async function figure(measure: string): Promise<FigureBlock | undefined> {
  return (await blocksOf('stats', 'figure')).find((block) => block.measure === measure);
}

function words(block: FigureBlock | undefined): string {
  return block?.limits.map(plainText).join(' ') ?? '';
}

describe('stats on the default incident', () => {
  it('gives a floor for the attempts, and says what they are not', async () => {
    const attempts = await figure('attempts to identify accounts');
    expect(attempts?.quantity).toBe('More than 2,700');
    expect(words(attempts)).toContain('neither attacks nor accounts');
  });

  it('gives 241 as attacked only', async () => {
    expect((await figure('accounts attacked'))?.quantity).toBe('241');
    const blocks = await blocksOf('stats', 'figure');
    const wrong = blocks.filter((one) => one.quantity === '241' && /compromised/.test(one.measure));
    expect(wrong).toEqual([]);
  });

  it('gives the four with their limit in the same block', async () => {
    const compromised = await figure('accounts compromised');
    expect(compromised?.quantity).toBe('4');
    expect(words(compromised)).toMatch(
      /None of the four .* (?:presidential campaign|campaign) or .* US officials, present or past/,
    );
  });

  it('names window, asserter and basis in every figure block', async () => {
    for (const block of await blocksOf('stats', 'figure')) {
      expect(plainText(block.window)).toContain('30 days within August and September 2019');
      expect(plainText(block.saidBy)).toMatch(/^Microsoft .*first-hand$/);
      expect(block.sources.length).toBeGreaterThan(0);
    }
  });

  it('draws the three stages on a scale that it calls logarithmic, each bar with its scope', async () => {
    const [chart] = await blocksOf('stats', 'chart');
    const spec = chart?.chart;
    expect(spec?.type === 'bars' && spec.scale).toBe('log');
    expect(spec?.type === 'bars' && spec.bars.map((bar) => bar.display)).toEqual([
      'more than 2,700',
      '241',
      '4',
    ]);
    expect(spec?.type === 'bars' && spec.bars[2]?.note).toContain('None of the four');
    expect(spec?.alt).toContain('The scale is logarithmic');
  });

  it('lists the misreports under a verdict, with who printed them and why they are wrong', async () => {
    const text = await house.words('stats');
    const [before = '', also = ''] = text.split('Also reported');
    expect(before).not.toContain('Deutsche Welle');
    expect(also).toContain(
      'Misreported as “241 accounts compromised” by Deutsche Welle and Homeland Security News Wire',
    );
    expect(also).toContain('Loosened to “about 2,700 attempts to identify accounts” by Sputnik');
    expect(also).toContain(
      'Both articles give the figure of four compromised accounts further down',
    );
  });
});

describe('targets on the default incident', () => {
  it('lists the four groups, and who was not among the compromised', async () => {
    const text = await house.words('targets');
    for (const group of ['Political campaigns:', 'Government:', 'News media:', 'Diaspora:']) {
      expect(text).toContain(group);
    }
    expect(text).toMatch(/Not affected, not successful[\s\S]*None of the four/);
  });

  it('says who named the campaign on which basis, who could not confirm it, what was denied', async () => {
    const text = await house.words('targets');
    expect(text).toMatch(/Says so — People familiar .*unnamed sources, reported by Reuters/);
    expect(text).toMatch(/Says so — Two people .*unnamed sources, reported by The New York Times/);
    expect(text).toMatch(/Could not confirm — The Associated Press/);
    expect(text).toMatch(/Could not confirm — CyberScoop/);
    expect(text).toMatch(/Denies — The Trump campaign \(Tim Murtaugh\).*infrastructure/);
    expect(text).toContain('it does not deny that individuals were targeted');
    expect(text).toMatch(/Would not say — Microsoft/);
  });

  it('dates a retelling by those who printed it', async () => {
    expect(await house.words('targets')).toMatch(/Misreported — Politico, 4 June 2020/);
  });
});

describe('as it was known before', () => {
  it('holds nothing back that was public on the day, and nothing that came later', async () => {
    const text = await house.words('stats as-of:2019-10-05');
    expect(text).toContain('None of the four');
    expect(text).not.toContain('Visão');
    expect(text).toMatch(
      /As of 5 October 2019, by what was public then; left out of the whole record: \d+ claims? published later/,
    );
  });

  it('says that nothing was public before the disclosure', async () => {
    const { answered } = await house.answer('stats as-of:2019-10-01');
    expect(answered).toBe(false);
  });
});
