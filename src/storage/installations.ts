import type { Tenant } from '../command/access.ts';
import type { Installations } from '../interaction/ports.ts';
import type { Clock } from '../shared/clock.ts';
import type { Sealer } from '../shared/sealing.ts';
import { createAlone } from './alone.ts';
import type { Database } from './database.ts';
import { openJson, sealJson } from './sealed-json.ts';

/** Installations on PostgreSQL. One that an earlier key opens is sealed again with the current one. */
export function createInstallations(db: Database, clock: Clock, sealer: Sealer): Installations {
  async function sealAgain(owner: Tenant, installation: unknown, sealed: string): Promise<void> {
    await db
      .updateTable('installation')
      .set({ sealed: sealJson(sealer, owner, installation) })
      .where('platform', '=', owner.platform)
      .where('tenant', '=', owner.tenant)
      // Unless it was saved anew meanwhile: its tokens would be lost.
      .where('sealed', '=', sealed)
      .execute();
  }

  return {
    async save(owner, installation) {
      const entry = { sealed: sealJson(sealer, owner, installation), saved_at: clock.now() };
      await db
        .insertInto('installation')
        .values({ platform: owner.platform, tenant: owner.tenant, ...entry })
        .onConflict((conflict) => conflict.columns(['platform', 'tenant']).doUpdateSet(entry))
        .execute();
    },
    async load(owner) {
      const row = await db
        .selectFrom('installation')
        .select('sealed')
        .where('platform', '=', owner.platform)
        .where('tenant', '=', owner.tenant)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const installation = openJson(sealer, owner, row.sealed);
      if (!sealer.isCurrent(row.sealed)) await sealAgain(owner, installation, row.sealed);
      return installation;
    },
    async remove({ platform, tenant }) {
      await db
        .deleteFrom('installation')
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .execute();
    },
    async list(platform) {
      const rows = await db
        .selectFrom('installation')
        .select('tenant')
        .where('platform', '=', platform)
        .orderBy('tenant')
        .execute();
      return rows.map((row) => row.tenant);
    },
    alone: createAlone(db),
  };
}
