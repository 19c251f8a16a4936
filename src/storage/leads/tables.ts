import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Severity } from '../../domain/disclosure.ts';
import type { Tier } from '../../domain/vocabulary.ts';
import type { Feed, FeedPolicy } from '../../leads/feeds.ts';
import type { Lead, LeadState, Reason } from '../../leads/leads.ts';
import type { Plan } from '../../leads/plans.ts';
import type { Wishes } from '../../leads/reading.ts';

/** JSON that is read as it was written. */
type Json<T> = ColumnType<T, string, string>;

export interface FeedTable {
  id: string;
  url: string;
  /** See `feedKey`. */
  url_key: string;
  publisher: string;
  tier: Tier;
  policy: FeedPolicy;
  severity: Severity;
  state: Feed['state'];
  reason: string | null;
  added_by: string;
  added_name: string;
  added_at: Date;
  removed_at: Date | null;
  removed_by: string | null;
  /** Counts up with each poll, and with each change of address or state. */
  turn: Generated<number>;
  /** When it was first answered: what was there then is not raised. */
  baseline_at: Date | null;
  polled_at: Date | null;
  answered_at: Date | null;
  next_poll_at: Date | null;
  failures: Generated<number>;
  failing_since: Date | null;
  last_error: string | null;
  etag: string | null;
  last_modified: string | null;
  wishes: Json<Wishes> | null;
  items: Generated<number>;
  raised: Generated<number>;
}

interface Text {
  title: string;
  summary: string;
  url: string | null;
  published_on: string | null;
}

export interface ItemTable extends Text {
  /** A 64-bit number, which the driver gives as text. */
  id: GeneratedAlways<string>;
  feed: string;
  key: string;
  /** See `pageKey`. */
  page: string | null;
  found_at: Date;
  /** Whether its feed's last answer carried it, or it is missed. */
  listed: Generated<boolean>;
  /** When an answer last carried it. */
  seen_at: Date;
  missing_since: Date | null;
  withdrawn_at: Date | null;
}

/** What an item said before. */
export interface ItemRevisionTable extends Text {
  item: string;
  seq: GeneratedAlways<string>;
  until: Date;
}

export interface LeadTable {
  id: string;
  kind: Lead['kind'];
  state: LeadState;
  reasons: Json<readonly Reason[]>;
  /** See `raisingKeys`. */
  reason_keys: string[];
  disclosure: string | null;
  incident: string | null;
  /** Of a correction: the lead that was decided on, and when that, or a correction of it, was. */
  corrects: string | null;
  since: Date | null;
  raised_at: Date;
  /** When the last item joined it. */
  newest_at: Date;
  decided_by: string | null;
  decided_name: string | null;
  decided_at: Date | null;
  decided_rule: string | null;
  plan: Json<Omit<Plan, 'lead'>> | null;
  version: Generated<number>;
}

export interface LeadItemTable {
  lead: string;
  seq: GeneratedAlways<string>;
  item: string;
  /** Why the item matters, as it stands. */
  reasons: Json<readonly Reason[]>;
}

export interface LeadTables {
  feed: FeedTable;
  item: ItemTable;
  item_revision: ItemRevisionTable;
  lead: LeadTable;
  lead_item: LeadItemTable;
}
