import type { ColumnType, GeneratedAlways } from 'kysely';
import type { AuditEntry, GrantedRight, PlatformName } from '../command/access.ts';
import type { RecordDraft, RecordKind } from '../domain/record.ts';
import type { Tlp } from '../domain/vocabulary.ts';

/** Append-only: a trigger refuses to change or delete a row. */
export interface RecordTable {
  /** Order of writing. A 64-bit number, which the driver gives as text. */
  seq: GeneratedAlways<string>;
  catalogue: string;
  kind: RecordKind;
  id: string;
  revision: number;
  body: ColumnType<RecordDraft['body'], string, never>;
  content_hash: string;
  recorded_at: Date;
  recorded_by: string;
  withdrawn: boolean;
}

/** Every key begins with these: what belongs to one tenant is not found from another. */
interface OfTenant {
  platform: PlatformName;
  tenant: string;
}

export interface GrantTable extends OfTenant {
  user_id: string;
  right_given: GrantedRight;
  granted_by: string;
  granted_at: Date;
}

/** Append-only, as the records are. */
export interface AuditTable extends OfTenant {
  /** Order of writing. A 64-bit number, which the driver gives as text. */
  seq: GeneratedAlways<string>;
  channel: string;
  at: Date;
  user_id: string;
  user_name: string;
  act: string;
  detail: string;
  outcome: AuditEntry['outcome'];
}

export interface CeilingTable extends OfTenant {
  channel: string;
  tlp: Tlp;
  set_by: string;
  set_at: Date;
}

export interface TenantTable extends OfTenant {
  name: string;
  arrived_at: Date;
  left_at: Date | null;
}

export interface InstallationTable extends OfTenant {
  sealed: string;
  saved_at: Date;
}

export interface InboxTable extends OfTenant {
  key: string;
  /** Null once it was answered: then only the key is kept, to know it again. */
  sealed: string | null;
  received_at: Date;
  lease_until: Date;
  attempts: number;
  done_at: Date | null;
}

export interface ButtonLineTable extends OfTenant {
  key: string;
  sealed: string;
  /** A day, so that a line in daily use is written once a day. */
  last_used: ColumnType<Date, string, string>;
}

export interface ChartTable {
  key: string;
  spec: ColumnType<unknown, string, never>;
  /** A day, so that a chart in daily use is written once a day. */
  last_used: ColumnType<Date, string, string>;
}

export interface Tables {
  record: RecordTable;
  grant_given: GrantTable;
  audit: AuditTable;
  ceiling: CeilingTable;
  tenant: TenantTable;
  installation: InstallationTable;
  inbox: InboxTable;
  button_line: ButtonLineTable;
  chart: ChartTable;
}
