import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../commands/index.ts';
import { registerDiscord } from '../../../src/platform/discord/register.ts';
import { TocsinError } from '../../../src/shared/errors.ts';
import type { DiscordDouble } from '../../doubles/discord/server.ts';
import { faults, openDouble, secret } from './harness.ts';

function options({ apiUrl, applicationId, token }: DiscordDouble) {
  return { apiUrl, applicationId, token: secret(token), commands: COMMANDS, command: '/tocsin' };
}

function writes(double: DiscordDouble): number {
  return double.requests.filter(({ method }) => method === 'PUT').length;
}

describe('registering the commands', () => {
  test('writes what is new, and nothing the second time', async () => {
    const double = await openDouble();
    const first = await registerDiscord(options(double));
    expect(first).toEqual({
      applicationId: double.applicationId,
      lines: ['added /tocsin', 'added /tocsin-desk', 'added “Look up names in this message”'],
      written: true,
    });
    const second = await registerDiscord(options(double));
    expect(second).toMatchObject({ lines: [], written: false });
    expect(writes(double)).toBe(1);
    expect(faults(double)).toEqual([]);
  });

  test('says what changed, field by field', async () => {
    const double = await openDouble();
    await registerDiscord(options(double));
    const commands = COMMANDS.filter(({ verb }) => verb !== 'news').map((one) =>
      one.verb === 'stats' ? { ...one, summary: 'Numbers' } : one,
    );
    const dry = await registerDiscord({ ...options(double), commands, dryRun: true });
    expect(dry.written).toBe(false);
    const { lines, written } = await registerDiscord({ ...options(double), commands });
    expect(lines).toEqual(dry.lines);
    expect(lines).toEqual(['changed /tocsin stats: description', 'removed /tocsin news']);
    expect(written).toBe(true);
    expect(writes(double)).toBe(2);
  });

  test('moves a verb to the other command when its right changes', async () => {
    const double = await openDouble();
    await registerDiscord(options(double));
    const commands = COMMANDS.map((one) =>
      one.verb === 'deliveries' ? { ...one, right: 'edit' as const } : one,
    );
    const { lines } = await registerDiscord({ ...options(double), commands });
    expect(lines).toContain('removed /tocsin deliveries');
    expect(lines).toContain('added /tocsin-desk deliveries');
  });

  test('replaces a command that was renamed', async () => {
    const double = await openDouble();
    await registerDiscord(options(double));
    const { lines } = await registerDiscord({ ...options(double), command: '/alarm' });
    expect(lines).toEqual([
      'added /alarm',
      'added /alarm-desk',
      'removed /tocsin',
      'removed /tocsin-desk',
    ]);
  });

  test('registers in one server alone, and finds the application by its token', async () => {
    const double = await openDouble();
    const guild = double.addGuild();
    const { applicationId: _, ...others } = options(double);
    const inGuild = { ...others, guildId: guild.id };
    expect((await registerDiscord(inGuild)).applicationId).toBe(double.applicationId);
    expect((await registerDiscord(inGuild)).written).toBe(false);
    const { lines } = await registerDiscord({ ...inGuild, remove: true });
    expect(lines).toEqual([
      'removed /tocsin',
      'removed /tocsin-desk',
      'removed “Look up names in this message”',
    ]);
    expect((await registerDiscord({ ...inGuild, remove: true })).written).toBe(false);
    expect(faults(double)).toEqual([]);
  });

  test.each([
    ['a bad token', { token: secret('nonsense') }, 'DISCORD_TOKEN'],
    ['another application', { applicationId: '123456789012345678' }, 'DISCORD_APPLICATION_ID'],
    ['a server it is not in', { guildId: '123456789012345678' }, '123456789012345678'],
  ])('names what to change for %s', async (_, wrong, where) => {
    const double = await openDouble();
    const attempt = registerDiscord({ ...options(double), ...wrong });
    const error = await attempt.catch((one: unknown) => one);
    expect(error).toBeInstanceOf(TocsinError);
    expect(error).toMatchObject({ where, fault: 'user' });
  });
});
