import { isPartialDate } from '../../domain/partial-date.ts';
import type { CitedPages } from '../core/cited.ts';
import { citedUrl } from '../core/cited.ts';
import type { Candidate, Reading } from '../core/format.ts';
import { hashId, slug, sourceId } from '../core/ids.ts';
import { cut, inQuotes } from '../core/words.ts';
import {
  attributions,
  type Frame,
  figures,
  methodClaims,
  type StateActor,
  victimClaim,
} from './claims.ts';
import { industryOf } from './industries.ts';
import type { VerisRecord } from './schema.ts';
import { isUnknown, PUBLISHER, titleOf, victimWords } from './wording.ts';

/** Where the database keeps a record, by the id that names its file. */
const RECORDS = 'https://github.com/vz-risk/VCDB/blob/master/data/json/validated';

/** The kinds of actor that are a state, or act for one: `actor.external.variety` of VERIS. */
const STATE = new Set(['Nation-state', 'State-affiliated']);

/** What records share: pages that several cite, groups that several name. */
export interface Shared {
  readonly pages: CitedPages;
  /** Ids of the sources of records that name a group, by the group's name. */
  readonly groups: Map<string, Set<string>>;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** As precise as the record has it. */
function occurredOn({ timeline: { incident } }: VerisRecord, reading: Reading): string {
  const { year, month, day } = incident;
  if (month === undefined) return String(year);
  const inMonth = `${year}-${twoDigits(month)}`;
  if (day === undefined) return inMonth;
  const date = `${inMonth}-${twoDigits(day)}`;
  if (isPartialDate(date)) return date;
  reading.note('a day that does not exist; its month was kept');
  return inMonth;
}

function dayOf(time: string | undefined): string | undefined {
  const day = time?.slice(0, 10) ?? '';
  return day.length === 10 && isPartialDate(day) ? day : undefined;
}

/** Addresses in a field that holds them in a row, with dates and other words between. */
function references(record: VerisRecord, reading: Reading): string[] {
  const words = record.reference.split(/[\s;]+|,(?=https?:)/i).filter((word) => word !== '');
  return words.flatMap((word) => {
    const url = citedUrl(word.replace(/^[([<]|[)\]>,]+$/g, ''));
    // Dates of looking it up stand in brackets beside an address.
    if (url === undefined && !/^\(?\d{8}\)?[,.]?$/.test(word)) {
      reading.note('a reference that is no address');
    }
    return url ?? [];
  });
}

/** Why a record is not for Tocsin, or the actor that its analysts lay to a state. */
export function stateActor(record: VerisRecord): StateActor | string {
  if (record.security_incident === 'False positive') return 'no incident: coded as false positive';
  const { external } = record.actor;
  return external?.variety.some((kind) => STATE.has(kind)) ? external : 'not laid to a state';
}

/** An incident laid to a state, with what its record says and points to. */
export function* candidates(
  record: VerisRecord,
  external: StateActor,
  where: string,
  shared: Shared,
  reading: Reading,
): Generator<Candidate> {
  const id = `vcdb-${slug(record.incident_id)}`;
  const page = `${RECORDS}/${encodeURIComponent(record.plus.master_id ?? record.incident_id)}.json`;
  const source = sourceId(page);
  const saidOn = dayOf(record.plus.modified) ?? dayOf(record.plus.created);
  const groups = groupsOf(external.name, source, shared);
  const frame: Frame = {
    id,
    source,
    saidOn,
    occurredOn: occurredOn(record, reading),
    actors: groups,
  };
  yield {
    kind: 'source',
    where,
    body: {
      id: source,
      publisher: PUBLISHER,
      title: `Record ${record.incident_id} of the ${PUBLISHER}`,
      url: page,
      publishedOn: saidOn ?? null,
      tier: 'community',
    },
  };
  yield { kind: 'incident', where, body: incident(record, frame) };
  const claims = [
    ...attributions(record, external, frame),
    victimClaim(record, frame),
    ...methodClaims(record, frame),
    ...(record.attribute.confidentiality === undefined
      ? []
      : figures(record, record.attribute.confidentiality, frame)),
  ];
  for (const body of claims) yield { kind: 'claim', where, body };
  for (const url of references(record, reading)) shared.pages.add(url, id, where);
}

function groupsOf(names: readonly string[], source: string, { groups }: Shared): string[] {
  return names
    .map((name) => name.trim())
    .filter((name) => !isUnknown(name) && name.length <= 80)
    .map((name) => {
      const sources = groups.get(name) ?? new Set();
      groups.set(name, sources.add(source));
      return groupId(name);
    });
}

function groupId(name: string): string {
  return slug(name) === '' ? hashId('actor', name) : `actor-${slug(name)}`;
}

function incident(
  record: VerisRecord,
  { id, source, occurredOn: on, actors }: Frame,
): Extract<Candidate, { kind: 'incident' }>['body'] {
  const title = titleOf(record);
  const industry = industryOf(record.victim.industry);
  const summary = cut(record.summary.trim(), 10_000);
  return {
    id,
    title,
    label: cut(title, 80),
    disclosedOn: on,
    disclosedOnNote:
      `The ${PUBLISHER} gives no date of disclosure; this is when it says that ` +
      'the incident first occurred.',
    disclosedOnStandsIn: true,
    occurred: { from: on, to: null },
    actors: [...actors],
    targets:
      industry === undefined
        ? []
        : [
            {
              sectors: [industry.sector],
              description: victimWords(record),
              sources: [source],
            },
          ],
    ...(summary === '' ? {} : { description: { text: summary, sources: [source] } }),
  };
}

/** The groups that records name, each once, and the pages that they cite. */
export function* sharedCandidates({ groups, pages }: Shared): Generator<Candidate> {
  for (const [name, sources] of groups) {
    const names = [{ name, usedBy: [PUBLISHER], sources: [...sources].sort() }];
    yield {
      kind: 'actor',
      where: `named ${inQuotes(name)}`,
      body: { id: groupId(name), label: name, names },
    };
  }
  yield* pages.candidates();
}
