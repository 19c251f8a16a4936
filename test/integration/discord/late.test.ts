import { describe, expect, test } from 'vitest';
import { openMemoryHouse } from '../../support/memory-house.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import {
  connect,
  faults,
  gate,
  letLogIn,
  movedClock,
  open,
  openDouble,
  register,
  TRANSPORTS,
  wordsOf,
} from './harness.ts';

const SOON = { patience: 20 };
const EPHEMERAL = 64;

describe.each(TRANSPORTS)('Discord by %s, when an answer is slow', (transport) => {
  test('announces it to the asker alone, and then gives it', async () => {
    const slow = gate(/slow/);
    const { double, guild } = await open({
      transport,
      timing: SOON,
      house: { wrapAsk: slow.wrapAsk },
    });
    const alice = double.as({ user: 'alice', guild });
    const asked = await alice.command('search', { query: 'slow stats' });
    expect(await asked.callback).toEqual({ type: 5, data: { flags: EPHEMERAL } });
    slow.open();
    const message = await asked.message();
    expect(message.ephemeral).toBe(true);
    expect(wordsOf(message)).toContain('Search');
    expect(faults(double)).toEqual([]);
  });

  test('announces to all what is asked for all', async () => {
    const slow = gate(/slow/);
    const { double, guild } = await open({
      transport,
      timing: SOON,
      house: { wrapAsk: slow.wrapAsk },
    });
    const alice = double.as({ user: 'alice', guild });
    const asked = await alice.command('search', { query: 'slow stats', public: true });
    expect((await asked.callback).type).toBe(5);
    slow.open();
    expect((await asked.message()).ephemeral).toBe(false);
    expect(faults(double)).toEqual([]);
  });

  test('tells the asker alone when what was announced to all has no answer', async () => {
    const slow = gate(/slow/);
    const { double, guild } = await open({
      transport,
      timing: SOON,
      house: { wrapAsk: slow.wrapAsk },
    });
    const alice = double.as({ user: 'alice', guild });
    const asked = await alice.command('actor', { actor: 'slowandunknown', public: true });
    await asked.callback;
    slow.open();
    const said = await asked.followUp();
    expect(said.ephemeral).toBe(true);
    expect(wordsOf(said)).toContain('slowandunknown');
    expect(asked.original?.deleted).toBe(true);
    expect(faults(double)).toEqual([]);
  });

  test('turns a page late, in place', async () => {
    const slow = gate(/page:2/);
    const { double, guild } = await open({
      transport,
      timing: SOON,
      house: { wrapAsk: slow.wrapAsk },
    });
    const alice = double.as({ user: 'alice', guild });
    const first = await (await alice.command('sources')).message();
    const asked = await alice.press(first, 'Next');
    expect((await asked.callback).type).toBe(6);
    slow.open();
    const second = await asked.message();
    expect(second.id).toBe(first.id);
    expect(wordsOf(second)).toContain('Page 2 of');
    expect(faults(double)).toEqual([]);
  });

  test('loses nothing when it is restarted in the middle, and answers once', async () => {
    const { clock, pass } = movedClock();
    const stores = memoryStores(clock);
    const double = await openDouble();
    const slow = gate(/slow/);
    const before = await openMemoryHouse({ clock, stores, wrapAsk: slow.wrapAsk });
    await register(double, before);
    const guild = double.addGuild();
    const first = await connect(double, before, { transport, timing: SOON });
    const asked = await double
      .as({ user: 'alice', guild })
      .command('search', { query: 'slow stats' });
    await asked.callback;
    await first.platform.stop();
    pass(20_000);
    letLogIn(double);
    await connect(double, await openMemoryHouse({ clock, stores }), { transport });
    expect(wordsOf(await asked.message())).toContain('Search');
    // The first process comes to, and finds it answered.
    slow.open();
    await first.stop();
    const edits = double.requests.filter(
      ({ method, path }) => method === 'PATCH' && path.includes(asked.token),
    );
    expect(edits.length).toBeLessThanOrEqual(2);
    expect(faults(double)).toEqual([]);
  });

  test('what was answered before the end, but not noted, is not answered again', async () => {
    const { clock, pass } = movedClock();
    const stores = memoryStores(clock);
    const forgetful = { ...stores, inbox: { ...stores.inbox, done: async () => {} } };
    const double = await openDouble();
    const slow = gate(/slow/);
    const before = await openMemoryHouse({ clock, stores: forgetful, wrapAsk: slow.wrapAsk });
    await register(double, before);
    const guild = double.addGuild();
    const first = await connect(double, before, { transport, timing: SOON });
    const asked = await double
      .as({ user: 'alice', guild })
      .command('search', { query: 'slow stats' });
    await asked.callback;
    slow.open();
    await asked.message();
    await first.stop();
    pass(20_000);
    letLogIn(double);
    const house = await openMemoryHouse({ clock, stores });
    const looked = Promise.withResolvers<void>();
    const done: typeof stores.inbox.done = async (platform, key) => {
      await stores.inbox.done(platform, key);
      looked.resolve();
    };
    await connect(double, { ...house, inbox: { ...stores.inbox, done } }, { transport });
    await looked.promise;
    const edits = double.requests.filter(
      ({ method, path }) => method === 'PATCH' && path.includes(asked.token),
    );
    expect(edits).toHaveLength(1);
    expect(faults(double)).toEqual([]);
  });
});
