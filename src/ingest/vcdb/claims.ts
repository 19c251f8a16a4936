import type { z } from 'zod';
import type { Claim } from '../../domain/claim.ts';
import { countryNamed } from '../../domain/countries.ts';
import { slug } from '../core/ids.ts';
import { cut, inQuotes, listed, quoted } from '../core/words.ts';
import type { VerisRecord } from './schema.ts';
import { countryWords, isUnknown, PUBLISHER, titleOf, victimWords } from './wording.ts';

type Draft = z.input<typeof Claim>;

/** What all claims of one record have in common. */
export interface Frame {
  readonly id: string;
  readonly source: string;
  /** `YYYY-MM-DD`: when the analyst last changed the record. */
  readonly saidOn: string | undefined;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly occurredOn: string;
  /** Ids of the groups that the record names. */
  readonly actors: readonly string[];
}

function base(record: VerisRecord, frame: Frame, name: string): Omit<Draft, 'kind' | 'text'> {
  const { security_incident: incident } = record;
  const doubted = incident !== 'Confirmed' && !isUnknown(incident);
  return {
    id: `${frame.id}.${name}`,
    about: frame.id,
    assertedBy: [{ name: PUBLISHER }],
    ...(frame.saidOn === undefined ? {} : { assertedOn: frame.saidOn }),
    basis: 'first-hand',
    status: 'asserted',
    sources: [frame.source],
    ...(doubted
      ? { note: `${PUBLISHER} codes the incident itself as ${inQuotes(incident)}.` }
      : {}),
  };
}

export type StateActor = NonNullable<VerisRecord['actor']['external']>;

/** In the analysts' own terms: what else they coded beside the state is part of what they say. */
function confidenceOf(record: VerisRecord, external: StateActor): string | undefined {
  const beside = [
    ...(external.variety.some(isUnknown) ? ['an unknown actor'] : []),
    ...(external.country.some(isUnknown) && !external.country.every(isUnknown)
      ? ['an unknown country']
      : []),
  ];
  const parts = [
    ...(isUnknown(record.confidence) ? [] : [`${record.confidence} in the record as a whole`]),
    ...(beside.length === 0 ? [] : [`coded beside ${listed(beside)}`]),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

/** Who the analysts say was behind it: a claim for each country they name, or one without. */
export function attributions(record: VerisRecord, external: StateActor, frame: Frame): Draft[] {
  const countries = external.country.map(countryWords);
  const named = external.name.map((name) => name.trim()).filter((name) => !isUnknown(name));
  const text =
    `Analysts of the ${PUBLISHER} code who was behind ${inQuotes(titleOf(record))} as ` +
    `${quoted(external.variety)}, country ${countries.length === 0 ? 'unknown' : listed(countries)}` +
    `${named.length === 0 ? '' : `, under the name ${quoted(named)}`}.`;
  const confidence = confidenceOf(record, external);
  const told = external.notes?.trim();
  const note = told ? cut(`The analysts add: ${inQuotes(told)}`, 2000) : undefined;
  const codes = external.country.filter((code) => !isUnknown(code));
  return (codes.length === 0 ? [undefined] : codes).map((code, index): Draft => {
    const country = code === undefined ? undefined : countryNamed(code);
    const common = base(record, frame, `origin-${slug(code ?? '') || index}`);
    return {
      ...common,
      kind: 'attribution',
      text: cut(text, 2000),
      ...(country === undefined ? {} : { country }),
      ...(confidence === undefined ? {} : { confidence: cut(confidence, 160) }),
      ...(frame.actors.length === 0 ? {} : { actors: [...frame.actors] }),
      ...(note === undefined ? {} : { note: [note, common.note].filter(Boolean).join(' ') }),
    };
  });
}

/** Whom it hit. */
export function victimClaim(record: VerisRecord, frame: Frame): Draft {
  const text = `The ${PUBLISHER} records as victim ${victimWords(record)}.`;
  return { ...base(record, frame, 'victim'), kind: 'target', text };
}

/** How it was done, in the words of VERIS. */
export function methodClaims(record: VerisRecord, frame: Frame): Draft[] {
  const actions = Object.entries(record.action).map(([action, { variety = [] }]) => {
    const kinds = [variety].flat().filter((kind) => !isUnknown(kind));
    return kinds.length === 0 ? action : `${action} (${kinds.join(', ')})`;
  });
  if (actions.length === 0 || actions.every(isUnknown)) return [];
  const text = `The ${PUBLISHER} codes what was done as ${listed(actions)}.`;
  return [{ ...base(record, frame, 'method'), kind: 'method', text: cut(text, 2000) }];
}

type Confidentiality = NonNullable<VerisRecord['attribute']['confidentiality']>;

/** How many records were exposed, in all and of each kind where kinds are counted apart. */
export function figures(
  record: VerisRecord,
  { data, data_disclosure: disclosure, data_total: total }: Confidentiality,
  frame: Frame,
): Draft[] {
  const confirmed = disclosure === 'Yes';
  const counted = (name: string, value: number, of: string): Draft => {
    const scope = cut(
      `Data records ${confirmed ? 'disclosed' : 'that may have been disclosed'} in ${inQuotes(titleOf(record))}, ` +
        `${of}; disclosure is coded as ${inQuotes(disclosure)}`,
      300,
    );
    const text =
      `The ${PUBLISHER} counts ${value.toLocaleString('en')} records ` +
      `${confirmed ? 'disclosed' : 'at risk'} in ${inQuotes(titleOf(record))}, ${of}.`;
    return {
      ...base(record, frame, name),
      kind: 'figure',
      text: cut(text, 2000),
      figure: {
        metric: confirmed ? 'compromised' : 'affected',
        value,
        qualifier: 'exactly',
        unit: 'records',
        scope,
        window: { from: frame.occurredOn, to: null },
      },
    };
  };
  const only = data.length === 1 ? data[0]?.variety : undefined;
  const all = only === undefined ? 'of all kinds' : `of the kind ${inQuotes(only)}`;
  const amounts = data.filter(({ amount }) => amount !== undefined && amount > 0);
  const apart = amounts.length > 1 || amounts.some(({ amount }) => amount !== total);
  return [
    ...(total === undefined || total <= 0 ? [] : [counted('records', total, all)]),
    ...(apart
      ? amounts.map(({ variety, amount = 0 }) =>
          counted(`records-${slug(variety)}`, amount, `of the kind ${inQuotes(variety)}`),
        )
      : []),
  ];
}
