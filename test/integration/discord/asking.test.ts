import { describe, expect, test } from 'vitest';
import { CONTROL_WORDS } from '../../../src/interaction/wording.ts';
import { bits } from '../../doubles/discord/permissions.ts';
import { faults, open, TRANSPORTS, wordsOf } from './harness.ts';

describe.each(TRANSPORTS)('Discord by %s', (transport) => {
  test('answers a subcommand to the asker alone, with its charts attached and described', async () => {
    const { double, guild } = await open({ transport });
    const alice = double.as({ user: 'alice', guild });
    const message = await (await alice.command('stats')).message();
    expect(wordsOf(message)).toContain('241');
    expect(message.ephemeral).toBe(true);
    expect(message.attachments).toHaveLength(1);
    expect(faults(double)).toEqual([]);
  });

  test('turns pages in place', async () => {
    const { double, guild } = await open({ transport });
    const alice = double.as({ user: 'alice', guild });
    const first = await (await alice.command('sources')).message();
    const words = wordsOf(first);
    expect(words).toContain('Page 1 of');
    const second = await (await alice.press(first, 'Next')).message();
    expect(second.id).toBe(first.id);
    expect(wordsOf(second)).toContain('Page 2 of');
    expect(faults(double)).toEqual([]);
  });

  test('shares by a new message that all see', async () => {
    const { double, guild } = await open({ transport });
    const alice = double.as({ user: 'alice', guild });
    const first = await (await alice.command('stats')).message();
    const shared = await (await alice.press(first, 'Share to channel')).message();
    expect(shared.ephemeral).toBe(false);
    expect(shared.id).not.toBe(first.id);
    expect(wordsOf(shared)).toContain('241');
    expect(faults(double)).toEqual([]);
  });

  test('does not share for somebody who may not write here', async () => {
    const { double, guild } = await open({ transport });
    const permissions = bits('viewChannel', 'useApplicationCommands');
    const guest = double.as({ user: 'guest', guild, permissions });
    const message = await (await guest.command('stats', { public: true })).message();
    expect(message.ephemeral).toBe(true);
    expect(wordsOf(message)).toContain(CONTROL_WORDS.mayNotPost);
    expect(message.buttons.map(({ label }) => label)).not.toContain('Share to channel');
    expect(faults(double)).toEqual([]);
  });
});
