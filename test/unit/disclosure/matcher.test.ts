import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMatcher } from '../../../src/disclosure/matcher.ts';
import { stoppedBy } from '../../../src/disclosure/stopped-by.ts';
import { anyFacets, anyFilter, filter, subscription } from './samples.ts';

describe('the matcher', () => {
  it('wants exactly what no rule stops, in the order given', () => {
    fc.assert(
      fc.property(fc.array(anyFilter, { maxLength: 40 }), anyFacets, (filters, facets) => {
        const all = filters.map((one) => subscription({ filter: one }));
        const expected = all.filter((one) => stoppedBy(one.filter, facets).length === 0);
        const found = createMatcher(all).wanting(facets);
        expect(found).toHaveLength(expected.length);
        expect(found.every((one, index) => one === expected[index])).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not changed by what it is asked', () => {
    fc.assert(
      fc.property(fc.array(anyFilter), anyFacets, anyFacets, (filters, first, second) => {
        const all = filters.map((one) => subscription({ filter: one }));
        const used = createMatcher(all);
        used.wanting(first);
        expect(used.wanting(second)).toEqual(createMatcher(all).wanting(second));
      }),
      { numRuns: 200 },
    );
  });

  it('answers for each of several subscriptions with one filter, and for none', () => {
    const [facets] = fc.sample(anyFacets, 1);
    const anything = filter({ severity: 'low' });
    const all = ['C1', 'C2', 'C1'].map((channel) =>
      subscription({ filter: anything, place: { platform: 'slack', tenant: 'T1', channel } }),
    );
    expect(createMatcher(all).wanting(facets!)).toEqual(all);
    expect(createMatcher([]).wanting(facets!)).toEqual([]);
    expect(createMatcher(new Set(all)).wanting(facets!)).toHaveLength(3);
  });
});
