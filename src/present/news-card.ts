import type { Card } from '../card/card.ts';
import { strong, text } from '../card/span.ts';
import type { Incident } from '../domain/incident.ts';
import type { PartialDate } from '../domain/partial-date.ts';
import { lastDay } from '../domain/partial-date.ts';
import { Citations } from './citations.ts';
import { longDate, shortDate } from './dates.ts';
import type { Event } from './events.ts';
import { incidentEvents } from './events.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { capitalise, count } from './words.ts';

/** News items shown at once. */
export const NEWS_SHOWN = 8;

interface Item {
  readonly incident: Incident;
  readonly event: Event;
}

function newestFirst(a: Item, b: Item): number {
  return lastDay(a.event.to) < lastDay(b.event.to) ? 1 : -1;
}

function itemsOf(view: View): Item[] {
  return view.knowledge
    .incidents()
    .flatMap((incident) => incidentEvents(incident).map((event) => ({ incident, event })))
    .filter((item) => item.event.kind !== 'occurred')
    .toSorted(newestFirst);
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

/** Disclosures and updates dated on or after a day, newest first. */
export function newsCard(since: PartialDate, skip: number, view: View): Card {
  const citations = new Citations(view.knowledge);
  const all = itemsOf(view);
  const recent = all.filter((item) => lastDay(item.event.to) >= since);
  const shown = recent.slice(skip, skip + NEWS_SHOWN);
  const [latest] = all;
  const next = skip + NEWS_SHOWN;
  const none = `Nothing recorded here is dated since ${longDate(since)}.`;
  const last = latest === undefined ? '' : ` The latest is of ${longDate(latest.event.to)}.`;
  return {
    title: `News since ${longDate(since)}`,
    tone: 'answer',
    blocks:
      shown.length === 0
        ? [{ type: 'notice', spans: [text(`${none}${last}`)] }]
        : [
            { type: 'paragraph', spans: [text(`${count(recent.length, 'item')}, newest first.`)] },
            { type: 'list', items: shown.map((item) => itemLine(item, citations)) },
          ],
    sources: citations.lines(),
    actions: [
      ...(shown.length === 0 && latest !== undefined
        ? [action(view, 'Show the latest', `news since:${latest.event.to.slice(0, 4)}-01-01`)]
        : []),
      ...(next < recent.length ? [action(view, 'Older', `news since:${since} skip:${next}`)] : []),
      ...(shown[0] === undefined
        ? []
        : [action(view, shown[0].incident.label, `incident ${shown[0].incident.id}`)]),
    ],
    footer: footer(view),
  };
}
