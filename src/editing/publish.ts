import type { CommandContext } from '../command/context.ts';
import { formatLine } from '../command/grammar.ts';
import type { Draft, NewDraft } from '../disclosure/desk.ts';
import { DRAFTS_SHOWN } from '../present/drafts-card.ts';
import type { Answered } from '../present/editing-outcome.ts';
import { shortId } from '../shared/short-id.ts';
import { embargoOf } from './embargo.ts';
import { changed, changesAnything, complete, type Sketch } from './fields.ts';
import { formLine } from './lines.ts';
import { refusal } from './names.ts';
import { mayBeShown, openDraft, upToDate } from './open-draft.ts';
import type { FieldValues } from './params.ts';
import { discard, noDraft, preview, send } from './send.ts';

export interface PublishValues extends FieldValues {
  readonly draft?: string | undefined;
  readonly embargo?: string | undefined;
  readonly confirm?: number | undefined;
  readonly discard?: number | undefined;
  readonly skip?: number | undefined;
}

const BLANK: Omit<Sketch, 'id'> = {
  kind: 'new',
  severity: 'medium',
  actors: [],
  sectors: [],
  claims: [],
  sources: [],
  tlp: 'CLEAR',
  catalogue: 'desk',
};

/** An id that no draft and no disclosure has. */
export async function unusedId({ services }: CommandContext): Promise<string> {
  const { desk } = services;
  for (;;) {
    const id = shortId('D');
    const used = (await desk.draft(id)) !== undefined || (await desk.revisions(id)).length > 0;
    if (!used) return id;
  }
}

async function keep(draft: NewDraft, context: CommandContext): Promise<Answered> {
  const by = context.invocation.who;
  return await preview(await context.services.desk.keep({ ...draft, by }), context);
}

async function write(values: PublishValues, context: CommandContext): Promise<Answered> {
  // What is wrong with the values is told before an id is looked for.
  const sketch = changed({ ...BLANK, id: 'D-00000' }, values, context);
  const embargo = embargoOf(values.embargo, undefined, context);
  const disclosure = { ...complete(sketch), id: await unusedId(context) };
  const none = { base: 0, reason: undefined, records: [], changes: [] } as const;
  const by = context.invocation.who;
  return await keep({ act: 'publish', disclosure, embargo, ...none, by }, context);
}

async function list(skip: number, context: CommandContext): Promise<Answered> {
  const { desk } = context.services;
  const [all, held] = await Promise.all([desk.drafts(), desk.held()]);
  const shown = all.filter(({ disclosure }) => mayBeShown(disclosure, context));
  return {
    is: 'drafts',
    drafts: shown.slice(skip, skip + DRAFTS_SHOWN),
    held: held.filter(({ disclosure }) => mayBeShown(disclosure, context)),
    zone: context.invocation.timeZone,
    skipped: skip,
    total: shown.length,
    form: formLine('publish', {}, context),
    skipTo: (to) => formatLine('publish', { skip: to }),
    again: 'publish',
  };
}

async function edit(
  draft: Draft,
  values: PublishValues,
  context: CommandContext,
): Promise<Answered> {
  const { act, disclosure, version } = draft;
  if (act === 'retract') {
    throw refusal(
      `What waits of ${disclosure.id} is a retraction, which changes no text.`,
      `Discard it, and correct the disclosure instead: retract ${disclosure.id} discard:${version}`,
    );
  }
  if (act === 'correct' && values.embargo !== undefined) {
    throw refusal('A correction has no embargo of its own.', 'Leave embargo: out.');
  }
  if (act === 'correct' && values.kind !== undefined) {
    throw refusal(
      'The kind of a published disclosure stays what it was.',
      'Leave kind: out; that it was corrected is said anyway.',
    );
  }
  const now = complete(changed(disclosure, values, context));
  const embargo = embargoOf(values.embargo, draft.embargo, context);
  return await keep({ ...draft, disclosure: now, embargo }, context);
}

async function withDraft(
  id: string,
  values: PublishValues,
  context: CommandContext,
): Promise<Answered> {
  const draft = await openDraft(id, context);
  if (draft === undefined) return await noDraft(id, context);
  if (values.discard !== undefined) return await discard(draft, values.discard, context);
  if (values.confirm !== undefined) return await send(draft, values.confirm, context);
  const current = await upToDate(draft, context);
  const edits = changesAnything(values) || values.embargo !== undefined;
  return edits ? await edit(current, values, context) : await preview(current, context);
}

/**
 * What `publish` does: writes a draft, changes one, sends or discards it, or lists those that wait.
 * @throws TocsinError that says what is missing or cannot be used
 */
export async function publishing(
  values: PublishValues,
  context: CommandContext,
): Promise<Answered> {
  const { draft, skip = 0 } = values;
  if (draft !== undefined) return await withDraft(draft, values, context);
  if (values.confirm !== undefined || values.discard !== undefined) {
    throw refusal('No draft is named.', 'Put its id after the verb, as in publish D-7F3KQ.');
  }
  const given = changesAnything(values) || values.embargo !== undefined;
  return given ? await write(values, context) : await list(skip, context);
}
