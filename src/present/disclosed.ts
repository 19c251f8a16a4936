import type { Incident } from '../domain/incident.ts';
import { longDate, shortDate, whenSaid } from './dates.ts';

/** "Disclosed on 4 October 2019.", or that its catalogue does not say when. */
export function disclosedSentence(incident: Incident): string {
  return incident.disclosedOnStandsIn === true
    ? 'When it was disclosed is not given by its catalogue.'
    : `Disclosed ${whenSaid(incident.disclosedOn)}.`;
}

/** "incident disclosed 4 October 2019", for lists of records of several kinds. */
export function disclosedIncident(incident: Incident): string {
  return incident.disclosedOnStandsIn === true
    ? 'incident, date of disclosure not given'
    : `incident disclosed ${longDate(incident.disclosedOn)}`;
}

/** What it is dated by in a list: its disclosure or, marked so, when it took place. */
export function datedBy(incident: Incident, length: 'long' | 'short' = 'long'): string {
  const date = (length === 'long' ? longDate : shortDate)(incident.disclosedOn);
  return incident.disclosedOnStandsIn === true ? `${date} (took place)` : date;
}
