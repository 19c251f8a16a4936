import { describe, expect, it } from 'vitest';
import { ACME, type OpenNodes, OTHERS, SECOND, testClock } from './nodes.ts';

const grant = { ...ACME, user: 'U1', right: 'edit', grantedBy: 'U9' } as const;

export function grantsContract(open: OpenNodes): void {
  describe('grants', () => {
    it('are given and taken once, and known on every node', async () => {
      const [here, there] = await open(testClock());
      expect(await there.grants.of(ACME, 'U1')).toEqual(new Set());
      expect(await here.grants.give(grant)).toBe(true);
      expect(await there.grants.give({ ...grant, grantedBy: 'U8' })).toBe(false);
      expect(await there.grants.give({ ...grant, right: 'administer' })).toBe(true);
      expect(await there.grants.of(ACME, 'U1')).toEqual(new Set(['edit', 'administer']));
      expect(await there.grants.take(ACME, 'U1', 'edit')).toBe(true);
      expect(await here.grants.take(ACME, 'U1', 'edit')).toBe(false);
      expect(await here.grants.of(ACME, 'U1')).toEqual(new Set(['administer']));
      expect(await here.grants.give(grant)).toBe(true);
    });

    it('are given once when several give them at the same moment', async () => {
      const nodes = await open(testClock());
      const given = await Promise.all(
        Array.from({ length: 8 }, (_, n) => nodes[n % 2]!.grants.give(grant)),
      );
      expect(given.filter(Boolean)).toHaveLength(1);
    });

    it('are listed with who gave them and when, the newest first', async () => {
      const clock = testClock();
      const [{ grants }] = await open(clock);
      await grants.give(grant);
      clock.pass(SECOND);
      await grants.give({ ...grant, user: 'U2', right: 'subscribe' });
      expect(await grants.list(ACME)).toEqual([
        { ...grant, user: 'U2', right: 'subscribe', grantedAt: clock.now() },
        { ...grant, grantedAt: new Date(clock.now().getTime() - SECOND) },
      ]);
    });

    it('are one tenant’s alone', async () => {
      const [{ grants }] = await open(testClock());
      await grants.give(grant);
      for (const other of OTHERS) {
        expect(await grants.of(other, 'U1')).toEqual(new Set());
        expect(await grants.list(other)).toEqual([]);
        expect(await grants.take(other, 'U1', 'edit')).toBe(false);
        expect(await grants.give({ ...grant, ...other })).toBe(true);
      }
      for (const other of OTHERS) await grants.take(other, 'U1', 'edit');
      expect(await grants.of(ACME, 'U1')).toEqual(new Set(['edit']));
      expect(await grants.of(ACME, 'U')).toEqual(new Set());
    });
  });
}
