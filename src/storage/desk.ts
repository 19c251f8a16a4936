import type { Desk } from '../disclosure/desk.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { type Aim, publishDraft, revisionOf, wishesFor } from './desk-publish.ts';
import { reachOf } from './desk-reach.ts';
import { createRelease } from './desk-release.ts';
import { deskTurns } from './desk-turn.ts';
import {
  heldRevisions,
  newestRevision,
  releasedRevisions,
  releasedSince,
} from './disclosure-rows.ts';
import { createDrafts } from './drafts.ts';
import { storable } from './storable-text.ts';

export interface DeskOptions extends Aim {
  readonly db: Database;
  readonly clock: Clock;
}

/** The desk on PostgreSQL, and what the queue calls when an embargo is over. */
export function createDesk(options: DeskOptions): {
  readonly desk: Desk;
  release(disclosure: string, revision: number): Promise<void>;
} {
  const { db, clock } = options;
  const inTurn = deskTurns(db);
  return {
    desk: {
      ...createDrafts(db, clock),
      reach: (draft) =>
        db.transaction().execute(async (trx) => {
          const at = clock.now();
          const newest = await newestRevision(trx, draft.disclosure.id);
          const planned = revisionOf(draft, newest, { by: draft.by, at, embargo: undefined });
          return reachOf(trx, planned, await wishesFor(trx, options, planned, at));
        }),
      publish: (id, version, by) =>
        inTurn((trx) => publishDraft(trx, options, { id, version, by, now: clock.now() })),
      revisions: (id) => releasedRevisions(db, storable(id), clock.now()),
      held: () => heldRevisions(db, clock.now()),
      since: (since) => releasedSince(db, since, clock.now()),
    },
    release: createRelease(inTurn, options, clock),
  };
}
