import type { AuditLog, Ceilings, Grants } from '../command/access.ts';
import type { Ledger, Notices, Pacing } from '../delivery/ledger.ts';
import type { ClaimChanges } from '../disclosure/claim-changes.ts';
import type { Imports } from '../ingest/core/imports.ts';
import type { Desk } from '../disclosure/desk.ts';
import type { Deliveries } from '../disclosure/receipts.ts';
import type { Places, Subscriptions } from '../disclosure/subscriptions.ts';
import type {
  ButtonLines,
  Inbox,
  Installations,
  SharedCharts,
  Tenants,
} from '../interaction/ports.ts';
import type { EditorChannels } from '../leads/editor-channels.ts';
import type { Feeds } from '../leads/feeds.ts';
import type { LeadDesk } from '../leads/lead-desk.ts';
import type { Leads } from '../leads/leads.ts';
import type { Plans } from '../leads/plans.ts';
import type { PollStore } from '../leads/poll-store.ts';
import { createAuditLog } from './audit-log.ts';
import { createButtonLines } from './button-lines.ts';
import { type CeilingOptions, createCeilings } from './ceilings.ts';
import { createClaimChanges } from './claim-changes.ts';
import { createDeliveries } from './deliveries.ts';
import { createDesk } from './desk.ts';
import type { Aim } from './desk-publish.ts';
import { createEditorChannels } from './editor-channels.ts';
import { createGrants } from './grants.ts';
import { createImports } from './imports.ts';
import { createInbox, type InboxOptions } from './inbox.ts';
import { createInstallations } from './installations.ts';
import { createFeeds } from './leads/feeds.ts';
import { createLeads } from './leads/leads.ts';
import { createPlans } from './leads/plans.ts';
import { createPollStore } from './leads/poll-store.ts';
import { createLeadDesk } from './lead-desk.ts';
import { createLedger } from './ledger.ts';
import { createNotices } from './notices.ts';
import { createPacing } from './pacing.ts';
import { createPlaces } from './places.ts';
import { createSharedCharts } from './shared-charts.ts';
import { createSubscriptionCache, type SubscriptionCacheOptions } from './subscription-cache.ts';
import { createSubscriptions } from './subscriptions.ts';
import { createTenants } from './tenants.ts';

/** Decides whom an item is for; all pure. */
export type Telling = SubscriptionCacheOptions & Pick<Aim, 'facetsOf' | 'wishesOf'>;

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
  readonly subscriptions: Subscriptions;
  readonly places: Places;
  readonly pacing: Pacing;
  readonly desk: Desk;
  readonly claimChanges: ClaimChanges;
  readonly feeds: Feeds;
  readonly leads: Leads;
  readonly leadDesk: LeadDesk;
  readonly editorChannels: EditorChannels;
  /** For the poller. */
  readonly polls: PollStore;
  readonly plans: Plans;
  readonly ledger: Ledger;
  readonly notices: Notices;
  readonly imports: Imports;
  readonly deliveries: Deliveries;
  /** For the queue: an embargo is over. */
  release(disclosure: string, revision: number): Promise<void>;
}

/** Of a house that only answers: publishing fails. */
const NO_TELLING: Telling = {
  createMatcher: () => ({ wanting: () => [] }),
  facetsOf() {
    throw new Error('storage was opened without what decides whom an item is for');
  },
  wishesOf: () => [],
};

/** @throws the driver's error when changes cannot be listened to */
export async function createStores(
  options: CeilingOptions & InboxOptions & { readonly telling: Telling | undefined },
): Promise<Stores> {
  const { db, clock, sealer, telling = NO_TELLING } = options;
  const cache = createSubscriptionCache(telling);
  return {
    grants: createGrants(db, clock),
    audit: createAuditLog(db),
    ceilings: await createCeilings(options),
    inbox: createInbox(options),
    buttonLines: createButtonLines(db, clock, sealer),
    tenants: createTenants(db, clock),
    installations: createInstallations(db, clock, sealer),
    sharedCharts: createSharedCharts(db, clock),
    subscriptions: createSubscriptions(db, clock),
    places: createPlaces(db, clock),
    pacing: createPacing(db),
    ledger: createLedger(db, clock),
    notices: createNotices(db, clock),
    imports: createImports(db, sealer),
    deliveries: createDeliveries(db, clock),
    claimChanges: createClaimChanges(db, clock),
    feeds: createFeeds(db, clock),
    leads: createLeads(db, clock),
    leadDesk: createLeadDesk(db, clock),
    editorChannels: createEditorChannels(db, clock),
    polls: createPollStore(db, clock),
    plans: createPlans(db, clock),
    ...createDesk({ ...telling, cache, db, clock }),
  };
}
