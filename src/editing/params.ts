import { param, type ValuesOf } from '../command/param.ts';
import { DisclosureKind, LIMITS, Severity } from '../domain/disclosure.ts';
import { Tier, Tlp } from '../domain/vocabulary.ts';

/** Characters of several addresses. */
const ADDRESSES = 1_500;

/** What a verb that sends a draft takes beside its words; buttons carry it. */
export const SENDING = {
  confirm: {
    ...param.number('Sends the draft, if this is its version still', 1, 2_000_000_000).optional,
    typedOnly: true,
  },
  discard: {
    ...param.number('Throws it away, if this is its version still', 1, 2_000_000_000).optional,
    typedOnly: true,
  },
} as const;

/** What an editor says of a disclosure, in the order in which a form asks for it. */
export const FIELDS = {
  headline: param.keyed('text', 'What is new, in one line', LIMITS.headline).optional,
  body: param.keyed('text', 'What happened and who says so; [1] is the first source', LIMITS.body)
    .optional,
  source: param.list('Its address, or the id of a known one; commas between several', ADDRESSES)
    .optional,
  severity: param.choice('How much it matters to those concerned', Severity.options).optional,
  incident: param.keyed('incident', 'The incident it is about, or none').optional,
  kind: param.choice('What kind of news', DisclosureKind.options).optional,
  actors: param.list('Groups it is about, commas between, or none').optional,
  sectors: param.list('Who else is concerned, such as media; or none').optional,
  publisher: param.keyed('text', 'Who published a source not known here', 120).optional,
  title: param.keyed('text', 'Title of that source', 300).optional,
  published: param.date('Date of that source').optional,
  tier: param.choice('What that source is', Tier.options).optional,
  tlp: param.choice('How far it may be told', Tlp.options).optional,
  claims: param.list('Ids of claims it rests on, or none', ADDRESSES).optional,
  drop: {
    ...param.number('Takes away the source of this number', 1, LIMITS.sources).optional,
    typedOnly: true,
  },
} as const;
export type FieldValues = Partial<ValuesOf<typeof FIELDS>>;

/** Why what was told is put right. */
export const REASON = param.keyed(
  'text',
  'What was wrong before; readers are told',
  LIMITS.reason,
).optional;
