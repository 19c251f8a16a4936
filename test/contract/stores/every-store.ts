import { auditLogContract } from './audit-log.ts';
import { buttonLinesContract } from './button-lines.ts';
import { ceilingsContract } from './ceilings.ts';
import { grantsContract } from './grants.ts';
import { inboxContract } from './inbox.ts';
import { installationsContract } from './installations.ts';
import type { OpenNodes } from './nodes.ts';
import { sharedChartsContract } from './shared-charts.ts';
import { tenantsContract } from './tenants.ts';

/** What every implementation of the stores keeps to. */
export function everyStore(open: OpenNodes): void {
  grantsContract(open);
  auditLogContract(open);
  ceilingsContract(open);
  inboxContract(open);
  buttonLinesContract(open);
  tenantsContract(open);
  sharedChartsContract(open);
  installationsContract(open);
}
