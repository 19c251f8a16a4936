import { describe, expect, it } from 'vitest';
import { PERSON_ID, personId } from '../../../src/command/person.ts';
import { isPersonOf } from '../../../src/domain/place.ts';

describe('a person', () => {
  it.each([
    ['<@U0123ABCD>', 'U0123ABCD'],
    ['<@W0123ABCD|ada>', 'W0123ABCD'],
    ['<@U123|Ada Lovelace>', 'U123'],
    ['<@123456789012345678>', '123456789012345678'],
    ['<@!123456789012345678>', '123456789012345678'],
    ['U0123ABCD', 'U0123ABCD'],
    ['123456789012345678', '123456789012345678'],
  ])('%s is %s', (given, id) => {
    expect(personId(given)).toBe(id);
    expect(PERSON_ID.test(personId(given))).toBe(true);
  });

  it.each([
    '@ada',
    'ada',
    'Ada Lovelace',
    '<@&123456789012345678>',
    '<#C0123ABCD>',
    '<!subteam^S0123ABCD>',
    '<!everyone>',
    'B0123ABCD',
    '<@>',
    'U',
    `U${'A'.repeat(40)}`,
    'u0123abcd',
    'U0123ABCD right:edit',
  ])('%s is nobody', (given) => {
    expect(PERSON_ID.test(personId(given))).toBe(false);
  });

  it('belongs to a platform by the form of the id', () => {
    expect(isPersonOf('slack', 'U123')).toBe(true);
    expect(isPersonOf('slack', '123')).toBe(false);
    expect(isPersonOf('discord', '123')).toBe(true);
    expect(isPersonOf('discord', 'W123')).toBe(false);
  });
});
