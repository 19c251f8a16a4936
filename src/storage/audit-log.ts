import type { AuditLog, Tenant } from '../command/access.ts';
import type { Database } from './database.ts';
import { storable } from './storable-text.ts';

const DETAIL_LENGTH = 2_000;

/** The audit log on PostgreSQL, which itself refuses to change or delete an entry. */
export function createAuditLog(db: Database): AuditLog {
  const ofTenant = ({ platform, tenant }: Tenant) =>
    db.selectFrom('audit').where('platform', '=', platform).where('tenant', '=', tenant);
  return {
    async record({ user, userName, detail, ...entry }) {
      const { platform, tenant, channel, at, act, outcome } = entry;
      await db
        .insertInto('audit')
        .values({
          ...{ platform, tenant, channel, at, act, outcome },
          user_id: user,
          user_name: storable(userName),
          detail: storable(detail.slice(0, DETAIL_LENGTH)),
        })
        .execute();
    },
    async list(tenant, skip, limit) {
      const { total } = await ofTenant(tenant)
        .select(({ fn }) => fn.countAll<string>().as('total'))
        .executeTakeFirstOrThrow();
      const entries = await ofTenant(tenant)
        .select(['platform', 'tenant', 'channel', 'at', 'user_id as user', 'user_name as userName'])
        .select(['act', 'detail', 'outcome'])
        .orderBy('seq', 'desc')
        .offset(skip)
        .limit(limit)
        .execute();
      return { entries, total: Number(total) };
    },
  };
}
