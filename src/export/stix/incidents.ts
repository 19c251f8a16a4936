import type { Incident } from '../../domain/incident.ts';
import type { Exported } from '../contents.ts';
import { endOf, startOf } from './dates.ts';
import { listed, type StixObject, stixObject } from './object.ts';
import type { Telling } from './telling.ts';

/** A disclosed operation or campaign. */
export function campaign(incident: Exported<'incident'>, telling: Telling): StixObject {
  const { title, label, names, occurred } = incident.body;
  const first = occurred.from === null ? undefined : startOf(occurred.from);
  const last = occurred.to === null ? undefined : endOf(occurred.to);
  // A catalogue's dates may run backwards, which STIX forbids (section 4.2.2).
  const isForward = first === undefined || last === undefined || first <= last;
  return stixObject(telling.common(incident), {
    name: title,
    aliases: listed([...new Set([label, ...names])].filter((name) => name !== title)),
    description: descriptionOf(incident.body),
    first_seen: isForward ? first : undefined,
    last_seen: isForward ? last : undefined,
  });
}

function descriptionOf(incident: Incident): string {
  const { description, disclosedOn, disclosedOnNote, targets, updates } = incident;
  return [
    ...(description === undefined ? [] : [description.text]),
    sentences(`Disclosed: ${disclosedOn}.`, disclosedOnNote),
    tookPlace(incident),
    ...(targets.length === 0
      ? []
      : [['Targets:', ...targets.map((one) => `- ${one.description}`)].join('\n')]),
    ...updates.map(({ on, headline, body }) => `${on}: ${headline}. ${body}`),
  ].join('\n\n');
}

function tookPlace({ occurred: { from, to, label, note } }: Incident): string {
  const [start, end] = [from ?? 'unknown', to ?? 'unknown'];
  const when = start === end ? start : `from ${start} to ${end}`;
  const inWords = label === undefined ? '' : ` (${label})`;
  return sentences(`Took place: ${when}${inWords}.`, note);
}

function sentences(first: string, second: string | undefined): string {
  return second === undefined ? first : `${first} ${second}`;
}
