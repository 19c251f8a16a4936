import { expect, test } from 'vitest';
import {
  INTENTS,
  inviteLink,
  PERMISSION_BITS,
  PERMISSIONS,
  SCOPES,
  userInstallLink,
} from '../../../../src/platform/discord/permissions.ts';

test('the invite link asks for the least, each with its reason', () => {
  const link = new URL(inviteLink('123456789012345678'));
  expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
  expect(Object.fromEntries(link.searchParams)).toEqual({
    client_id: '123456789012345678',
    scope: 'bot applications.commands',
    permissions: '274877959168',
    integration_type: '0',
  });
  expect(PERMISSION_BITS).toBe(274877959168n);
  for (const { name, reason } of [...PERMISSIONS, ...SCOPES, ...INTENTS]) {
    expect(name).not.toBe('');
    expect(reason).toMatch(/^To .{15,}\.$/);
  }
});

test('people add Tocsin to their account without any permission', () => {
  const link = new URL(userInstallLink('123456789012345678'));
  expect(link.searchParams.get('scope')).toBe('applications.commands');
  expect(link.searchParams.has('permissions')).toBe(false);
});
