import type { CommandContext, CommandServices, Invocation } from '../command/context.ts';
import type { Draft } from '../disclosure/desk.ts';
import { carriedOver } from '../disclosure/revise.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import { isAbove } from '../domain/vocabulary.ts';
import type { Prepared } from '../present/editing-outcome.ts';

/** Where something is to be shown, and by what it is looked up. */
export interface Circumstances {
  readonly invocation: Pick<Invocation, 'where'>;
  readonly services: Pick<CommandServices, 'ceilings' | 'desk'>;
}

/** Whether something may be shown where the line was typed. */
export function mayBeShown(
  { tlp }: { readonly tlp: DisclosureRevision['disclosure']['tlp'] },
  { invocation, services }: Circumstances,
): boolean {
  return !isAbove(tlp, services.ceilings.of(invocation.where));
}

/** The draft, unless it says what may not be shown here: then it is as if there were none. */
export async function openDraft(id: string, context: CommandContext): Promise<Draft | undefined> {
  const draft = await context.services.desk.draft(id);
  return draft && mayBeShown(draft.disclosure, context) ? draft : undefined;
}

/** All revisions that are out, the oldest first; none when the newest may not be shown here. */
export async function publishedAs(
  id: string,
  context: CommandContext,
): Promise<readonly DisclosureRevision[]> {
  const revisions = await context.services.desk.revisions(id);
  const newest = revisions.at(-1);
  return newest && mayBeShown(newest.disclosure, context) ? revisions : [];
}

/** What an editor can still put right: what is out, or the newest of what waits for its embargo. */
export async function standingAs(
  id: string,
  { desk }: Pick<CommandServices, 'desk'>,
): Promise<readonly DisclosureRevision[]> {
  const revisions = await desk.revisions(id);
  if (revisions.length > 0) return revisions;
  return (await desk.held()).filter(({ disclosure }) => disclosure.id === id);
}

/** The newest revision that an editor can put right, if it may be shown here. */
export async function newestStanding(
  id: string,
  context: CommandContext,
): Promise<DisclosureRevision | undefined> {
  const newest = (await standingAs(id, context.services)).at(-1);
  return newest && mayBeShown(newest.disclosure, context) ? newest : undefined;
}

/**
 * The draft as it fits the newest revision: what it changes is carried over, the rest is as it is now.
 * The draft itself when nothing came between.
 */
export async function upToDate(draft: Draft, context: CommandContext): Promise<Draft> {
  const revisions = await standingAs(draft.disclosure.id, context.services);
  const newest = revisions.at(-1);
  if (newest === undefined || newest.revision === draft.base) return draft;
  const from = revisions.find(({ revision }) => revision === draft.base);
  const own = draft.act === 'retract' || from === undefined ? newest.disclosure : undefined;
  const disclosure =
    own ?? carriedOver(draft.disclosure, from?.disclosure ?? newest.disclosure, newest.disclosure);
  return await context.services.desk.keep({ ...draft, disclosure, base: newest.revision });
}

/** The revision that a draft would make, if it were sent now. */
export function planned(draft: Draft, now: Date): DisclosureRevision {
  const { act, disclosure, base, embargo, by } = draft;
  return {
    disclosure,
    revision: base + 1,
    state: act === 'retract' ? 'retracted' : 'published',
    reason: base === 0 ? undefined : draft.reason,
    at: now,
    embargo,
    by,
  };
}

/** All that a preview of the draft shows. */
export async function prepared(draft: Draft, context: CommandContext): Promise<Prepared> {
  const { desk } = context.services;
  const [history, reach] = await Promise.all([
    standingAs(draft.disclosure.id, context.services),
    desk.reach(draft),
  ]);
  const current = planned(draft, context.now);
  return { draft, reach, item: { current, history: [...history, current] } };
}
