import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../../../src/config/env.ts';
import {
  INTENTS,
  inviteLink,
  PERMISSION_BITS,
  PERMISSION_NAMES,
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
    permissions: '274878024704',
    integration_type: '0',
  });
  expect(PERMISSION_BITS).toBe(274878024704n);
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

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

test('the documents say how many permissions there are, and call them as Discord does', () => {
  const many = NUMBERS[PERMISSIONS.length];
  const install = readFileSync(join(ROOT, 'docs', 'install-discord.md'), 'utf8');
  const permissions = readFileSync(join(ROOT, 'docs', 'permissions.md'), 'utf8');
  expect(install).toContain(`The ${many} permissions, each with its reason`);
  expect(permissions).toContain(`asks for these ${many}, together the number ${PERMISSION_BITS}`);
  for (const name of [PERMISSION_NAMES.view, PERMISSION_NAMES.send, PERMISSION_NAMES.history]) {
    expect(install).toContain(`**${name}**`);
  }
});
