import type { Card } from '../card/card.ts';
import { strong, text } from '../card/span.ts';
import type { Incident } from '../domain/incident.ts';
import type { PartialDate } from '../domain/partial-date.ts';
import { firstDay, lastDay } from '../domain/partial-date.ts';
import { Citations } from './citations.ts';
import { longDate, shortDate } from './dates.ts';
import type { Event } from './events.ts';
import { incidentEvents } from './events.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { capitalise, count } from './words.ts';

/** News items shown at once. */
const NEWS_SHOWN = 8;

interface Item {
  readonly incident: Incident;
  readonly event: Event;
}

function newestFirst(a: Item, b: Item): number {
  const [dayA, dayB] = [lastDay(a.event.to), lastDay(b.event.to)];
  if (dayA === dayB) return 0;
  return dayA < dayB ? 1 : -1;
}

function datesOf(incident: Incident): PartialDate[] {
  return [incident.disclosedOn, ...incident.updates.map((update) => update.on)];
}

/** Events of the incidents that have one since the day; others are not even laid out. */
function itemsSince(since: PartialDate, incidents: readonly Incident[]): Item[] {
  const recent = (date: PartialDate) => lastDay(date) >= firstDay(since);
  return incidents
    .filter((incident) => datesOf(incident).some(recent))
    .flatMap((incident) => incidentEvents(incident).map((event) => ({ incident, event })))
    .filter(({ event }) => event.kind !== 'occurred' && recent(event.to))
    .toSorted(newestFirst);
}

function latestDate(incidents: readonly Incident[]): PartialDate | undefined {
  let latest: PartialDate | undefined;
  for (const date of incidents.flatMap(datesOf)) {
    if (latest === undefined || lastDay(date) > lastDay(latest)) latest = date;
  }
  return latest;
}

function itemLine(item: Item, citations: Citations) {
  const { event, incident } = item;
  const what = event.kind === 'disclosed' ? 'Disclosed' : 'Update';
  const body = event.body === '' ? [] : [text(` ${event.body}`)];
  return [
    strong(`${capitalise(shortDate(event.to))} · ${what} · ${incident.label}: `),
    text(`${event.headline}.`),
    ...body,
    ...citations.spans(event.sources),
  ];
}

function nothingSince(since: PartialDate, view: View): Card {
  const latest = latestDate(view.knowledge.incidents());
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
