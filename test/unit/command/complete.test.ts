import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complete, completeParam } from '../../../src/command/complete.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { command, knowledge, registry } from './house.ts';

const sources = { registry, knowledge, limit: 8 };

/** Completes at `|`; gives each line that choosing an item makes. */
function lines(marked: string, limit = 8): string[] {
  const cursor = marked.indexOf('|');
  const line = marked.replace('|', '');
  const { from, to, items } = complete(line, cursor, { ...sources, limit });
  return items.map(({ insert }) => line.slice(0, from) + insert + line.slice(to));
}

describe('complete', () => {
  it('offers verbs at the start', () => {
    expect(lines('|')).toHaveLength(8);
    expect(lines('sta|')).toContain('stats');
    expect(lines('INCI|')).toEqual(expect.arrayContaining(['incident', 'incidents']));
    expect(lines('/sta|')).toContain('stats');
  });

  it('offers the verb for an alias, and says which', () => {
    const { items } = complete('figu', 4, sources);
    expect(items[0]).toMatchObject({
      insert: 'stats',
      detail: expect.stringMatching(/^figures: /),
    });
  });

  it('offers the verb for a name', () => {
    expect(lines('charming k|')).toEqual(['actor "Charming Kitten"']);
    expect(lines('Solar|')).toContain('incident SolarWinds');
  });

  it('offers names of the kind wanted, quoted where needed', () => {
    expect(lines('actor Charm|')).toEqual(['actor "Charming Kitten"']);
    expect(lines('actor charming kit|')).toEqual(['actor "Charming Kitten"']);
    expect(lines('actor "charming kit|')).toEqual(['actor "Charming Kitten"']);
    expect(lines('actor Charm| as-of:2019')).toEqual(['actor "Charming Kitten" as-of:2019']);
    expect(lines('stats Sol|')).toEqual(['stats SolarWinds']);
    expect(lines('actor the quo|')[0]).toBe('actor "The \\"Quoted\\" Group"');
    expect(lines('incidents actor:Phos|')).toContain('incidents actor:Phosphorus');
  });

  it('offers a shared name once, with every record that has it', () => {
    const { items } = complete('actor mint', 10, sources);
    expect(items).toEqual([
      {
        insert: '"Mint Sandstorm"',
        label: 'Mint Sandstorm',
        detail: expect.stringMatching(/Phosphorus.*APT42|APT42.*Phosphorus/),
      },
    ]);
  });

  it('works in the middle of a line', () => {
    expect(lines('actor |as-of:2019')).toContain('actor detail: as-of:2019');
    expect(lines('sta| SolarWinds')).toEqual(['stats SolarWinds']);
    expect(lines('in|cident SolarWinds')).toContain('incidents SolarWinds');
    expect(lines('actor detail:f| as-of:2019')).toEqual(['actor detail:full as-of:2019']);
    expect(lines('actor as-of:2019 charm| detail:full')).toEqual([
      'actor as-of:2019 "Charming Kitten" detail:full',
    ]);
  });

  it('offers keys that the line does not have', () => {
    expect(lines('incidents |')).toEqual([
      'incidents actor:',
      'incidents origin:',
      'incidents since:',
      'incidents top:',
      'incidents public:',
      'incidents page:',
      'incidents as-of:',
    ]);
    expect(lines('incidents since:2019 s|')).toEqual([]);
    expect(lines('actor Charming de|')).toContain('actor Charming detail:');
    expect(lines('incidents si|nce:2019')).toEqual(['incidents since:2019']);
    expect(lines('help as|')).toEqual([]);
  });

  it('offers choices, dates, verbs and claims', () => {
    expect(lines('actor detail:|')).toEqual(['actor detail:short', 'actor detail:full']);
    expect(lines('stats public:t|')).toEqual(['stats public:true']);
    expect(lines('stats as-of:|')).toEqual([
      'stats as-of:today',
      'stats as-of:yesterday',
      'stats as-of:2024-08',
      'stats as-of:2020-12-13',
    ]);
    expect(lines('stats as-of:2020|')).toEqual(['stats as-of:2020-12-13']);
    expect(lines('help sta|')).toContain('help stats');
    expect(lines('claim solarwinds.|')).toContain('claim solarwinds.method');
    expect(lines('claim back door|')).toContain('claim solarwinds.method');
    expect(lines('incidents top:|')).toEqual([]);
    expect(lines('incidents nokey:x|')).toEqual([]);
  });

  it('replaces the whole of a line that had to be cleaned', () => {
    expect(lines('st\u200ba|')).toEqual(['stats']);
    expect(lines('actor\u00a0Charm\u200b|')).toEqual(['actor "Charming Kitten"']);
  });

  it('never offers more than the limit, whatever the line', () => {
    const word = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 12 }),
      fc.constantFrom('actor', 'incidents', 'since:', '"', 'Charm', 'as-of:20', 'claim', 'a'),
    );
    const options = fc.record({
      words: fc.array(word, { maxLength: 6 }),
      at: fc.nat(80),
      limit: fc.nat(9),
    });
    fc.assert(
      fc.property(options, ({ words, at, limit }) => {
        const line = words.join(' ');
        const cursor = Math.min(at, line.length);
        const { from, to, items } = complete(line, cursor, { ...sources, limit });
        expect(items.length).toBeLessThanOrEqual(limit);
        expect(from).toBeLessThanOrEqual(to);
        expect(to).toBeLessThanOrEqual(line.length);
      }),
      { numRuns: 400 },
    );
    expect(complete('a'.repeat(10_000), 10_000, sources).items).toEqual([]);
  });
});

describe('completeParam', () => {
  it('gives bare values for one parameter', () => {
    expect(completeParam(command('actor'), 'actor', 'charming k', sources)).toEqual([
      { insert: 'Charming Kitten', label: 'Charming Kitten', detail: 'group: Phosphorus' },
    ]);
    expect(completeParam(command('stats'), 'as_of', 'y', sources)).toEqual([
      { insert: 'yesterday', label: 'yesterday', detail: '' },
    ]);
    expect(completeParam(command('help'), 'as-of', '', sources)).toEqual([]);
    expect(completeParam(command('help'), 'verb', 'fig', sources)).toMatchObject([
      { insert: 'stats' },
    ]);
  });
});
