import { describe, expect, it } from 'vitest';
import { groupId, groupMeant } from '../../../src/command/group.ts';
import type { Place } from '../../../src/domain/place.ts';

const SLACK: Place = { platform: 'slack', tenant: 'T1', channel: 'C1' };
const DISCORD: Place = { platform: 'discord', tenant: '9001', channel: '9002' };
const CONSOLE: Place = { platform: 'console', tenant: 'local', channel: 'newsroom' };

describe('a group', () => {
  it.each([
    ['<!subteam^S0123ABCD|@desk>', SLACK, 'S0123ABCD'],
    ['<!subteam^S0123ABCD>', SLACK, 'S0123ABCD'],
    ['S0123ABCD', SLACK, 'S0123ABCD'],
    ['<@&123>', DISCORD, '123'],
    ['123', DISCORD, '123'],
    ['none', SLACK, undefined],
    ['None', CONSOLE, undefined],
  ])('%s is %s', (given, place, id) => {
    expect(groupMeant(groupId(given), place)).toBe(id);
  });

  it.each([
    ['@everyone', SLACK],
    ['<!here|here>', SLACK],
    ['channel', SLACK],
    ['<@U0123ABCD>', SLACK],
    ['U0123ABCD', SLACK],
    ['123', SLACK],
    ['@everyone', DISCORD],
    ['<@&9001>', DISCORD],
    ['<@123>', DISCORD],
    ['S0123ABCD', DISCORD],
    ['S0123ABCD', CONSOLE],
  ])('%s is none', (given, place) => {
    expect(() => groupMeant(groupId(given), place)).toThrow(
      expect.objectContaining({ fault: 'user' }),
    );
  });
});
