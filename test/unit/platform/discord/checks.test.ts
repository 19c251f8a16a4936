import { describe, expect, test } from 'vitest';
import {
  checkClock,
  checkInstallation,
  checkIntents,
} from '../../../../src/platform/discord/checks.ts';

describe('what the doctor makes of an application', () => {
  test('intents that are of no use to Tocsin are pointed out', () => {
    expect(checkIntents({ flags: 0 } as never).state).toBe('ok');
    expect(checkIntents({} as never).state).toBe('ok');
    const all = (1 << 13) | (1 << 14) | (1 << 19);
    const found = checkIntents({ flags: all } as never);
    expect(found.state).toBe('warning');
    expect(found.detail).toContain('Presence, Server Members, Message Content');
  });

  test('a way to install it that is switched off is pointed out', () => {
    expect(checkInstallation({ integration_types_config: { 0: {}, 1: {} } }).state).toBe('ok');
    const found = checkInstallation({ integration_types_config: { 0: {} } });
    expect(found).toMatchObject({ state: 'warning' });
    expect(found.mend).toContain('"User Install"');
  });

  test('a clock that nobody told the time by is said to be so', () => {
    expect(checkClock(new Date(), undefined).state).toBe('warning');
  });
});
