import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Clock } from '../../shared/clock.ts';
import { TocsinError } from '../../shared/errors.ts';

const ATTEMPTS = 5;
const WINDOW_MS = 5 * 60 * 1000;
const ADDRESSES = 10_000;

type Verdict = 'right' | 'wrong' | 'too-many';

/** Checks a password; after five wrong ones from an address it refuses to look for five minutes. */
export type PasswordCheck = (given: string, address: string) => Verdict;

/** The eight groups of an IPv6 address, without zone, leading zeros and abbreviation. */
function groupsOf(address: string): string[] {
  const { hostname } = new URL(`http://[${address.replace(/%.*$/s, '')}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const left = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(left).fill('0'), ...after];
}

/** One household or host has a whole /64 of IPv6 addresses to try from. */
function network(address: string): string {
  return isIPv6(address) && !address.startsWith('::ffff:')
    ? groupsOf(address).slice(0, 4).join(':')
    : address;
}

/** @throws TocsinError when the password is empty, which would look like protection and be none */
export function passwordCheck(password: string, clock: Clock): PasswordCheck {
  if (password.trim() === '') {
    throw new TocsinError('The console password is empty.', {
      code: 'console.password-empty',
      fault: 'user',
      where: 'TOCSIN_CONSOLE_PASSWORD',
      remedy: 'Give it a value, or remove the variable to use the console on this machine only.',
    });
  }
  const key = randomBytes(32);
  const digest = (text: string) => createHmac('sha256', key).update(text).digest();
  const right = digest(password);
  const wrong = new Map<string, { readonly count: number; readonly since: number }>();

  return (given, address) => {
    const from = network(address);
    const now = clock.now().getTime();
    const before = wrong.get(from);
    const counting = before !== undefined && now - before.since < WINDOW_MS ? before : undefined;
    if (counting !== undefined && counting.count >= ATTEMPTS) return 'too-many';
    wrong.delete(from);
    if (timingSafeEqual(digest(given), right)) return 'right';
    wrong.set(from, { count: (counting?.count ?? 0) + 1, since: counting?.since ?? now });
    const [oldest] = wrong.keys();
    if (wrong.size > ADDRESSES && oldest !== undefined) wrong.delete(oldest);
    return 'wrong';
  };
}
