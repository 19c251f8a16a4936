import { describe, expect, test } from 'vitest';
import type { Inbox, InboxItem } from '../../../src/interaction/ports.ts';
import type { DiscordDouble } from '../../doubles/discord/server.ts';
import type { MemoryHouse } from '../../support/memory-house.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { faults, gate, open, TRANSPORTS, wordsOf } from './harness.ts';

const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const ORIGINAL = 'PATCH /webhooks/:webhook/:token/messages/:message';

/** Neither the bot's token nor any interaction's may be in the log. */
function expectNoSecrets(double: DiscordDouble, house: MemoryHouse): void {
  const log = house.logged.join('\n');
  const tokens = [double.token, ...double.interactions.map(({ token }) => token)];
  expect(tokens.filter((token) => log.includes(token))).toEqual([]);
}

/** Stores whose inbox hands a request on as soon as it is asked. */
function withoutLease() {
  const stores = memoryStores();
  const taken = new Map<string, InboxItem>();
  const inbox: Inbox = {
    async take(item) {
      const isNew = !taken.has(item.key);
      taken.set(item.key, item);
      return isNew;
    },
    async done(_, key) {
      taken.delete(key);
    },
    leftOver: async () => [...taken.values()],
  };
  return { ...stores, inbox };
}

const FAILURES = [
  ['429 for the route', { status: 429, retryAfter: 0.05 }],
  ['429 for all', { status: 429, scope: 'global', retryAfter: 0.05 }],
  ['429 shared with others', { status: 429, scope: 'shared', retryAfter: 0.05 }],
  ['500', { status: 500 }],
  ['502, though it was done', { status: 502, handled: true }],
  ['503', { status: 503 }],
] as const;

describe('when the first answer meets', () => {
  test.each(FAILURES)('%s, the asker has it all the same, once', async (_, how) => {
    const { double, house, guild } = await open();
    const alice = double.as({ user: 'alice', guild });
    // What a process does for the first time takes longer, and three seconds are all there is.
    await (await alice.command('stats')).message();
    double.fail({ route: CALLBACK, how });
    const asked = await alice.command('stats');
    expect(wordsOf(await asked.message())).toContain('241');
    expect(asked.followUps).toEqual([]);
    expectNoSecrets(double, house);
  });
});

describe('when a late answer meets', () => {
  test.each(FAILURES)('%s, the asker has it all the same, once', async (_, how) => {
    const slow = gate(/slow/);
    const timing = { patience: 20 };
    const { double, house, guild } = await open({ timing, house: { wrapAsk: slow.wrapAsk } });
    double.fail({ route: ORIGINAL, how });
    const alice = double.as({ user: 'alice', guild });
    const asked = await alice.command('search', { query: 'slow stats' });
    await asked.callback;
    slow.open();
    expect(wordsOf(await asked.message())).toContain('Search');
    expect(asked.followUps).toEqual([]);
    expectNoSecrets(double, house);
  });

  test('a Discord that is away for long, it comes later', async () => {
    const slow = gate(/slow/);
    const timing = { patience: 20, sweep: 30 };
    const house = { wrapAsk: slow.wrapAsk, stores: withoutLease() };
    const { double, guild, house: opened } = await open({ timing, house });
    double.fail({ route: ORIGINAL, times: 4, how: { status: 503 } });
    const alice = double.as({ user: 'alice', guild });
    const asked = await alice.command('search', { query: 'slow stats' });
    await asked.callback;
    slow.open();
    expect(wordsOf(await asked.message())).toContain('Search');
    expectNoSecrets(double, opened);
  });

  test('a message that is no longer there, that is the end of it', async () => {
    const slow = gate(/slow/);
    const { double, house, guild } = await open({
      timing: { patience: 20 },
      house: { wrapAsk: slow.wrapAsk },
    });
    double.fail({ route: ORIGINAL, how: { code: 10008 } });
    const alice = double.as({ user: 'alice', guild });
    const asked = await alice.command('search', { query: 'slow stats' });
    await asked.callback;
    slow.open();
    await expect.poll(() => house.logged.join()).toContain('nowhere left to put an answer');
    expect(double.requests.filter(({ route }) => route.startsWith('PATCH'))).toHaveLength(1);
  });
});

describe.each(TRANSPORTS)('by %s', (transport) => {
  test('charts that cannot be drawn are left out', async () => {
    const { double, guild, house } = await open({ transport });
    house.chartStore.png = async () => {
      throw new Error('no fonts');
    };
    const seen = await (await double.as({ user: 'alice', guild }).command('stats')).message();
    expect(seen.attachments).toEqual([]);
    expect(wordsOf(seen)).toContain('241');
    expect(house.logged.join()).toContain('no fonts');
    expect(faults(double)).toEqual([]);
  });

  test('charts that Discord does not take are left out', async () => {
    const { double, guild, house } = await open({ transport });
    double.fail({ route: CALLBACK, how: { code: 40005 } });
    const seen = await (await double.as({ user: 'alice', guild }).command('stats')).message();
    expect(seen.attachments).toEqual([]);
    expect(wordsOf(seen)).toContain('241');
    expectNoSecrets(double, house);
  });

  test('lines that cannot be kept give a reference, which the log explains', async () => {
    const { double, guild, house } = await open({ transport });
    house.stores.buttonLines.keep = async () => {
      throw new Error('the database is away');
    };
    const query = `accounts ${'attacked compromised phished '.repeat(5)}`;
    const alice = double.as({ user: 'alice', guild });
    const seen = await (await alice.command('search', { query, public: true })).message();
    expect(seen.ephemeral).toBe(true);
    const [reference = '?'] = wordsOf(seen).match(/E-[0-9A-Z]{5}/) ?? [];
    expect(wordsOf(seen)).not.toContain('database');
    expect(house.logged.find((line) => line.includes(reference))).toContain('the database is away');
    expect(faults(double)).toEqual([]);
    expectNoSecrets(double, house);
  });

  test('an inbox that cannot be written to holds up no announcement', async () => {
    const slow = gate(/slow/);
    const { double, guild, house } = await open({
      transport,
      timing: { patience: 20 },
      house: { wrapAsk: slow.wrapAsk },
    });
    house.stores.inbox.take = async () => {
      throw new Error('the database is away');
    };
    const alice = double.as({ user: 'alice', guild });
    const asked = await alice.command('search', { query: 'slow stats' });
    expect((await asked.callback).type).toBe(5);
    slow.open();
    expect(wordsOf(await asked.message())).toContain('Search');
    expect(faults(double)).toEqual([]);
  });

  test('what another node has taken is left to it', async () => {
    const slow = gate(/slow/);
    const { double, guild, house } = await open({
      transport,
      timing: { patience: 20 },
      house: { wrapAsk: slow.wrapAsk },
    });
    const taking = Promise.withResolvers<void>();
    house.stores.inbox.take = async () => {
      taking.resolve();
      return false;
    };
    const alice = double.as({ user: 'alice', guild });
    const asked = await alice.command('search', { query: 'slow stats' });
    await taking.promise;
    slow.open();
    await (await alice.command('help')).message();
    expect(asked.answered).toBeUndefined();
    expect(faults(double)).toEqual([]);
  });
});

test('an interaction that comes too late is given up, and said once', async () => {
  const { double, guild, house } = await open();
  const alice = double.as({ user: 'alice', guild });
  await alice.command('help', {}, { lateByMs: 4_000 });
  await expect.poll(() => house.logged.join()).toContain('an answer came too late');
  double.pardon(({ code }) => code === 10062);
  await (await alice.command('help')).message();
  expect(house.logged.filter((line) => line.includes('too late'))).toHaveLength(1);
  expect(faults(double)).toEqual([]);
  expectNoSecrets(double, house);
});
