import { describe, expect, it } from 'vitest';
import { type OpenNodes, testClock } from './nodes.ts';

const chart = { type: 'bars', title: '狼毒草', bars: [{ label: 'a', value: 1, display: 'one' }] };

export function sharedChartsContract(open: OpenNodes): void {
  describe('shared charts', () => {
    it('are found on every node, as they were kept', async () => {
      const [here, there] = await open(testClock());
      await here.sharedCharts.keep('k1', chart);
      expect(await there.sharedCharts.find('k1')).toEqual(chart);
      expect(await there.sharedCharts.find('k2')).toBeUndefined();
    });

    it('may be kept again, by several at the same moment', async () => {
      const nodes = await open(testClock());
      await Promise.all(
        Array.from({ length: 8 }, (_, n) => nodes[n % 2]!.sharedCharts.keep('k1', chart)),
      );
      expect(await nodes[0].sharedCharts.find('k1')).toEqual(chart);
    });
  });
}
