import { describe, expect, it } from 'vitest';
import type { Tenant } from '../../../src/command/access.ts';
import { ACME, type OpenNodes, OTHERS, testClock } from './nodes.ts';

const installation = { bot: { token: 'a token', scopes: ['commands'] }, expiresAt: 1.5, 狼: null };

export function installationsContract(open: OpenNodes): void {
  describe('installations', () => {
    it('are loaded on every node as they were saved last, until they are removed', async () => {
      const [here, there] = await open(testClock());
      expect(await here.installations.load(ACME)).toBeUndefined();
      await here.installations.save(ACME, { older: true });
      await here.installations.save(ACME, installation);
      expect(await there.installations.load(ACME)).toEqual(installation);
      await there.installations.remove(ACME);
      await there.installations.remove(ACME);
      expect(await here.installations.load(ACME)).toBeUndefined();
    });

    it('are listed by platform', async () => {
      const [{ installations }] = await open(testClock());
      for (const tenant of OTHERS) await installations.save(tenant, installation);
      expect((await installations.list('slack')).toSorted()).toEqual(['', '%', 'T', 'T1:1', 'T2']);
      expect(await installations.list('discord')).toEqual(['T1']);
      expect(await installations.list('console')).toEqual([]);
    });

    it('are one tenant’s alone', async () => {
      const [{ installations }] = await open(testClock());
      await installations.save(ACME, installation);
      for (const other of OTHERS) {
        expect(await installations.load(other)).toBeUndefined();
        await installations.save(other, { other: true });
        await installations.remove(other);
      }
      expect(await installations.load(ACME)).toEqual(installation);
    });
  });

  describe('alone', () => {
    it('runs one at a time for a tenant, over all nodes, and hands its outcome back', async () => {
      const nodes = await open(testClock());
      let running = 0;
      const callers = Array.from({ length: 20 }, (_, n) =>
        nodes[n % 2]!.installations.alone(ACME, async () => {
          running += 1;
          const together = running;
          // Reads and writes, as the rotation of a token does.
          const { count } = ((await nodes[n % 2]!.installations.load(ACME)) ?? {
            count: 0,
          }) as { count: number };
          await nodes[n % 2]!.installations.save(ACME, { count: count + 1 });
          running -= 1;
          return together;
        }),
      );
      expect(await Promise.all(callers)).toEqual(callers.map(() => 1));
      expect(await nodes[0].installations.load(ACME)).toEqual({ count: 20 });
    });

    it('lets go after a failure', async () => {
      const [here, there] = await open(testClock());
      const failing = here.installations.alone(ACME, async () => {
        throw new Error('the far side is gone');
      });
      await expect(failing).rejects.toThrow('the far side is gone');
      expect(await there.installations.alone(ACME, async () => 'done')).toBe('done');
      expect(await here.installations.alone(ACME, async () => 'done')).toBe('done');
    });

    it('lets another tenant pass, and many tenants at once', async () => {
      const [{ installations }] = await open(testClock());
      const gate = Promise.withResolvers<void>();
      const waiting = installations.alone(ACME, () => gate.promise);
      // Callers that wait for ACME take nobody’s place.
      const queued = Array.from({ length: 10 }, () => installations.alone(ACME, async () => {}));
      const many = Array.from({ length: 30 }, (_, n): Tenant => ({ ...ACME, tenant: `M${n}` }));
      await Promise.all(
        many.map((tenant) =>
          installations.alone(tenant, () => installations.save(tenant, installation)),
        ),
      );
      gate.resolve();
      await Promise.all([waiting, ...queued]);
      expect(await installations.list('slack')).toHaveLength(30);
    });
  });
}
