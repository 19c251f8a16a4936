import { shorten } from '../card/split.ts';
import { CitedSource, Disclosure, LIMITS } from '../domain/disclosure.ts';
import { RecordId } from '../domain/vocabulary.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { nameKey } from '../knowledge/normalise.ts';
import type { Lead, LeadItem, Reason } from '../leads/leads.ts';
import { whenSaid } from './dates.ts';
import { quoted, reasonsShown } from './lead-words.ts';
import { count, listInWords } from './words.ts';

/** What a policy publishes of a lead. */
export interface FeedPublication {
  /** Its own id. */
  readonly id: string;
  readonly lead: Pick<Lead, 'items'>;
  /** The item that the policy decided by. */
  readonly item: string;
  /** What that item names. Others of the lead may name more, and it must not be made to say that. */
  readonly reasons: readonly Reason[];
  readonly severity: Disclosure['severity'];
}

/** Names in one sentence. */
const NAMED = 5;
const KINDS = { actor: 'the group', incident: 'the incident' } as const;

interface Cited {
  readonly item: LeadItem;
  readonly source: CitedSource;
}

function cited(items: readonly LeadItem[]): Cited[] {
  const byAddress = new Map<string, Cited>();
  for (const item of items) {
    const { publisher, url, tier, publishedOn } = item;
    const title = shorten(item.title.replace(/\s+/g, ' ').trim() || '(no title)', 300);
    const copy = { publisher, title, url, publishedOn: publishedOn ?? null, tier };
    const source = CitedSource.safeParse(copy).data;
    if (source !== undefined && !byAddress.has(source.url)) {
      byAddress.set(source.url, { item, source });
    }
  }
  return [...byAddress.values()].slice(0, LIMITS.sources);
}

/** Strong names of groups and incidents that everybody may be told of, one of each record. */
function named(reasons: readonly Reason[], everybody: Knowledge): Reason[] {
  return reasonsShown(reasons, everybody).filter(
    ({ kind, strong, id }) =>
      strong && (kind === 'actor' || kind === 'incident') && RecordId.safeParse(id).success,
  );
}

/** Records that share a name, named before the rest is counted. */
const OF_ONE_NAME = 3;

/**
 * "the group Phosphorus (as “APT35”, a name recorded here also for Magic Hound and Mint Sandstorm)":
 * one name once, whatever it leads to, and never as if its publisher had told which is meant.
 */
function nameInWords([first, ...others]: readonly Reason[]): string {
  if (first === undefined) return '';
  const { kind, label, words } = first;
  const same = nameKey(words) === nameKey(label);
  const also = [...new Set(others.map((one) => one.label))].filter((one) => one !== label);
  const more = also.length - OF_ONE_NAME;
  const shown = more > 1 ? [...also.slice(0, OF_ONE_NAME), count(more, 'other')] : also;
  const notes = [
    ...(same ? [] : [`as ${quoted(words, 60)}`]),
    ...(also.length === 0 ? [] : [`a name recorded here also for ${listInWords(shown)}`]),
  ];
  const what = kind === 'incident' ? KINDS.incident : KINDS.actor;
  return `${what} ${shorten(label, 80)}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

/** The first few names, each with all that it leads to, and how many others there are. */
function namesInSentence(names: readonly Reason[]): string {
  const byName = [...Map.groupBy(names, ({ kind, words }) => `${kind} ${nameKey(words)}`).values()];
  const more = byName.length - NAMED;
  return listInWords([
    ...byName.slice(0, NAMED).map(nameInWords),
    ...(more > 0 ? [count(more, 'other name', 'other names')] : []),
  ]);
}

function publishedWhen({ publishedOn }: LeadItem): string {
  return publishedOn === undefined ? '' : ` ${whenSaid(publishedOn)}`;
}

/** That it was published, by whom and when, and what it names: nothing of what it says is said here. */
function bodyOf([first, ...others]: readonly Cited[], names: readonly Reason[]): string {
  if (first === undefined) return '';
  const { item } = first;
  const sentences = [
    `${item.publisher} published ${quoted(item.title, 200)}${publishedWhen(item)}. [1]`,
    `It names ${namesInSentence(names)}. [1]`,
    ...others.map(
      (one, at) =>
        `${one.item.publisher} published ${quoted(one.item.title, 120)}${publishedWhen(one.item)}. [${at + 2}]`,
    ),
  ];
  let body = '';
  for (const sentence of sentences) {
    const longer = body === '' ? sentence : `${body} ${sentence}`;
    if (longer.length <= LIMITS.body) body = longer;
  }
  return body;
}

/**
 * What is published of a lead without a person: that its publisher published it, and whom it names.
 * Whatever is said in it is attributed, and nothing is marked above CLEAR. Items of other feeds are left
 * out: whoever gives a page or title of another's must not get published by that one's policy.
 * @param everybody what may be told to all
 * @returns undefined when nothing that everybody may know is named, or nothing can be cited
 */
export function feedPublication(
  { id, lead, item, reasons, severity }: FeedPublication,
  everybody: Knowledge,
): Disclosure | undefined {
  const deciding = lead.items.find((one) => one.id === item);
  if (deciding === undefined) return undefined;
  const further = lead.items.filter((one) => one.id !== item && one.feed === deciding.feed);
  const all = cited([deciding, ...further]);
  const names = named(reasons, everybody);
  const [first] = all;
  if (first === undefined || first.item.id !== item || names.length === 0) return undefined;
  const ids = (kind: Reason['kind']) =>
    names.flatMap((reason) => (reason.kind === kind ? [reason.id] : []));
  const [incident, ...incidents] = ids('incident');
  // Of several incidents none is what it is about.
  const about = incident !== undefined && incidents.length === 0 ? { incident } : {};
  const publisher = shorten(first.item.publisher, 60);
  return Disclosure.parse({
    ...{ id, kind: 'incident' in about ? 'update' : 'new', severity, tlp: 'CLEAR' },
    headline: `${publisher}: ${quoted(first.item.title, LIMITS.headline - publisher.length - 4)}`,
    body: bodyOf(all, names),
    ...about,
    actors: ids('actor').slice(0, LIMITS.actors),
    sources: all.map(({ source }) => source),
  });
}
