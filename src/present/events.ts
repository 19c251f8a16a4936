import type { TimelineEntry } from '../card/chart.ts';
import type { Claim } from '../domain/claim.ts';
import type { Incident } from '../domain/incident.ts';
import type { PartialDate } from '../domain/partial-date.ts';
import { firstDay, lastDay } from '../domain/partial-date.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { byline, saidOn } from './attribution.ts';
import { longDate, periodInWords, shortDate } from './dates.ts';

/** One dated thing: what took place, what was disclosed, or what somebody said. */
export interface Event {
  readonly kind: TimelineEntry['kind'];
  /** Null: the start was not published. */
  readonly from: PartialDate | null;
  readonly to: PartialDate;
  readonly when: string;
  readonly headline: string;
  readonly body: string;
  readonly sources: readonly string[];
}

function occurred(incident: Incident): Event[] {
  const { from, to, note } = incident.occurred;
  const end = to ?? from;
  if (end === null) return [];
  return [
    {
      kind: 'occurred',
      from,
      to: end,
      when: periodInWords(incident.occurred),
      headline: incident.label,
      body: note ?? '',
      sources: [],
    },
  ];
}

function disclosed(incident: Incident): Event[] {
  if (incident.disclosedOnStandsIn === true) return [];
  const event: Event = {
    kind: 'disclosed',
    from: incident.disclosedOn,
    to: incident.disclosedOn,
    when: shortDate(incident.disclosedOn),
    headline: incident.title,
    body: incident.disclosedOnNote ?? '',
    sources: [],
  };
  return [event];
}

/** Occurrence, disclosure and the dated updates of an incident. */
export function incidentEvents(incident: Incident): Event[] {
  const updates = incident.updates.map(
    (update): Event => ({
      kind: 'said',
      from: update.on,
      to: update.on,
      when: shortDate(update.on),
      headline: update.headline,
      body: update.body,
      sources: update.sources,
    }),
  );
  return [...occurred(incident), ...disclosed(incident), ...updates];
}

/** A claim as something said on a date; undefined when no date is known. */
export function claimEvent(claim: Claim, knowledge: Knowledge): Event | undefined {
  const date = saidOn(claim, knowledge);
  if (date === undefined) return undefined;
  return {
    kind: 'said',
    from: date,
    to: date,
    when: shortDate(date),
    headline: byline({ ...claim, assertedOn: date }, knowledge).replace(`, ${shortDate(date)}`, ''),
    body: claim.text,
    sources: claim.sources,
  };
}

/** Orders by the end of what took place, and what is said by its date. */
export function byEventDate(a: Event, b: Event): number {
  const [dayA, dayB] = [firstDay(a.from ?? a.to), firstDay(b.from ?? b.to)];
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  return RANK[a.kind] - RANK[b.kind];
}

const RANK = { occurred: 0, disclosed: 1, said: 2 } as const;

export function toChartEntry(event: Event): TimelineEntry {
  return {
    label: event.headline,
    kind: event.kind,
    from: event.from === null ? null : firstDay(event.from),
    to: lastDay(event.to),
    display: event.kind === 'occurred' ? event.when : longDate(event.to),
  };
}
