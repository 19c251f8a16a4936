import type { Action, Block, Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { code, refs, strong, struck, text } from '../card/span.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import type { Incident, Update } from '../domain/incident.ts';
import { firstDay, lastDay, PartialDate } from '../domain/partial-date.ts';
import { Citations } from './citations.ts';
import { withoutReferences } from './cited-sources.ts';
import { longDate, shortDate } from './dates.ts';
import { inOneLine } from './disclosure-words.ts';
import { leftOutSentence, ownFirst } from './own-first.ts';
import { outAt } from './posted-item.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { count, sentence } from './words.ts';

/** News items shown at once. */
const NEWS_SHOWN = 8;

/** What a record tells: an incident's own disclosure, or an update of it. */
interface Recorded {
  readonly incident: Incident;
  readonly on: PartialDate;
  /** Undefined: the disclosure itself. */
  readonly update: Update | undefined;
}

/** What was published to channels. */
interface Told {
  readonly revision: DisclosureRevision;
  readonly on: PartialDate;
}

type Item = Recorded | Told;

function itemsOf(incident: Incident): Recorded[] {
  const updates = incident.updates.map((update): Recorded => ({ incident, on: update.on, update }));
  if (incident.disclosedOnStandsIn === true) return updates;
  return [{ incident, on: incident.disclosedOn, update: undefined }, ...updates];
}

function newestFirst(a: Item, b: Item): number {
  if (a.on === b.on) return 0;
  return a.on < b.on ? 1 : -1;
}

function toldOn(revision: DisclosureRevision): Told {
  const day = outAt(revision).toISOString().slice(0, 10);
  return { revision, on: PartialDate.parse(day) };
}

/** Those told come first of one day, each as it stands. */
function itemsSince(
  since: PartialDate,
  told: readonly DisclosureRevision[],
  incidents: readonly Incident[],
): Item[] {
  const first = firstDay(since);
  const recorded: Item[] = incidents.flatMap(itemsOf);
  return [...told.map(toldOn), ...recorded]
    .filter((item) => lastDay(item.on) >= first)
    .sort(newestFirst);
}

function recordedLine({ incident, on, update }: Recorded, citations: Citations): Spans {
  const lead = strong(
    `${shortDate(on)} · ${update === undefined ? 'Disclosed' : 'Update'} · ${incident.label}: `,
  );
  if (update === undefined) return [lead, text(`${incident.title}.`)];
  return [lead, text(`${update.headline}. ${update.body}`), ...citations.spans(update.sources)];
}

function toldLine({ revision, on }: Told, citations: Citations, view: View): Spans {
  const { disclosure, state, reason } = revision;
  const { headline, body, sources } = disclosure;
  const retracted = state === 'retracted';
  const since = retracted ? ' · RETRACTED' : revision.revision > 1 ? ' · CORRECTED' : '';
  const lead = `${shortDate(on)}${since} · ${inOneLine(disclosure, view)}: `;
  const words = retracted
    ? [struck(headline), text(` ${sentence(withoutReferences(reason ?? '', sources))}`)]
    : [text(`${sentence(headline)} ${withoutReferences(body, sources).replaceAll('\n', ' ')}`)];
  const numbers = citations.copies(sources);
  return [strong(lead), ...words, text(' '), ...refs(numbers), text(' '), code(disclosure.id)];
}

function itemLine(item: Item, citations: Citations, view: View): Spans {
  return 'revision' in item ? toldLine(item, citations, view) : recordedLine(item, citations);
}

/** Buttons that open what is listed: of what was told each, of what is recorded the newest. */
function openers(shown: readonly Item[], view: View): Action[] {
  const told = shown.flatMap((item) => ('revision' in item ? [item.revision.disclosure.id] : []));
  const recorded = shown.find((item) => 'incident' in item);
  return [
    ...told.map((id) => action(view, id, `news ${id}`)),
    ...(recorded === undefined || !('incident' in recorded)
      ? []
      : [action(view, recorded.incident.label, `incident ${recorded.incident.id}`)]),
  ];
}

function incidentIn(item: Item): Incident[] {
  return 'incident' in item ? [item.incident] : [];
}

/** Catalogues that others keep are no news of ours, however many incidents they hold. */
function importedNotice(imported: ReadonlySet<Incident>, view: View): Block[] {
  if (imported.size === 0) return [];
  const words = leftOutSentence([...imported], 'incident', view.knowledge);
  return [{ type: 'notice', spans: [text(words)] }];
}

function importedAction(since: PartialDate, imported: ReadonlySet<Incident>, view: View): Action[] {
  if (imported.size === 0) return [];
  return [action(view, 'Imported incidents', `incidents since:${since} catalogue:all`)];
}

function nothingSince(since: PartialDate, imported: ReadonlySet<Incident>, view: View): Card {
  const { shown: own } = ownFirst(view.knowledge.incidents(), view.knowledge);
  const [newest] = own.flatMap(itemsOf).sort(newestFirst);
  const latest = newest?.on;
  const none = `Nothing recorded here is dated since ${longDate(since)}.`;
  const last = latest === undefined ? '' : ` The latest is of ${longDate(latest)}.`;
  return {
    title: `News since ${longDate(since)}`,
    tone: 'answer',
    blocks: [
      { type: 'notice', spans: [text(`${none}${last}`)] },
      ...importedNotice(imported, view),
    ],
    sources: [],
    actions: [
      ...(latest === undefined
        ? []
        : [action(view, 'Show the latest', `news since:${latest.slice(0, 4)}-01-01`)]),
      ...importedAction(since, imported, view),
    ],
    footer: footer(view),
  };
}

/**
 * Disclosures and updates dated on or after a day, newest first.
 * @param told what was published to channels, the newest revision of each
 */
export function newsCard(
  since: PartialDate,
  told: readonly DisclosureRevision[],
  skip: number,
  view: View,
): Card {
  const { shown: own, leftOut } = ownFirst(view.knowledge.incidents(), view.knowledge);
  const imported = new Set(itemsSince(since, [], leftOut).flatMap(incidentIn));
  const recent = itemsSince(since, told, own);
  if (recent.length === 0) return nothingSince(since, imported, view);
  const citations = new Citations(view.knowledge);
  const shown = recent.slice(skip, skip + NEWS_SHOWN);
  const next = skip + NEWS_SHOWN;
  return {
    title: `News since ${longDate(since)}`,
    tone: 'answer',
    blocks: [
      { type: 'paragraph', spans: [text(`${count(recent.length, 'item')}, newest first.`)] },
      { type: 'list', items: shown.map((item) => itemLine(item, citations, view)) },
      ...importedNotice(imported, view),
    ],
    sources: citations.lines(),
    actions: [
      ...(next < recent.length ? [action(view, 'Older', `news since:${since} skip:${next}`)] : []),
      ...openers(shown, view),
      ...importedAction(since, imported, view),
    ],
    footer: footer(
      view,
      undefined,
      shown.flatMap((item) => ('revision' in item ? [item.revision.disclosure.tlp] : [])),
    ),
  };
}
