import { describe, expect, it } from 'vitest';
import { ACME, type OpenNodes, OTHERS, testClock } from './nodes.ts';

const line = { key: 'k1', commandLine: 'incidents sector:"energy & water" 狼毒草' };

export function buttonLinesContract(open: OpenNodes): void {
  describe('button lines', () => {
    it('are found on every node, by the key their button carries', async () => {
      const [here, there] = await open(testClock());
      const second = { key: 'k2', commandLine: 'search \u2028' };
      await here.buttonLines.keep(ACME, [line, second]);
      expect(await there.buttonLines.find(ACME, 'k1')).toBe(line.commandLine);
      expect(await there.buttonLines.find(ACME, 'k2')).toBe(second.commandLine);
      expect(await there.buttonLines.find(ACME, 'k3')).toBeUndefined();
      expect(await there.buttonLines.find(ACME, 'k\0')).toBeUndefined();
    });

    it('may be none, the same twice, and kept by many at the same moment', async () => {
      const nodes = await open(testClock());
      const [{ buttonLines }] = nodes;
      await buttonLines.keep(ACME, []);
      await buttonLines.keep(ACME, [line, line]);
      const many = Array.from({ length: 50 }, (_, n) => ({ ...line, key: `m${n}` }));
      await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          nodes[n % 2]!.buttonLines.keep(ACME, n % 3 ? many : many.toReversed()),
        ),
      );
      expect(await buttonLines.find(ACME, 'm49')).toBe(line.commandLine);
      await buttonLines.keep(ACME, [{ key: 'k1', commandLine: 'help' }]);
      expect(await buttonLines.find(ACME, 'k1')).toBe('help');
    });

    it('are one tenant’s alone', async () => {
      const [{ buttonLines }] = await open(testClock());
      await buttonLines.keep(ACME, [line]);
      for (const other of OTHERS) {
        expect(await buttonLines.find(other, 'k1')).toBeUndefined();
        await buttonLines.keep(other, [{ key: 'k1', commandLine: 'help' }]);
      }
      expect(await buttonLines.find(ACME, 'k1')).toBe(line.commandLine);
    });
  });
}
