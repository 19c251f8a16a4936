import type { CommandContext } from '../command/context.ts';
import type { Draft } from '../disclosure/desk.ts';
import type { Answered, Outcome } from '../present/editing-outcome.ts';
import { TocsinError } from '../shared/errors.ts';
import { draftLine, linesOf } from './lines.ts';
import { mayBeShown, newestStanding, openDraft, prepared, upToDate } from './open-draft.ts';
import { settleLead } from './settle-lead.ts';

/** A draft's preview; none of one that came to say, by a newer revision, what may not be shown here. */
export async function preview(
  draft: Draft,
  context: CommandContext,
  notice?: Extract<Outcome, { is: 'preview' }>['notice'],
): Promise<Answered> {
  if (!mayBeShown(draft.disclosure, context)) return await noDraft(draft.disclosure.id, context);
  const { timeZone } = context.invocation;
  return {
    is: 'preview',
    prepared: await prepared(draft, context),
    lines: linesOf(draft, context),
    notice,
    zone: timeZone,
    again: draftLine(draft.act, draft.disclosure.id),
  };
}

/** What is said of an id without a draft that may be shown here. */
export async function noDraft(id: string, context: CommandContext): Promise<Answered> {
  const newest = await newestStanding(id, context);
  return { is: 'no-draft', id, newest, again: 'publish' };
}

/** What is shown when somebody was quicker. */
async function overtaken(id: string, seen: Draft, context: CommandContext): Promise<Answered> {
  const now = await openDraft(id, context);
  if (now === undefined) return await noDraft(id, context);
  const current = await upToDate(now, context);
  const notice = now.version === seen.version ? 'disclosure-changed' : 'draft-changed';
  return await preview(current, context, notice);
}

/** It was sent: that the inbox could not be told of it now is put right when the lead is next looked at. */
async function settleSoon(id: string, { invocation, services }: CommandContext): Promise<void> {
  await settleLead(id, invocation.who, services).catch(() => {});
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof TocsinError && error.code === code;
}

/**
 * Sends a draft that is the one that was seen; otherwise shows what it is now.
 * @param version the one that was seen
 */
export async function send(
  draft: Draft,
  version: number,
  context: CommandContext,
): Promise<Answered> {
  const { id } = draft.disclosure;
  if (draft.version !== version) {
    return await preview(await upToDate(draft, context), context, 'draft-changed');
  }
  try {
    const { desk } = context.services;
    const { revision, reach } = await desk.publish(id, version, context.invocation.who);
    if (draft.act === 'publish') await settleSoon(id, context);
    const zone = context.invocation.timeZone;
    return { is: 'sent', act: draft.act, revision, reach, zone, again: `news ${id}` };
  } catch (error) {
    if (isCode(error, 'desk.changed')) return await overtaken(id, draft, context);
    if (isCode(error, 'desk.no-draft')) return await noDraft(id, context);
    throw error;
  }
}

/**
 * Throws a draft away that is the one that was seen; otherwise shows what it is now.
 * @param version the one that was seen
 */
export async function discard(
  draft: Draft,
  version: number,
  context: CommandContext,
): Promise<Answered> {
  const { id } = draft.disclosure;
  const wasAsSeen = await context.services.desk.discard(id, version);
  if (wasAsSeen) return { is: 'discarded', draft, again: 'publish' };
  const now = await openDraft(id, context);
  if (now === undefined) return await noDraft(id, context);
  return await preview(await upToDate(now, context), context, 'not-discarded');
}
