import type { AuditLog, Ceilings, Grants } from '../command/access.ts';
import type {
  ButtonLines,
  Inbox,
  Installations,
  SharedCharts,
  Tenants,
} from '../interaction/ports.ts';
import { createAuditLog } from './audit-log.ts';
import { createButtonLines } from './button-lines.ts';
import { type CeilingOptions, createCeilings } from './ceilings.ts';
import { createGrants } from './grants.ts';
import { createInbox, type InboxOptions } from './inbox.ts';
import { createInstallations } from './installations.ts';
import { createSharedCharts } from './shared-charts.ts';
import { createTenants } from './tenants.ts';

/** What is kept about people, places and requests. */
export interface Stores {
  readonly grants: Grants;
  readonly audit: AuditLog;
  readonly ceilings: Ceilings;
  readonly inbox: Inbox;
  readonly buttonLines: ButtonLines;
  readonly tenants: Tenants;
  readonly installations: Installations;
  readonly sharedCharts: SharedCharts;
}

/** @throws the driver's error when changes cannot be listened to */
export async function createStores(options: CeilingOptions & InboxOptions): Promise<Stores> {
  const { db, clock, sealer } = options;
  return {
    grants: createGrants(db, clock),
    audit: createAuditLog(db),
    ceilings: await createCeilings(options),
    inbox: createInbox(options),
    buttonLines: createButtonLines(db, clock, sealer),
    tenants: createTenants(db, clock),
    installations: createInstallations(db, clock, sealer),
    sharedCharts: createSharedCharts(db, clock),
  };
}
