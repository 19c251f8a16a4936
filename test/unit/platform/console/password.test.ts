import { describe, expect, test } from 'vitest';
import { passwordCheck } from '../../../../src/platform/console/password.ts';
import { fixedClock } from '../../../../src/shared/clock.ts';

const PASSWORD = 'a long enough password';

/** How many of the addresses are let guess once. */
function guesses(addresses: readonly string[]): number {
  const check = passwordCheck(PASSWORD, fixedClock('2026-11-22T14:05:00Z'));
  return addresses.filter((address) => check('wrong', address) === 'wrong').length;
}

function numbered(make: (number: string) => string): string[] {
  return Array.from({ length: 40 }, (_, index) => make((index + 1).toString(16)));
}

describe('guessing the password', () => {
  test.each([
    ['one address', numbered(() => '198.51.100.7')],
    ['one IPv4 address over an IPv6 socket', numbered(() => '::ffff:198.51.100.7')],
    ['one network', numbered((n) => `2001:db8:1:2::${n}`)],
    ['one network with zeros in its name', numbered((n) => `2001:db8::${n}`)],
    ['one network with longer addresses', numbered((n) => `2001:db8::${n}:1:1`)],
    ['one network written out', numbered((n) => `2001:db8:0:0:${n}:1:1:1`)],
    ['the local network', numbered((n) => `fe80::${n}`)],
    ['the local network through several cards', numbered((n) => `fe80::1%eth${n}`)],
  ])('from %s comes to an end after five', (_, addresses) => {
    expect(guesses(addresses)).toBe(5);
  });

  test.each([
    ['IPv4 addresses', ['198.51.100.7', '198.51.100.8']],
    ['IPv4 addresses over IPv6 sockets', ['::ffff:198.51.100.7', '::ffff:198.51.100.8']],
    ['networks', ['2001:db8:0:1::1', '2001:db8:0:2::1']],
  ])('is counted apart for other %s', (_, [one = '', other = '']) => {
    expect(guesses([...Array<string>(9).fill(one), ...Array<string>(9).fill(other)])).toBe(10);
  });
});
