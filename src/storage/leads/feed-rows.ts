import type { Selectable } from 'kysely';
import type { Feed, FeedSettings } from '../../leads/feeds.ts';
import { storable } from '../storable-text.ts';
import type { FeedTable } from './tables.ts';

export function toFeed(row: Selectable<FeedTable>): Feed {
  return {
    id: row.id,
    url: row.url,
    publisher: row.publisher,
    tier: row.tier,
    policy: row.policy,
    severity: row.severity,
    state: row.state,
    reason: row.reason ?? undefined,
    addedBy: { id: row.added_by, name: row.added_name },
    addedAt: row.added_at,
    polledAt: row.polled_at ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    nextPollAt: row.next_poll_at ?? undefined,
    failures: row.failures,
    lastError: row.last_error ?? undefined,
    items: row.items,
    raised: row.raised,
  };
}

/** What people or a publisher wrote, as a row can hold it. */
export function clean(text: string): string {
  return storable(text.toWellFormed());
}

/** Columns of the settings that are there, the address apart. */
export function settingColumns({ publisher, tier, policy, severity }: Partial<FeedSettings>) {
  return {
    ...(publisher !== undefined && { publisher: clean(publisher) }),
    ...(tier !== undefined && { tier }),
    ...(policy !== undefined && { policy }),
    ...(severity !== undefined && { severity }),
  };
}

/** As of a feed that nothing is known of yet: its next answer only tells what is there. */
export const UNREAD = {
  ...{ baseline_at: null, etag: null, last_modified: null, wishes: null },
} as const;

/** As of a feed that has not failed. */
export const SOUND = { failures: 0, failing_since: null, last_error: null } as const;
