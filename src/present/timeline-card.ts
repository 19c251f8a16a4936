import type { Block, Card } from '../card/card.ts';
import type { TimelineChart } from '../card/chart.ts';
import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import type { Actor } from '../domain/actor.ts';
import type { Claim } from '../domain/claim.ts';
import type { Incident } from '../domain/incident.ts';
import { Citations } from './citations.ts';
import type { Event } from './events.ts';
import { byEventDate, claimEvent, incidentEvents, toChartEntry } from './events.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { capitalise, count } from './words.ts';

/** `main`: occurrence, disclosures and updates; `all`: every dated claim as well. */
export type Detail = 'main' | 'all';

/** Below Discord's limit of 1,024 for a description. */
const ALT_LENGTH = 1000;

/** Beyond this a picture takes long to draw and is no longer read; the table lists each anyway. */
const MOST_CHARTED = 60;

const KIND_WORDS = {
  occurred: 'Took place',
  disclosed: 'Disclosed',
  said: 'Said or done',
} as const;

function eventRow(event: Event, citations: Citations): Spans[] {
  const body = event.body === '' ? [] : [text(`. ${event.body}`)];
  return [
    [text(capitalise(event.when))],
    [event.kind === 'said' ? text(KIND_WORDS.said) : strong(KIND_WORDS[event.kind])],
    [strong(event.headline), ...body, ...citations.spans(event.sources)],
  ];
}

function table(events: readonly Event[], citations: Citations): Block {
  return {
    type: 'table',
    caption: 'Took place: when the activity happened. Disclosed: when the public was told',
    columns: ['When', 'What kind', 'What'].map((label) => ({ label, align: 'left' as const })),
    rows: events.map((event) => eventRow(event, citations)),
  };
}

/** Says what the picture says; when that is longer than an alt text may be, it sums up. */
function altOf(events: readonly Event[]): string {
  const said = events.map((event) => `${KIND_WORDS[event.kind]}, ${event.when}: ${event.headline}`);
  const whole = `Timeline. ${said.join('. ')}.`;
  if (whole.length <= ALT_LENGTH) return whole;
  const [first, last] = [events[0]?.when ?? '', events.at(-1)?.when ?? ''];
  return `Timeline of ${count(events.length, 'dated event')}, the first ${first}, the last ${last}. The table lists each.`;
}

function chart(title: string, events: readonly Event[]): TimelineChart {
  return {
    type: 'timeline',
    title,
    entries: events.map(toChartEntry),
    caption: 'Bands: when it took place. Marks: when it was disclosed, said or done.',
    alt: altOf(events),
  };
}

function charted(title: string, events: readonly Event[]): Block[] {
  if (events.length > MOST_CHARTED) return [];
  return [{ type: 'chart', chart: chart(title, events) }];
}

function statements(claims: readonly Claim[], detail: Detail, view: View): Event[] {
  if (detail === 'main') return [];
  return claims.flatMap((claim) => claimEvent(claim, view.knowledge) ?? []);
}

function card(
  subject: Incident | Actor,
  events: readonly Event[],
  claims: readonly Claim[],
  detail: Detail,
  view: View,
): Card {
  const citations = new Citations(view.knowledge);
  const isIncident = 'disclosedOn' in subject;
  const name = isIncident ? subject.id : `actor:${subject.id}`;
  const shown = [...events, ...statements(claims, detail, view)].toSorted(byEventDate);
  const dated = statements(claims, 'all', view).length;
  const hint = `${count(dated, 'dated statement')} left out here: “All statements” lists each.`;
  const blocks: Block[] = [
    ...charted(`${subject.label}: timeline`, events.toSorted(byEventDate)),
    table(shown, citations),
    ...(detail === 'all' || dated === 0 ? [] : [{ type: 'notice', spans: [text(hint)] } as const]),
  ];
  const nothing: Block = {
    type: 'notice',
    spans: [text('Nothing dated is recorded here for this.')],
  };
  return {
    title: `${subject.label}: timeline`,
    tone: 'answer',
    blocks: shown.length === 0 ? [nothing] : blocks,
    sources: citations.lines(),
    actions: [
      ...(detail === 'all' ? [] : [action(view, 'All statements', `timeline ${name} detail:all`)]),
      ...(isIncident
        ? [
            action(view, 'Figures', `stats ${subject.id}`),
            action(view, 'Targets', `targets ${subject.id}`),
          ]
        : [action(view, 'Group', `actor ${subject.id}`)]),
      action(view, 'Sources', `sources ${subject.id}`),
    ],
    footer: footer(
      view,
      subject.id,
      claims.map((claim) => claim.tlp),
    ),
  };
}

/** Dated events of one incident; occurrence and disclosure are told apart. */
export function incidentTimelineCard(incident: Incident, detail: Detail, view: View): Card {
  const claims = view.knowledge.claimsAbout(incident.id);
  return card(incident, incidentEvents(incident), claims, detail, view);
}

/** Dated events of every incident linked to one group, and dated statements about it. */
export function actorTimelineCard(actor: Actor, detail: Detail, view: View): Card {
  const events = view.knowledge.incidentsOfActor(actor.id).flatMap(incidentEvents);
  return card(actor, events, view.knowledge.claimsAbout(actor.id), detail, view);
}
