import { describe, expect, test } from 'vitest';
import { commandLineOf } from '../../../src/cli/command-line.ts';
import { readLine } from '../../../src/command/grammar.ts';

describe('the command line out of a shell’s words', () => {
  test.each([
    [['stats'], 'stats'],
    [['actor Mint Sandstorm'], 'actor Mint Sandstorm'],
    [['search "password reset"'], 'search "password reset"'],
    [['actor', 'Mint Sandstorm'], 'actor "Mint Sandstorm"'],
    [
      ['incidents', 'actor:Mint Sandstorm', 'since:2020'],
      'incidents actor:"Mint Sandstorm" since:2020',
    ],
    [[], ''],
  ])('%j', (words, line) => {
    expect(commandLineOf(words)).toBe(line);
  });

  test('quotes inside a word with spaces are kept', () => {
    const line = commandLineOf(['search', 'the "241 hacked" line']);
    expect(readLine(line).tokens).toMatchObject([
      { type: 'word', text: 'search' },
      { type: 'word', text: 'the "241 hacked" line', quoted: true },
    ]);
  });

  test('--as-of and --page are what one would type', () => {
    expect(commandLineOf(['stats'], { asOf: '2019-10-05', page: 2 })).toBe(
      'stats as-of:2019-10-05 page:2',
    );
    const { tokens } = readLine(commandLineOf(['stats'], { asOf: '5 Oct 2019' }));
    expect(tokens[1]).toMatchObject({ type: 'option', key: 'as-of', value: '5 Oct 2019' });
  });
});
