import { describe, expect, it } from 'vitest';
import { param } from '../../../src/command/param.ts';
import { Registry } from '../../../src/command/registry.ts';
import { COMMANDS, command } from './house.ts';

describe('Registry', () => {
  const stats = command('stats');

  it('finds a verb by name or alias in any case', () => {
    const registry = new Registry(COMMANDS);
    expect(registry.find('Figures')?.verb).toBe('stats');
    expect(registry.find('nothing')).toBeUndefined();
    expect(registry.words()).toContain('figures');
  });

  it('refuses two claims to a word', () => {
    expect(() => new Registry([stats, { ...stats, verb: 'numbers', aliases: ['stats'] }])).toThrow(
      'two commands claim the word "stats"',
    );
  });

  it('refuses words and keys that cannot be typed or are taken', () => {
    const when = param.date('When').optional;
    expect(() => new Registry([{ ...stats, verb: 'Two words' }])).toThrow('cannot be typed');
    expect(() => new Registry([{ ...stats, params: { asOf: when } }])).toThrow('is taken');
    expect(() => new Registry([{ ...stats, params: { page: when } }])).toThrow('is taken');
    expect(() => new Registry([{ ...stats, params: { x1: when } }])).toThrow('cannot be typed');
  });
});
