import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../src/command/access.ts';
import { ACME, type OpenNodes, OTHERS, SECOND, testClock } from './nodes.ts';

const entry: AuditEntry = {
  ...ACME,
  channel: 'C1',
  at: new Date('2019-10-04T12:00:00.456Z'),
  user: 'U1',
  userName: 'Editor 狼毒草',
  act: 'grant',
  detail: 'grant edit to:U2',
  outcome: 'done',
};

export function auditLogContract(open: OpenNodes): void {
  describe('the audit log', () => {
    it('tells who did what, where and when, the newest first, from every node', async () => {
      const [here, there] = await open(testClock());
      expect(await here.audit.list(ACME, 0, 10)).toEqual({ entries: [], total: 0 });
      const second = { ...entry, at: new Date(entry.at.getTime() + SECOND), outcome: 'refused' };
      await here.audit.record(entry);
      await there.audit.record(second as AuditEntry);
      expect(await here.audit.list(ACME, 0, 10)).toEqual({ entries: [second, entry], total: 2 });
    });

    it('is read a page at a time, with how many there are in all', async () => {
      const [{ audit }] = await open(testClock());
      for (const detail of ['1', '2', '3', '4', '5']) await audit.record({ ...entry, detail });
      const page = async (skip: number, limit: number) => {
        const { entries, total } = await audit.list(ACME, skip, limit);
        return `${entries.map(({ detail }) => detail).join('')} of ${total}`;
      };
      expect(await page(0, 2)).toBe('54 of 5');
      expect(await page(2, 2)).toBe('32 of 5');
      expect(await page(4, 2)).toBe('1 of 5');
      expect(await page(6, 2)).toBe(' of 5');
    });

    it('keeps the first 2,000 characters of a detail, and a text with a zero character', async () => {
      const [{ audit }] = await open(testClock());
      await audit.record({ ...entry, detail: 'x'.repeat(2_001) });
      await audit.record({ ...entry, detail: `${'x'.repeat(1_999)}𝔸` });
      await audit.record({ ...entry, detail: 'a\0b', userName: '\0' });
      const [zero, half, long] = (await audit.list(ACME, 0, 3)).entries;
      expect(zero!.detail).toMatch(/^a.b$/s);
      expect(half!.detail).toHaveLength(2_000);
      expect(long!.detail).toBe('x'.repeat(2_000));
    });

    it('is one tenant’s alone', async () => {
      const [{ audit }] = await open(testClock());
      await audit.record(entry);
      for (const other of OTHERS) {
        expect(await audit.list(other, 0, 10)).toEqual({ entries: [], total: 0 });
      }
      for (const other of OTHERS) await audit.record({ ...entry, ...other });
      expect(await audit.list(ACME, 0, 10)).toEqual({ entries: [entry], total: 1 });
    });
  });
}
