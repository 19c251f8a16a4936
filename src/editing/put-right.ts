import type { CommandContext } from '../command/context.ts';
import type { Act, Draft } from '../disclosure/desk.ts';
import { saySame } from '../disclosure/revise.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import type { Answered } from '../present/editing-outcome.ts';
import { changed, changesAnything, complete } from './fields.ts';
import { fieldsOf, formLine } from './lines.ts';
import { refusal } from './names.ts';
import { mayBeShown, newestStanding, openDraft, upToDate } from './open-draft.ts';
import type { FieldValues } from './params.ts';
import { discard, noDraft, preview, send } from './send.ts';

export interface PutRightValues {
  readonly disclosure?: string | undefined;
  readonly reason?: string | undefined;
  readonly confirm?: number | undefined;
  readonly discard?: number | undefined;
}

export type CorrectValues = PutRightValues & Omit<FieldValues, 'kind'>;

type Named<V extends PutRightValues> = V & { readonly disclosure: string };

/** How far back disclosures are listed to choose from, in milliseconds. */
const RECENT = 90 * 86_400_000;
const CHOICES = 6;

/** Disclosures to put right, when none is named. */
async function choose(act: 'correct' | 'retract', context: CommandContext): Promise<Answered> {
  const since = new Date(context.now.getTime() - RECENT);
  const { desk } = context.services;
  const all = [...(await desk.held()), ...(await desk.since(since))];
  const choices = all.filter(({ disclosure }) => mayBeShown(disclosure, context)).slice(0, CHOICES);
  const form = (id: string) => formLine(act, { disclosure: id }, context);
  return { is: 'choose', act, choices, form, again: act };
}

function named<V extends PutRightValues>(values: V): values is Named<V> {
  return values.disclosure !== undefined;
}

const WAITS: Readonly<Record<Act, string>> = {
  publish: 'is not published yet',
  correct: 'has a correction that waits to be sent',
  retract: 'has a retraction that waits to be sent',
};

function otherAct({ act, disclosure: { id } }: Draft) {
  const remedy =
    act === 'publish'
      ? `Change the draft: publish ${id} body:"…"`
      : `Send it or discard it first: ${act} ${id}`;
  return refusal(`${id} ${WAITS[act]}.`, remedy);
}

function reasonMissing(verb: Act, id: string) {
  const remedy =
    verb === 'correct'
      ? `Say what was wrong before, and give what it should say: correct ${id} reason:"…" body:"…"`
      : `Say why it no longer holds: ${verb} ${id} reason:"…"`;
  return refusal('The reason is missing. It is shown to everybody who got the disclosure.', remedy);
}

async function corrected(
  { disclosure: before, revision, state, embargo }: DisclosureRevision,
  values: CorrectValues,
  context: CommandContext,
): Promise<Answered> {
  const { invocation, services } = context;
  const { reason } = values;
  if (reason === undefined) throw reasonMissing('correct', before.id);
  const disclosure = complete(changed(before, values, context));
  if (saySame(disclosure, before) && state === 'published') {
    throw refusal(
      'That changes nothing of what it says.',
      `Give what it should say, such as body:"…" or severity:high. ${before.id} says: “${before.headline}”`,
    );
  }
  const draft = await services.desk.keep({
    ...{ act: 'correct', disclosure, base: revision, reason, by: invocation.who },
    ...{ embargo, records: [], changes: [] },
  });
  return await preview(draft, context);
}

async function correctedDraft(
  draft: Draft,
  values: CorrectValues,
  context: CommandContext,
): Promise<Answered> {
  const { desk } = context.services;
  const current = await upToDate(draft, context);
  if (values.reason === undefined && !changesAnything(values)) {
    return await preview(current, context);
  }
  const disclosure = complete(changed(current.disclosure, values, context));
  const reason = values.reason ?? current.reason;
  const by = context.invocation.who;
  return await preview(await desk.keep({ ...current, disclosure, reason, by }), context);
}

/** The draft of another act, sent, discarded, or in the way; undefined when there is none. */
async function byDraft(
  act: Act,
  values: Named<PutRightValues>,
  context: CommandContext,
): Promise<Answered | Draft | undefined> {
  const draft = await openDraft(values.disclosure, context);
  if (draft === undefined) {
    const over = values.confirm !== undefined || values.discard !== undefined;
    return over ? await noDraft(values.disclosure, context) : undefined;
  }
  if (draft.act !== act) throw otherAct(draft);
  if (values.discard !== undefined) return await discard(draft, values.discard, context);
  if (values.confirm !== undefined) return await send(draft, values.confirm, context);
  return draft;
}

async function newestOf(id: string, context: CommandContext): Promise<DisclosureRevision> {
  const newest = await newestStanding(id, context);
  if (newest !== undefined) return newest;
  throw refusal(
    `No disclosure ${id} is published that can be shown here.`,
    'Take the id from the foot of the post, or from news.',
  );
}

/**
 * What `correct` does: prepares a revision that puts a disclosure right, changes what is prepared, sends
 * or discards it.
 * @throws TocsinError without a reason, without a change, and for values that cannot be used
 */
export async function correcting(
  values: CorrectValues,
  context: CommandContext,
): Promise<Answered> {
  if (!named(values)) return await choose('correct', context);
  const found = await byDraft('correct', values, context);
  if (found !== undefined && 'is' in found) return found;
  if (found !== undefined) return await correctedDraft(found, values, context);
  return await corrected(await newestOf(values.disclosure, context), values, context);
}

/**
 * What `retract` does: prepares to take a disclosure back, changes the reason, sends or discards it.
 * @throws TocsinError without a reason, and for what is retracted already
 */
export async function retracting(
  values: PutRightValues,
  context: CommandContext,
): Promise<Answered> {
  if (!named(values)) return await choose('retract', context);
  const { desk } = context.services;
  const { disclosure: id, reason } = values;
  const by = context.invocation.who;
  const found = await byDraft('retract', values, context);
  if (found !== undefined && 'is' in found) return found;
  if (found !== undefined) {
    const current = await upToDate(found, context);
    const changedReason =
      reason === undefined ? current : await desk.keep({ ...current, reason, by });
    return await preview(changedReason, context);
  }
  const { disclosure, revision, state, embargo } = await newestOf(id, context);
  if (state === 'retracted') {
    throw refusal(`${id} is retracted already.`, `Its history: news ${id}`);
  }
  if (reason === undefined) throw reasonMissing('retract', id);
  const kept = await desk.keep({
    ...{ act: 'retract', disclosure, base: revision, reason, by },
    ...{ embargo, records: [], changes: [] },
  });
  return await preview(kept, context);
}

/** What a form for correcting holds: what was given, over what the disclosure says now. */
export async function correctionForm(
  { disclosure: id, ...given }: CorrectValues,
  context: CommandContext,
): Promise<Record<string, string | number | undefined>> {
  const newest = id === undefined ? undefined : await newestStanding(id, context);
  const { kind: _, ...says } = newest === undefined ? {} : fieldsOf(newest.disclosure);
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return { disclosure: id, ...(says as object), ...Object.fromEntries(set) };
}
