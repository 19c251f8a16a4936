import { describe, expect, it } from 'vitest';
import { editDistance, nearestWords } from '../../../src/command/nearest.ts';

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
    expect(editDistance(a, b)).toBe(edits);
  });
});

describe('nearestWords', () => {
  const verbs = ['help', 'stats', 'sources', 'incident', 'incidents', 'news'];

  it.each([
    ['stast', ['stats']],
    ['hlep', ['help']],
    ['incidint', ['incident', 'incidents']],
    ['timeline', []],
    ['as', []],
    ['x'.repeat(5000), []],
  ])('finds the verbs %s may be meant for', (word, expected) => {
    expect(nearestWords(word, verbs)).toEqual(expected);
  });
});
