import { expect, test } from 'vitest';
import { mountFor } from '../../../src/http/mount.ts';

const mounts = [{ prefix: '/' }, { prefix: '/slack' }, { prefix: '/slack/install' }];

test.each([
  ['/', '/'],
  ['/slackers', '/'],
  ['/slack', '/slack'],
  ['/slack/events', '/slack'],
  ['/slack/install/x', '/slack/install'],
])('%s goes to %s', (path, prefix) => {
  expect(mountFor(mounts, path)?.prefix).toBe(prefix);
});

test('no mount for what nobody takes', () => {
  expect(mountFor([{ prefix: '/slack' }], '/')).toBeUndefined();
});
