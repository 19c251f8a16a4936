import type { Advisory } from '../domain/advisory.ts';
import type { Claim } from '../domain/claim.ts';
import type { Target, Update } from '../domain/incident.ts';
import type { PartialDate, Period } from '../domain/partial-date.ts';
import type { RecordDraft } from '../domain/record.ts';
import type { ClaimKind, Stance } from '../domain/vocabulary.ts';
import { nameKey } from './normalise.ts';

/** A text of a record, and how much a word found in it says about the record. */
export type Field = readonly [text: string, weight: number];

/** Words that people ask with, where the records only have a category. */
const KIND_WORDS: Record<ClaimKind, string> = {
  figure: 'number',
  attribution: 'attribution blame link behind responsible',
  target: 'target',
  exclusion: 'target not excluded none',
  method: 'method technique',
  response: 'response reaction',
  denial: 'deny',
  alias: 'name alias known',
  relation: 'relation same overlap',
};
const STANCE_WORDS: Record<Stance, string> = {
  asserts: 'named identified said',
  supports: 'supports evidence',
  'could-not-confirm': 'confirm',
  denies: 'deny',
  declines: 'decline comment',
  misreports: 'misreported wrong',
};

/** The texts by which a record is found, or undefined for kinds that search does not give. */
export function fieldsOf(record: RecordDraft): readonly Field[] | undefined {
  const { kind, body } = record;
  switch (kind) {
    case 'claim':
      return claimFields(body);
    case 'actor':
      return [...nameFields(body.names.map(({ name }) => name)), [idWords(body.id), 3]];
    case 'programme':
      return [...nameFields([body.label, ...body.names]), [body.operator, 2]];
    case 'incident':
      return [
        ...nameFields([body.label, ...body.names]),
        [body.title, 4],
        [idWords(body.id), 2],
        [body.actors.map(idWords).join(' '), 2],
        [yearsOf(body.occurred, body.disclosedOn), 1],
        ...body.targets.flatMap(targetFields),
        ...body.updates.flatMap(updateFields),
      ];
    case 'advisory':
      return advisoryFields(body);
    default:
      return undefined;
  }
}

/** Words by which claims about a subject are found although they do not repeat its name. */
export function contextOf({ kind, body }: RecordDraft): string | undefined {
  if (kind === 'incident' || kind === 'programme') return [body.label, ...body.names].join(' ');
  if (kind !== 'actor') return undefined;
  return body.names
    .filter((name) => name.kind === 'name')
    .map(({ name }) => `${name} ${nameKey(name)}`)
    .join(' ');
}

function claimFields(claim: Claim): Field[] {
  const { figure, stance } = claim;
  const parties = claim.assertedBy.map(({ name, through = '' }) => `${name} ${through}`);
  return [
    [claim.text, 1],
    [parties.join(' '), 1.5],
    [claim.reportedBy.join(' '), 1],
    [KIND_WORDS[claim.kind], 1.5],
    [stance === undefined ? '' : STANCE_WORDS[stance], 4],
    [idWords(claim.id.slice(claim.about.length)), 2],
    [idWords(claim.topic ?? ''), 1.5],
    [claim.country ?? '', 1.5],
    [yearsOf(claim.window, claim.assertedOn), 1],
    ...(figure === undefined
      ? []
      : ([
          [figure.metric, 4],
          [figure.unit, 2],
          [figure.value === null ? (figure.wording ?? '') : String(figure.value), 3],
          [`${figure.of ?? ''} ${figure.scope ?? ''}`, 0.7],
          [yearsOf(figure.window, undefined), 1],
        ] satisfies Field[])),
  ];
}

function advisoryFields(advisory: Advisory): Field[] {
  const { label, cves, products, title, publisher, summary = '', publishedOn } = advisory;
  return [
    [label, 8],
    [cves.join(' '), 6],
    [products.join(' '), 3],
    [title, 3],
    [publisher, 1],
    [summary.slice(0, 1000), 0.5],
    [publishedOn?.slice(0, 4) ?? '', 1],
  ];
}

/** Names word by word, and run together: "charmingkitten" finds Charming Kitten. */
function nameFields(names: readonly string[]): Field[] {
  return names.flatMap((name): Field[] => {
    const key = nameKey(name);
    return key.length > MAX_JOINED ? [[name, 8]] : [[`${name} ${key}`, 8]];
  });
}

const MAX_JOINED = 24;

function targetFields({ description, sectors }: Target): Field[] {
  return [
    [description, 1],
    [sectors.map(idWords).join(' '), 1],
  ];
}

function updateFields({ headline, body, on }: Update): Field[] {
  return [
    [headline, 1.5],
    [body, 0.5],
    [on.slice(0, 4), 0.5],
  ];
}

function idWords(id: string): string {
  return id.replaceAll(/[-./]/g, ' ');
}

function yearsOf(period: Period | undefined, date: PartialDate | undefined): string {
  const years = [period?.from, period?.to, date].map((one) => one?.slice(0, 4));
  return [...new Set(years)].filter((year) => year !== undefined).join(' ');
}
