import { describe, expect, it } from 'vitest';
import type { InboxItem } from '../../../src/interaction/ports.ts';
import { ACME, DAY, type OpenNodes, OTHERS, SECOND, testClock } from './nodes.ts';

const LONG_AGO = new Date(0);

export function inboxContract(open: OpenNodes): void {
  async function setUp() {
    const clock = testClock();
    const [here, there] = await open(clock);
    const item = (key: string, more: Partial<InboxItem> = {}): InboxItem => {
      const body = { key, words: ['狼毒草', null, 0.5] };
      return { ...ACME, key, body, receivedAt: clock.now(), ...more };
    };
    const leftOver = async (node = there, notBefore = LONG_AGO) =>
      (await node.inbox.leftOver('slack', notBefore)).map(({ key }) => key);
    return { clock, here, there, item, leftOver };
  }

  describe('the inbox', () => {
    it('takes a request once, on whichever node, and knows it again when it is done', async () => {
      const { clock, here, there, item } = await setUp();
      expect(await here.inbox.take(item('a'))).toBe(true);
      expect(await there.inbox.take(item('a'))).toBe(false);
      await here.inbox.done('slack', 'a');
      clock.pass(DAY / 2);
      expect(await here.inbox.take(item('a'))).toBe(false);
      expect(await there.inbox.take(item('b'))).toBe(true);
    });

    it('takes a request once when it is delivered many times at the same moment', async () => {
      const { here, there, item } = await setUp();
      const taken = await Promise.all(
        Array.from({ length: 10 }, (_, n) => (n % 2 ? here : there).inbox.take(item('a'))),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
    });

    it('hands on what was not done when its lease ran out, as it was', async () => {
      const { clock, here, there, item, leftOver } = await setUp();
      const [first, second] = [item('b'), item('a', { tenant: 'T2', body: 'text' })];
      await here.inbox.take(first);
      await here.inbox.take(item('done'));
      await here.inbox.done('slack', 'done');
      await here.inbox.done('slack', 'never taken');
      clock.pass(14 * SECOND);
      await here.inbox.take({ ...second, receivedAt: clock.now() });
      expect(await leftOver()).toEqual([]);
      clock.pass(SECOND);
      expect(await there.inbox.leftOver('slack', LONG_AGO)).toEqual([first]);
      clock.pass(14 * SECOND);
      expect(await leftOver()).toEqual(['a']);
    });

    it('hands each on to exactly one of several that ask at the same moment', async () => {
      const { clock, here, there, item } = await setUp();
      const keys = Array.from({ length: 40 }, (_, n) => `k${n}`);
      for (const key of keys) await here.inbox.take(item(key));
      clock.pass(15 * SECOND);
      const askers = Array.from({ length: 8 }, (_, n) => (n % 2 ? here : there).inbox);
      const found = await Promise.all(askers.map((inbox) => inbox.leftOver('slack', LONG_AGO)));
      expect(found.flatMap((items) => items.map(({ key }) => key)).toSorted()).toEqual(
        keys.toSorted(),
      );
    });

    it('hands a request on for a lease at a time, until it was tried three times', async () => {
      const { clock, here, item, leftOver } = await setUp();
      await here.inbox.take(item('a'));
      for (const expected of [['a'], ['a'], [], []]) {
        clock.pass(15 * SECOND);
        expect(await leftOver()).toEqual(expected);
        clock.pass(14 * SECOND);
        expect(await leftOver()).toEqual([]);
      }
      expect(await here.inbox.take(item('a'))).toBe(false);
    });

    it('drops what came too early to be answered now', async () => {
      const { clock, here, item, leftOver } = await setUp();
      await here.inbox.take(item('old'));
      clock.pass(60 * SECOND);
      await here.inbox.take(item('new'));
      const notBefore = clock.now();
      clock.pass(15 * SECOND);
      expect(await leftOver(here, notBefore)).toEqual(['new']);
      clock.pass(15 * SECOND);
      expect(await leftOver(here)).toEqual(['new']);
    });

    it('keeps platforms and tenants apart', async () => {
      const { clock, here, item } = await setUp();
      await here.inbox.take(item('a'));
      for (const other of OTHERS) expect(await here.inbox.take(item('a', other))).toBe(true);
      await here.inbox.done('discord', 'a');
      clock.pass(15 * SECOND);
      expect(await here.inbox.leftOver('discord', LONG_AGO)).toEqual([]);
      const left = await here.inbox.leftOver('slack', LONG_AGO);
      expect(left.map(({ tenant }) => tenant).toSorted()).toEqual(
        [ACME, ...OTHERS.filter(({ platform }) => platform === 'slack')]
          .map(({ tenant }) => tenant)
          .toSorted(),
      );
    });
  });
}
