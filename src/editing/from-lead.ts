import { shorten } from '../card/split.ts';
import type { CommandContext } from '../command/context.ts';
import { CitedSource, type DisclosureRevision, LIMITS } from '../domain/disclosure.ts';
import { PartialDate } from '../domain/partial-date.ts';
import { RecordId } from '../domain/vocabulary.ts';
import type { Lead, LeadItem, Reason } from '../leads/leads.ts';
import { longDate, whenSaid } from '../present/dates.ts';
import type { Answered } from '../present/editing-outcome.ts';
import { quoted, reasonsShown } from '../present/lead-words.ts';
import { copyOf } from './cite.ts';
import { complete, type Sketch } from './fields.ts';
import { refusal } from './names.ts';
import { type Circumstances, mayBeShown, openDraft, standingAs } from './open-draft.ts';
import { unusedId } from './publish.ts';
import { preview } from './send.ts';

/** The incidents, or groups, that a lead names and that may be named here, the surest first. */
export function idsNamed(
  kind: Reason['kind'],
  { reasons }: Pick<Lead, 'reasons'>,
  { knowledge }: Pick<CommandContext, 'knowledge'>,
): readonly string[] {
  const shown = reasonsShown(reasons, knowledge).filter((reason) => reason.kind === kind);
  const strongFirst = shown.toSorted((a, b) => Number(b.strong) - Number(a.strong));
  const ids = [...new Set(strongFirst.map(({ id }) => id))];
  return ids.filter((id) => RecordId.safeParse(id).success);
}

/** An item as a disclosure cites it; undefined for one without an address that can be cited. */
function cited({ publisher, title, url, publishedOn, tier }: LeadItem): CitedSource | undefined {
  const said = title.trim() === '' ? '(no title)' : shorten(title.trim(), 300);
  const source = { publisher, title: said, url, publishedOn: publishedOn ?? null, tier };
  return CitedSource.safeParse(source).data;
}

/** Each item that can be cited with its source, those known here as their records have them. */
function citedItems({ items }: Lead, { knowledge }: Pick<CommandContext, 'knowledge'>) {
  const byAddress = new Map<string, { item: LeadItem; source: CitedSource }>();
  for (const item of items) {
    const source = cited(item);
    if (source === undefined || byAddress.has(source.url)) continue;
    const known = knowledge.sources().find(({ url }) => url === source.url);
    byAddress.set(source.url, { item, source: known === undefined ? source : copyOf(known) });
  }
  return [...byAddress.values()].slice(0, LIMITS.sources);
}

/** "The Example Times wrote on 4 October 2019: “…” [1]": what publishers say stays what they say. */
function bodyOf(all: readonly { readonly item: LeadItem }[]): string {
  const sentences = all.map(({ item: { publisher, publishedOn, title } }, index) => {
    const when = publishedOn === undefined ? '' : ` ${whenSaid(publishedOn)}`;
    return `${publisher} wrote${when}: ${quoted(title, 200)} [${index + 1}]`;
  });
  // Whole sentences only: half a quotation is another one.
  let body = '';
  for (const one of sentences) {
    const longer = body === '' ? one : `${body} ${one}`;
    if (longer.length <= LIMITS.body) body = longer;
  }
  return body;
}

/**
 * Begins a draft with what a lead tells, as its publishers' words: for an editor to make a disclosure of.
 * One that was begun from the lead and still waits is shown instead of another.
 * @throws TocsinError when none of its items can be cited
 */
export async function draftFrom(lead: Lead, context: CommandContext): Promise<Answered> {
  const { desk, leadDesk } = context.services;
  const begun = await leadDesk.disclosureOf(lead.id);
  const waiting = begun === undefined ? undefined : await openDraft(begun, context);
  if (waiting !== undefined) return await preview(waiting, context);
  const all = citedItems(lead, context);
  const [first] = all;
  if (first === undefined) {
    throw refusal(
      'None of its items has an address that can be cited.',
      'Write the disclosure by hand, with a source: publish headline:"…" body:"…" source:https://…',
    );
  }
  const [incident] = idsNamed('incident', lead, context);
  const { publisher, title } = first.item;
  const sketch: Sketch = {
    id: 'D-00000',
    kind: incident === undefined ? 'new' : 'update',
    severity: 'medium',
    headline: `${shorten(publisher, 60)}: ${quoted(title, LIMITS.headline - 66)}`,
    body: bodyOf(all),
    ...(incident === undefined ? {} : { incident }),
    actors: idsNamed('actor', lead, context).slice(0, LIMITS.actors),
    sectors: [],
    claims: [],
    sources: all.map(({ source }) => source),
    tlp: 'CLEAR',
    catalogue: 'desk',
  };
  const disclosure = { ...complete(sketch), id: await unusedId(context) };
  await leadDesk.drafted(disclosure.id, lead.id);
  const draft = await desk.keep({
    ...{ act: 'publish', disclosure, base: 0, reason: undefined, embargo: undefined },
    ...{ records: [], changes: [], by: context.invocation.who },
  });
  return await preview(draft, context);
}

/** How a correction lead is told of to readers, where its change is what was wrong. */
export function reasonFrom({ items }: Pick<Lead, 'items'>): string | undefined {
  const told = items.flatMap(({ publisher, title, earlier, withdrawnAt }) => {
    const [before] = earlier;
    if (withdrawnAt !== undefined) {
      const day = longDate(PartialDate.parse(withdrawnAt.toISOString().slice(0, 10)));
      return [`${publisher} no longer carries ${quoted(title, 120)}, as was seen on ${day}.`];
    }
    if (before === undefined || before.title === title) {
      return before === undefined
        ? []
        : [`${publisher} changed the text of ${quoted(title, 120)}.`];
    }
    return [`${publisher} changed ${quoted(before.title, 120)} to ${quoted(title, 120)}.`];
  });
  const [first] = told;
  return first === undefined ? undefined : shorten(told.join(' '), LIMITS.reason);
}

/** The newest revision of what a lead may have made wrong, if it may be shown here. */
export async function concerned(
  { disclosure }: Pick<Lead, 'disclosure'>,
  context: Circumstances,
): Promise<DisclosureRevision | undefined> {
  if (disclosure === undefined) return undefined;
  const newest = (await standingAs(disclosure, context.services)).at(-1);
  return newest && mayBeShown(newest.disclosure, context) ? newest : undefined;
}
