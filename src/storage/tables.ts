import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Card } from '../card/card.ts';
import type { AuditEntry, GrantedRight, PlatformName } from '../command/access.ts';
import type { Act } from '../disclosure/desk.ts';
import type { Happening, PostState } from '../disclosure/receipts.ts';
import type { Rest } from '../disclosure/subscriptions.ts';
import type { Disclosure, DisclosureRevision } from '../domain/disclosure.ts';
import type { RecordDraft, RecordKind } from '../domain/record.ts';
import type { Cadence, Filter } from '../domain/subscription.ts';
import type { ImportSummary } from '../knowledge/record-store.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import type { LeadTables } from './leads/tables.ts';

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

/** JSON that is read as it was written. */
type Json<T> = ColumnType<T, string, string>;

/** Append-only, as the records are. */
export interface DisclosureTable {
  seq: GeneratedAlways<string>;
  id: string;
  revision: number;
  body: ColumnType<Disclosure, string, never>;
  state: DisclosureRevision['state'];
  reason: string | null;
  embargo: Date | null;
  published_at: Date;
  by_id: string;
  by_name: string;
}

export interface DraftTable {
  id: string;
  /** From the sequence `draft_version`: anew with each change. */
  version: number;
  act: Act;
  base: number;
  body: Json<Disclosure>;
  reason: string | null;
  embargo: Date | null;
  records: Json<readonly RecordDraft[]>;
  changes: Json<readonly string[]>;
  by_id: string;
  by_name: string;
  made_at: Date;
}

interface OfChannel extends OfTenant {
  channel: string;
}

export interface ChannelTable extends OfChannel {
  name: string | null;
  threads: Generated<boolean>;
  rest: Rest | null;
  rest_reason: string | null;
  rest_since: Date | null;
}

export interface SubscriptionTable extends OfChannel {
  id: string;
  filter: Json<Filter>;
  filter_hash: string;
  cadence: Json<Cadence>;
  mention: string | null;
  paused_until: Date | null;
  added_by: string;
  added_name: string;
  added_at: Date;
  removed_at: Date | null;
  removed_by: string | null;
  /** From the sequence `subscription_version`: anew with each change. */
  version: string;
}

export interface PostTable extends OfChannel {
  id: GeneratedAlways<string>;
  /** What the post is for: there is one of each. */
  key: string;
  /** What platforms know it by: random, 24 characters. */
  nonce: GeneratedAlways<string>;
  kind: 'disclosure' | 'digest' | 'note' | 'notice';
  state: PostState;
  reason: string | null;
  due_at: Date;
  next_try: Date | null;
  tries: Generated<number>;
  begun_act: 'post' | 'edit' | null;
  /** When the first try began of which nothing else is known. */
  begun_at: Date | null;
  /** Of what it would show; null when tries differ. */
  begun_hash: string | null;
  ref_channel: string | null;
  ref_id: string | null;
  shown_hash: string | null;
  shown_at: Date | null;
  uneditable: Generated<boolean>;
  mention: string | null;
  card: Json<Card> | null;
  /** Of a notice whose words are replaced as what it tells of changes. */
  card_revision: number | null;
  about: string | null;
  created_at: Date;
}

/** A disclosure in a post; a note on a post has one too. */
export interface DeliveryTable extends OfChannel {
  post: string;
  disclosure: string;
  subscriptions: string[];
  /** The newest revision when it was queued. */
  queued: Generated<number>;
  shown: number | null;
}

export interface HappeningTable {
  seq: GeneratedAlways<string>;
  post: string;
  disclosure: string;
  revision: number;
  what: Happening['what'];
  reason: string;
  at: Date;
}

export interface PaceTable {
  key: string;
  /** When something acts or will act against the limit, in order. */
  taken: Date[];
  held_until: Date | null;
  /** When the last of those who could not book has his turn. */
  queue_ends: Date | null;
  /** From then on the row says nothing any more. */
  idle_at: Date;
}

/** Of whoever is to come again. */
export interface PaceClaimTable {
  asker: string;
  keys: string[];
  slot: Date;
  /** Whether the slot is among those taken, or only the time to come and book. */
  booked: boolean;
}

export interface NodeTable {
  id: string;
  lock_key: string;
  workers: string[];
  started_at: Date;
}

export interface ImportTable {
  catalogue: string;
  format: string;
  location: string;
  cursor: string | null;
  imported_at: Date | null;
  summary: Json<ImportSummary> | null;
  every_minutes: number | null;
  sealed_options: string | null;
  failures: Generated<number>;
  last_error: string | null;
  next_at: Date | null;
}

export interface EditorChannelTable extends OfChannel {
  is_on: boolean;
  since: Date;
  by_id: string;
  by_name: string;
  by_operator: boolean;
}

/** From which lead a disclosure is being written, or was. */
export interface LeadDraftTable {
  disclosure: string;
  lead: string;
  begun_at: Date;
}

export interface Tables extends LeadTables {
  record: RecordTable;
  import: ImportTable;
  grant_given: GrantTable;
  audit: AuditTable;
  ceiling: CeilingTable;
  tenant: TenantTable;
  installation: InstallationTable;
  inbox: InboxTable;
  button_line: ButtonLineTable;
  chart: ChartTable;
  disclosure: DisclosureTable;
  draft: DraftTable;
  channel: ChannelTable;
  subscription: SubscriptionTable;
  post: PostTable;
  editor_channel: EditorChannelTable;
  lead_draft: LeadDraftTable;
  delivery: DeliveryTable;
  happening: HappeningTable;
  pace: PaceTable;
  pace_claim: PaceClaimTable;
  node: NodeTable;
}
