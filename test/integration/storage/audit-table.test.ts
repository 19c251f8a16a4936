import { expect, it } from 'vitest';
import type { AuditEntry } from '../../../src/command/access.ts';
import { databases } from './support/store.ts';

const server = databases();

it('The table of the audit log refuses to change, delete or empty, also in replica mode', async () => {
  const database = await server.create();
  const { audit } = await database.open();
  const tenant = { platform: 'slack', tenant: 'T1' } as const;
  const entry: AuditEntry = {
    ...{ ...tenant, channel: 'C1', user: 'U1', userName: 'Editor', at: new Date(0) },
    ...{ act: 'grant', detail: 'grant edit', outcome: 'done' },
  };
  await audit.record(entry);
  const acts = [
    `update tocsin.audit set outcome = 'refused'`,
    `delete from tocsin.audit`,
    `truncate tocsin.audit`,
    `set session_replication_role = replica; update tocsin.audit set user_id = 'U2'`,
  ];
  for (const act of acts) {
    await expect(database.query(act)).rejects.toThrow(/the table audit is append-only/);
  }
  expect(await audit.list(tenant, 0, 10)).toEqual({ entries: [entry], total: 1 });
});
