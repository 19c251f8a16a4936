import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/shared/edit-distance.ts';

describe('editDistance', () => {
  it.each([
    ['stats', 'stats', 0],
    ['stast', 'stats', 1],
    ['tsats', 'stats', 1],
    ['sttas', 'stats', 1],
    ['stat', 'stats', 1],
    ['soruces', 'sources', 1],
    ['soruce', 'sources', 2],
    ['actor', 'claim', 5],
  ])('%s to %s is %i', (a, b, edits) => {
    expect(editDistance(a, b, 9)).toBe(edits);
  });

  it('stops counting once the limit is passed', () => {
    expect(editDistance('actor', 'claim', 2)).toBe(3);
  });
});
