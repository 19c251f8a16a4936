import type { Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import type { Incident } from '../domain/incident.ts';
import { datedBy } from './disclosed.ts';
import { importedMark, leftOutSentence } from './own-first.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { count, listInWords, sectorWords } from './words.ts';

/** Incidents listed at once. */
const INCIDENTS_SHOWN = 15;

/** What the list was narrowed by, in words, and the line that shows another part of it. */
export interface IncidentFilter {
  /** e.g. `linked to Iran`. */
  readonly words: readonly string[];
  readonly skipTo: (skip: number) => string;
  /** Imported incidents that fit and are not listed, and the line that lists them too. */
  readonly leftOut: readonly Incident[];
  readonly all: string;
}

/** The column is headed as what sources name, so a link that rests on no claim says so. */
function groupLabel(id: string, { id: incident }: Incident, { knowledge }: View): string {
  const label = knowledge.actor(id)?.label ?? id;
  const laid = knowledge.claimsAbout(incident).some(({ actors }) => actors?.includes(id));
  return laid ? label : `${label} (no claim recorded)`;
}

function row(incident: Incident, view: View): Spans[] {
  const groups = incident.actors.map((id) => groupLabel(id, incident, view));
  const sectors = [...new Set(incident.targets.flatMap((target) => target.sectors))];
  return [
    [text(datedBy(incident, 'short'))],
    [strong(incident.title), text(importedMark(incident.id, view.knowledge))],
    [text(groups.length === 0 ? 'none named' : listInWords(groups))],
    [text(sectors.length === 0 ? 'none recorded' : sectors.map(sectorWords).join(', '))],
  ];
}

/** A page of incidents, newest disclosure first. */
export function incidentsCard(
  incidents: readonly Incident[],
  filter: IncidentFilter,
  skip: number,
  view: View,
): Card {
  const shown = incidents.slice(skip, skip + INCIDENTS_SHOWN);
  const next = skip + INCIDENTS_SHOWN;
  const narrowed = filter.words.length === 0 ? '' : ` ${listInWords(filter.words)}`;
  const range =
    incidents.length > shown.length ? `, ${skip + 1} to ${skip + shown.length} shown` : '';
  const head = `${count(incidents.length, 'incident')}${narrowed}${range}.`;
  const none = `No incident${narrowed} is recorded here. That does not mean there was none.`;
  return {
    title: 'Incidents',
    tone: 'answer',
    blocks:
      shown.length === 0
        ? [{ type: 'notice', spans: [text(none)] }]
        : [
            { type: 'paragraph', spans: [text(head)] },
            ...(filter.leftOut.length === 0
              ? []
              : [
                  {
                    type: 'paragraph',
                    spans: [text(leftOutSentence(filter.leftOut, 'incident', view.knowledge))],
                  } as const,
                ]),
            {
              type: 'table',
              caption: 'Newest disclosure first',
              columns: ['Disclosed', 'Incident', 'Group named by sources', 'Targets'].map(
                (label) => ({
                  label,
                  align: 'left' as const,
                }),
              ),
              rows: shown.map((incident) => row(incident, view)),
            },
          ],
    sources: [],
    actions: [
      ...shown
        .slice(0, 3)
        .map((incident) => action(view, incident.label, `incident ${incident.id}`)),
      ...(skip > 0
        ? [action(view, 'Newer', filter.skipTo(Math.max(0, skip - INCIDENTS_SHOWN)))]
        : []),
      ...(next < incidents.length ? [action(view, 'Older', filter.skipTo(next))] : []),
      ...(filter.leftOut.length > 0 ? [action(view, 'Imported ones too', filter.all)] : []),
    ],
    footer: footer(view),
  };
}
