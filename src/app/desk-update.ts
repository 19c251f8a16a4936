import type { CommandServices } from '../command/context.ts';
import { readMoment } from '../command/moment-words.ts';
import type { Draft, NewDraft } from '../disclosure/desk.ts';
import { instantOf } from '../disclosure/embargo.ts';
import { saySame } from '../disclosure/revise.ts';
import type { Person } from '../disclosure/subscriptions.ts';
import { type CitedSource, Disclosure, type DisclosureRevision } from '../domain/disclosure.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import { copyOf } from '../editing/cite.ts';
import { standingAs } from '../editing/open-draft.ts';
import { checkDeskUpdate, type Known } from '../ingest/pack/desk-check.ts';
import type { DeskUpdate } from '../ingest/pack/desk-file.ts';
import type { DeskContent } from '../ingest/pack/desk-schema.ts';
import type { Problem } from '../ingest/pack/problem.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { momentInWords } from '../present/zoned.ts';
import { TocsinError } from '../shared/errors.ts';
import { shortId } from '../shared/short-id.ts';

/** Who sends it, from where. */
export interface Sender {
  readonly who: Person;
  /** For an embargo that names none. */
  readonly timeZone: string;
}

/** What a file comes to, or what is wrong with it. */
export type Planned =
  | { readonly ok: true; readonly draft: NewDraft; readonly history: readonly DisclosureRevision[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

function knownIn(knowledge: Knowledge): Known {
  const find = {
    incident: (id: string) => knowledge.incident(id),
    actor: (id: string) => knowledge.actor(id),
    claim: (id: string) => knowledge.claim(id),
    source: (id: string) => knowledge.source(id),
    subject: (id: string) =>
      knowledge.incident(id) ?? knowledge.actor(id) ?? knowledge.programme(id),
  };
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  const subjects = () => [
    ...ids(knowledge.incidents()),
    ...ids(knowledge.actors()),
    ...ids(knowledge.programmes()),
  ];
  const all = {
    incident: () => ids(knowledge.incidents()),
    actor: () => ids(knowledge.actors()),
    claim: () => subjects().flatMap((id) => ids(knowledge.claimsAbout(id))),
    source: () => ids(knowledge.sources()),
    subject: subjects,
  };
  return {
    has: (kind, id) => find[kind](id) !== undefined,
    all: (kind) => all[kind](),
    catalogueOf: (kind, id) => find[kind](id) && knowledge.catalogueOf(id),
    markOf: (id) => find.claim(id)?.tlp,
  };
}

type Cited = string | Omit<CitedSource, 'record'>;

/** Copies of what is cited; what is unknown was found before. */
function citedIn(
  cited: readonly Cited[],
  { records }: DeskUpdate,
  knowledge: Knowledge,
): CitedSource[] {
  return cited.flatMap((one): CitedSource[] => {
    if (typeof one !== 'string') return [one];
    const own = records.find(({ kind, body }) => kind === 'source' && body.id === one);
    const source = own?.kind === 'source' ? own.body : knowledge.source(one);
    return source === undefined ? [] : [copyOf(source)];
  });
}

function embargoOf(
  update: DeskUpdate,
  now: Date,
  timeZone: string,
): { readonly at: Date | undefined } | { readonly problem: Problem } {
  const { content, places } = update;
  const given = content.act === 'publish' ? content.disclosure.embargo : undefined;
  if (given === undefined) return { at: undefined };
  const moment = readMoment(given, now.toISOString().slice(0, 10));
  const said = moment && instantOf({ ...moment, zone: moment.zone ?? timeZone });
  const problem = (message: string, remedy: string) => ({
    problem: places.at(['disclosure', 'embargo'], message, remedy),
  });
  if (said === undefined) {
    const remedy = 'Write it as 2026-11-26 14:00 Europe/Berlin, or with UTC.';
    return problem(`"${given}" is no time, or in no zone that is known`, remedy);
  }
  if (said.at > now) return { at: said.at };
  return problem(
    `the embargo is over: ${momentInWords(said.at, said.zone)}`,
    'Give a time to come, or remove it.',
  );
}

/** Records are known to everybody as soon as they are written: none may come with an embargo. */
function earlyRecords({ records, places }: DeskUpdate): Problem[] {
  if (records.length === 0) return [];
  const message = 'sources and claims of the desk would be seen before the embargo is over';
  const remedy =
    'Write the sources out under "disclosure", and add the claims by a correction afterwards.';
  return [places.at(['disclosure', 'embargo'], message, remedy)];
}

/** @throws TocsinError where a file brings records to what waits for its embargo */
function refuseEarlyRecords(
  records: DeskUpdate['records'],
  newest: DisclosureRevision | undefined,
  now: Date,
): void {
  if (records.length === 0 || newest?.embargo === undefined || newest.embargo <= now) return;
  throw refused(
    `${newest.disclosure.id} waits for its embargo, and sources and claims of the desk would be seen before.`,
    'Write the sources out under "disclosure", and add the claims when the embargo is over.',
  );
}

function refused(message: string, remedy: string): TocsinError {
  return new TocsinError(message, { code: 'desk-file.refused', fault: 'user', remedy });
}

/** The revisions of what a file puts right. */
async function published(
  content: DeskContent,
  { desk }: Pick<CommandServices, 'desk'>,
): Promise<readonly DisclosureRevision[]> {
  if (content.act === 'publish') return [];
  const id = content.act === 'correct' ? content.correct : content.retract;
  const draft = await desk.draft(id);
  if (draft !== undefined) {
    throw refused(
      `A draft of ${id} by ${draft.by.name} waits to be sent.`,
      `Send it or discard it first: npx tocsin ask "${draft.act} ${id}"`,
    );
  }
  const revisions = await standingAs(id, { desk });
  const newest = revisions.at(-1);
  if (newest === undefined) {
    throw refused(`No disclosure ${id} is published.`, 'Take the id from the foot of the post.');
  }
  if (content.act === 'retract' && newest.state === 'retracted') {
    throw refused(`${id} is retracted already.`, `Its history: npx tocsin ask "news ${id}"`);
  }
  return revisions;
}

type Fields = (DeskContent & { readonly act: 'publish' | 'correct' })['disclosure'];

/** The disclosure as the file has it, over what it says now. */
function saying(
  fields: Fields,
  before: Disclosure | undefined,
  update: DeskUpdate,
  knowledge: Knowledge,
): Disclosure {
  const { sources, ...others } = fields;
  const set = Object.entries(others).filter(
    ([key, value]) => value !== undefined && key !== 'embargo',
  );
  const cited = sources === undefined ? {} : { sources: citedIn(sources, update, knowledge) };
  const start = before ?? { id: shortId('D'), catalogue: 'desk' };
  return Disclosure.parse({ ...start, ...Object.fromEntries(set), ...cited });
}

/**
 * Makes a draft of a file, with all that it names looked up.
 * @throws TocsinError when what it puts right is not there, waits already, or would not change
 */
export async function planUpdate(
  update: DeskUpdate,
  sender: Sender,
  services: CommandServices,
): Promise<Planned> {
  const { content, records } = update;
  const knowledge = services.knowledge();
  const now = services.clock.now();
  const history = await published(content, services);
  const newest = history.at(-1);
  refuseEarlyRecords(records, newest, now);
  const given: Tlp | undefined = content.act === 'retract' ? undefined : content.disclosure.tlp;
  const tlp = given ?? newest?.disclosure.tlp ?? 'CLEAR';
  const embargo = embargoOf(update, now, sender.timeZone);
  const problems = [
    ...checkDeskUpdate(update, tlp, knownIn(knowledge)),
    ...('problem' in embargo ? [embargo.problem] : []),
    ...('at' in embargo && embargo.at !== undefined ? earlyRecords(update) : []),
  ];
  if (problems.length > 0 || 'problem' in embargo) return { ok: false, problems };
  const before = newest?.disclosure;
  const disclosure =
    content.act === 'retract' && before !== undefined
      ? before
      : saying((content as { disclosure: Fields }).disclosure, before, update, knowledge);
  const same = before !== undefined && saySame(before, disclosure) && newest?.state === 'published';
  if (content.act === 'correct' && same) {
    throw refused(
      `That changes nothing of what ${disclosure.id} says.`,
      'Give under "disclosure" what it should say.',
    );
  }
  const draft: NewDraft = {
    ...{ act: content.act, disclosure, records, changes: [], by: sender.who },
    base: newest?.revision ?? 0,
    reason: content.act === 'publish' ? undefined : content.reason,
    embargo: embargo.at ?? newest?.embargo,
  };
  return { ok: true, draft, history };
}

/** A draft that nobody keeps: to see what it would come to. */
export function unkept(draft: NewDraft, now: Date): Draft {
  return { ...draft, at: now, version: 0 };
}
