import { describe, expect, it } from 'vitest';
import { ACME, type OpenNodes, OTHERS, testClock } from './nodes.ts';

export function tenantsContract(open: OpenNodes): void {
  describe('tenants', () => {
    it('arrive once, and again after they left', async () => {
      const [here, there] = await open(testClock());
      expect(await here.tenants.arrived(ACME, 'Acme')).toBe(true);
      expect(await there.tenants.arrived(ACME, 'Acme')).toBe(false);
      expect(await there.tenants.arrived(ACME, 'Acme \0 renamed')).toBe(false);
      await there.tenants.left(ACME);
      await here.tenants.left(ACME);
      expect(await here.tenants.arrived(ACME, 'Acme')).toBe(true);
      expect(await there.tenants.arrived(ACME, 'Acme')).toBe(false);
    });

    it('are greeted by exactly one of several nodes that see them arrive', async () => {
      const nodes = await open(testClock());
      const greet = () =>
        Promise.all(
          Array.from({ length: 8 }, (_, n) => nodes[n % 2]!.tenants.arrived(ACME, `Acme ${n}`)),
        );
      expect((await greet()).filter(Boolean)).toHaveLength(1);
      await nodes[0].tenants.left(ACME);
      expect((await greet()).filter(Boolean)).toHaveLength(1);
    });

    it('are counted for their platform while they are there', async () => {
      const [{ tenants }] = await open(testClock());
      expect(await tenants.count('slack')).toBe(0);
      for (const tenant of [ACME, ...OTHERS]) await tenants.arrived(tenant, 'Name');
      expect(await tenants.count('slack')).toBe(6);
      expect(await tenants.count('discord')).toBe(1);
      await tenants.left(ACME);
      await tenants.left({ platform: 'slack', tenant: 'never here' });
      expect(await tenants.count('slack')).toBe(5);
      expect(await tenants.count('discord')).toBe(1);
    });
  });
}
