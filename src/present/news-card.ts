import type { Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import type { Incident, Update } from '../domain/incident.ts';
import type { PartialDate } from '../domain/partial-date.ts';
import { firstDay, lastDay } from '../domain/partial-date.ts';
import { Citations } from './citations.ts';
import { longDate, shortDate } from './dates.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { count } from './words.ts';

/** News items shown at once. */
const NEWS_SHOWN = 8;

/** A disclosure, or an update of an incident. */
interface Item {
  readonly incident: Incident;
  readonly on: PartialDate;
  /** Undefined: the disclosure itself. */
  readonly update: Update | undefined;
}

function itemsOf(incident: Incident): Item[] {
  const updates = incident.updates.map((update): Item => ({ incident, on: update.on, update }));
  return [{ incident, on: incident.disclosedOn, update: undefined }, ...updates];
}

function newestFirst(a: Item, b: Item): number {
  if (a.on === b.on) return 0;
  return a.on < b.on ? 1 : -1;
}

function itemsSince(since: PartialDate, incidents: readonly Incident[]): Item[] {
  const first = firstDay(since);
  return incidents
    .flatMap(itemsOf)
    .filter((item) => lastDay(item.on) >= first)
    .sort(newestFirst);
}

function itemLine({ incident, on, update }: Item, citations: Citations): Spans {
  const lead = strong(
    `${shortDate(on)} · ${update === undefined ? 'Disclosed' : 'Update'} · ${incident.label}: `,
  );
  if (update === undefined) return [lead, text(`${incident.title}.`)];
  return [lead, text(`${update.headline}. ${update.body}`), ...citations.spans(update.sources)];
}

function nothingSince(since: PartialDate, view: View): Card {
  const [newest] = view.knowledge.incidents().flatMap(itemsOf).sort(newestFirst);
  const latest = newest?.on;
  const none = `Nothing recorded here is dated since ${longDate(since)}.`;
  const last = latest === undefined ? '' : ` The latest is of ${longDate(latest)}.`;
  return {
    title: `News since ${longDate(since)}`,
    tone: 'answer',
    blocks: [{ type: 'notice', spans: [text(`${none}${last}`)] }],
    sources: [],
    actions:
      latest === undefined
        ? []
        : [action(view, 'Show the latest', `news since:${latest.slice(0, 4)}-01-01`)],
    footer: footer(view),
  };
}

/** Disclosures and updates dated on or after a day, newest first. */
export function newsCard(since: PartialDate, skip: number, view: View): Card {
  const recent = itemsSince(since, view.knowledge.incidents());
  if (recent.length === 0) return nothingSince(since, view);
  const citations = new Citations(view.knowledge);
  const shown = recent.slice(skip, skip + NEWS_SHOWN);
  const [first] = shown;
  const next = skip + NEWS_SHOWN;
  return {
    title: `News since ${longDate(since)}`,
    tone: 'answer',
    blocks: [
      { type: 'paragraph', spans: [text(`${count(recent.length, 'item')}, newest first.`)] },
      { type: 'list', items: shown.map((item) => itemLine(item, citations)) },
    ],
    sources: citations.lines(),
    actions: [
      ...(next < recent.length ? [action(view, 'Older', `news since:${since} skip:${next}`)] : []),
      ...(first === undefined
        ? []
        : [action(view, first.incident.label, `incident ${first.incident.id}`)]),
    ],
    footer: footer(view),
  };
}
