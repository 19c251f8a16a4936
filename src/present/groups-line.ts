import type { Spans } from '../card/span.ts';
import { text } from '../card/span.ts';
import type { Claim } from '../domain/claim.ts';
import type { Incident } from '../domain/incident.ts';
import { comparePartialDates, type PartialDate } from '../domain/partial-date.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { saidOn, sayThemselves } from './attribution.ts';
import type { Citations } from './citations.ts';
import { shortDate } from './dates.ts';
import { namesInWords } from './party-words.ts';
import type { View } from './view.ts';
import { listInWords } from './words.ts';

const NO_CLAIM = 'by a link for which no claim is recorded here';

function asserters(claim: Claim): string {
  return namesInWords(claim.assertedBy.map((party) => party.name));
}

/** "Microsoft (4 Oct 2019)"; "CrowdStrike (reported 25 Jul 2016)" where only a report is dated. */
function layerInWords(claim: Claim, knowledge: Knowledge): string {
  const date = saidOn(claim, knowledge);
  const reported = sayThemselves(claim, knowledge) ? '' : 'reported ';
  const remarks = [
    ...(date === undefined ? [] : [`${reported}${shortDate(date)}`]),
    ...(claim.status === 'asserted' || claim.status === 'confirmed' ? [] : [claim.status]),
  ];
  return remarks.length === 0 ? asserters(claim) : `${asserters(claim)} (${remarks.join(', ')})`;
}

/** The claims that lay the incident to the group, the earliest of each asserter, in order of date. */
function layersOf(group: string, incident: Incident, knowledge: Knowledge): Claim[] {
  const laying = knowledge
    .claimsAbout(incident.id)
    .filter(({ actors }) => actors?.includes(group))
    .sort((a, b) => compareDates(saidOn(a, knowledge), saidOn(b, knowledge)));
  const first = new Map<string, Claim>();
  for (const claim of laying) {
    if (!first.has(asserters(claim))) first.set(asserters(claim), claim);
  }
  return [...first.values()];
}

function compareDates(a: PartialDate | undefined, b: PartialDate | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return comparePartialDates(a, b);
}

/**
 * The groups of an incident, each with who lays the incident to it and when: "Holmium and Mercury,
 * according to Microsoft (17 Jul 2019) [1]". Groups laid by the same claims stand together; a link
 * without a claim is marked as such.
 */
export function groupsLine(incident: Incident, view: View, citations: Citations): Spans {
  const { knowledge } = view;
  if (incident.actors.length === 0) return [text('none in the records held here')];
  const parts = new Map<string, { labels: string[]; layers: Claim[] }>();
  for (const id of incident.actors) {
    const layers = layersOf(id, incident, knowledge);
    const key = layers.map((claim) => claim.id).join(' ');
    const part = parts.get(key) ?? { labels: [], layers };
    part.labels.push(knowledge.actor(id)?.label ?? id);
    parts.set(key, part);
  }
  return [...parts.values()].flatMap(({ labels, layers }, index) => {
    const layered = listInWords(layers.map((claim) => layerInWords(claim, knowledge)));
    const ground = layers.length === 0 ? NO_CLAIM : `according to ${layered}`;
    return [
      text(`${index === 0 ? '' : '; '}${listInWords(labels)}, ${ground}`),
      ...citations.spans(layers.flatMap((claim) => claim.sources)),
    ];
  });
}
