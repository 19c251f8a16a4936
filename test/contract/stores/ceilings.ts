import { describe, expect, it } from 'vitest';
import { ACME, type OpenNodes, OTHERS, testClock } from './nodes.ts';

const place = { ...ACME, channel: 'C1' };

export function ceilingsContract(open: OpenNodes): void {
  describe('ceilings', () => {
    it('are CLEAR until somebody raises them, and known at once to who set them', async () => {
      const [{ ceilings }] = await open(testClock());
      expect(ceilings.of(place)).toBe('CLEAR');
      await ceilings.set(place, 'AMBER+STRICT', 'U1');
      expect(ceilings.of(place)).toBe('AMBER+STRICT');
      await ceilings.set(place, 'GREEN', 'U2');
      expect(ceilings.of(place)).toBe('GREEN');
      await ceilings.set(place, 'CLEAR', 'U2');
      expect(ceilings.of(place)).toBe('CLEAR');
    });

    it('are soon known to every node, those that were set before it came too', async () => {
      const [here, there] = await open(testClock());
      const knows = (node: typeof here) =>
        expect.poll(() => node.ceilings.of(place), { timeout: 20_000 });
      await here.ceilings.set(place, 'RED', 'U1');
      await knows(there).toBe('RED');
      await there.ceilings.set(place, 'GREEN', 'U1');
      await knows(here).toBe('GREEN');
    });

    it('settle on what was set last, when many are set at the same moment', async () => {
      const nodes = await open(testClock());
      const levels = ['GREEN', 'AMBER', 'RED', 'GREEN', 'AMBER'] as const;
      await Promise.all(levels.map((tlp, n) => nodes[n % 2]!.ceilings.set(place, tlp, 'U1')));
      await nodes[0].ceilings.set(place, 'AMBER+STRICT', 'U1');
      for (const { ceilings } of nodes) {
        await expect.poll(() => ceilings.of(place), { timeout: 20_000 }).toBe('AMBER+STRICT');
      }
    });

    it('are one place’s alone', async () => {
      const [{ ceilings }] = await open(testClock());
      await ceilings.set(place, 'RED', 'U1');
      for (const other of OTHERS) expect(ceilings.of({ ...other, channel: 'C1' })).toBe('CLEAR');
      for (const channel of ['C2', 'C', '', 'c1']) {
        expect(ceilings.of({ ...ACME, channel })).toBe('CLEAR');
      }
      await ceilings.set({ ...OTHERS[0]!, channel: 'C1' }, 'GREEN', 'U1');
      expect(ceilings.of(place)).toBe('RED');
    });
  });
}
