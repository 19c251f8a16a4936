import { describe, expect, it } from 'vitest';
import { nearestWords } from '../../../src/command/nearest.ts';

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
