import { z } from 'zod';
import { PartialDate } from '../domain/partial-date.ts';
import { isShortId } from '../shared/short-id.ts';
import { readMoment } from './moment-words.ts';
import { PERSON_ID } from './person.ts';

/** What a parameter names. It decides completion, and the control a form shows. */
export type ParamKind =
  | 'incident'
  | 'actor'
  | 'subject'
  | 'followed'
  | 'claim'
  | 'person'
  | 'group'
  | 'text'
  | 'date'
  | 'moment'
  | 'zone'
  | 'number'
  | 'choice'
  | 'verb';

/** One argument of a verb, the same on every platform. */
export interface Param<T> {
  readonly kind: ParamKind;
  /** 1–100 characters (Discord's limit for an option). */
  readonly description: string;
  readonly schema: z.ZodType<T>;
  readonly required: boolean;
  /** `one`: takes one bare word or quoted phrase; `rest`: all bare words left; `key`: only `key:value`. */
  readonly takes: 'one' | 'rest' | 'key';
  readonly choices: readonly string[];
  /** For numbers: the least and the greatest allowed. */
  readonly range?: { readonly min: number; readonly max: number };
  /** For texts and names: the most characters, in UTF-16 units. */
  readonly maxLength?: number;
  /** Several values, parted by commas; a comma at a word's end joins the next word. */
  readonly list?: boolean;
  /** For buttons and those who know it: no form, no platform's menu and no help asks for it. */
  readonly typedOnly?: boolean;
}

type ValueOf<P> = P extends Param<infer T> ? T : never;
export type ValuesOf<P extends Readonly<Record<string, Param<unknown>>>> = {
  readonly [K in keyof P]: ValueOf<P[K]>;
};

type Takes = Param<unknown>['takes'];

function make<T>(
  kind: ParamKind,
  schema: z.ZodType<T>,
  description: string,
  takes: Takes,
  limits: Pick<Param<T>, 'choices' | 'range' | 'maxLength' | 'list' | 'typedOnly'> = {
    choices: [],
  },
) {
  const common = { kind, description, takes, ...limits };
  return {
    required: { ...common, schema, required: true } satisfies Param<T> as Param<T>,
    optional: { ...common, schema: schema.optional(), required: false } as Param<T | undefined>,
  };
}

const MOST_CHARACTERS = 300;

/** Of a group as platforms write one, and of the longest zone, with room to be wrong. */
const GROUP_LENGTH = 100;

/** Of an id with the spaces that people leave around it. */
const ID_LENGTH = 20;

function shortIdOf(prefix: string): z.ZodType<string> {
  return z
    .string()
    .trim()
    .refine((text) => isShortId(prefix, text), {
      error: `not an id; one looks like ${prefix}-7F3KQ`,
    })
    .transform((text) => text.toUpperCase());
}

const MomentText = z
  .string()
  .refine((text) => text === 'none' || readMoment(text, '') !== undefined);

function makeWords(
  kind: ParamKind,
  description: string,
  takes: Takes,
  maxLength = MOST_CHARACTERS,
  list = false,
) {
  const schema = z.string().trim().min(1).max(maxLength);
  const limits = { choices: [], maxLength };
  return make(kind, schema, description, takes, list ? { ...limits, list } : limits);
}

function makeNumber(description: string, min: number, max: number, typedOnly: boolean) {
  const schema = z.coerce.number().int().min(min).max(max);
  const limits = { choices: [], range: { min, max } };
  return make('number', schema, description, 'key', typedOnly ? { ...limits, typedOnly } : limits);
}

function makeChoice<const C extends string>(
  description: string,
  choices: readonly C[],
  takes: Takes,
) {
  return make('choice', z.enum(choices as readonly [C, ...C[]]), description, takes, { choices });
}

/** Builders for parameters: `param.incident('Which incident').optional`. */
export const param = {
  incident: (description: string) => makeWords('incident', description, 'rest'),
  actor: (description: string) => makeWords('actor', description, 'rest'),
  /** An incident, actor or programme. */
  subject: (description: string) => makeWords('subject', description, 'rest'),
  /** An incident, an actor or everything, as a channel may follow them. */
  followed: (description: string) => makeWords('followed', description, 'rest'),
  claim: (description: string) => makeWords('claim', description, 'rest'),
  verb: (description: string) => makeWords('verb', description, 'one'),
  /** Somebody on the platform, by mention or id; the value is the id. */
  person: (description: string) =>
    make('person', z.string().regex(PERSON_ID), description, 'one', { choices: [] }),
  /** A user group or role, by mention or id; the value is the id, or a word that is none. */
  group: (description: string) => makeWords('group', description, 'key', GROUP_LENGTH),
  /** A time zone, by its name or its city's. */
  zone: (description: string) => makeWords('zone', description, 'key', GROUP_LENGTH),
  text: (description: string, maxLength?: number) =>
    makeWords('text', description, 'rest', maxLength),
  /** One word or quoted phrase. */
  word: (description: string, maxLength?: number) =>
    makeWords('text', description, 'one', maxLength),
  /** Text that is given as `key:value` only. */
  keyed: (kind: ParamKind, description: string, maxLength?: number) =>
    makeWords(kind, description, 'key', maxLength),
  /** Several names or addresses, parted by commas, given as `key:value` only. */
  list: (description: string, maxLength?: number) =>
    makeWords('text', description, 'key', maxLength, true),
  /** An id as `shared/short-id.ts` makes them; the value is in capitals. */
  id: (prefix: string, description: string) =>
    make('text', shortIdOf(prefix), description, 'one', { choices: [], maxLength: ID_LENGTH }),
  date: (description: string) => make('date', PartialDate, description, 'key'),
  /** A date, or `none`, which takes one away. */
  dateOrNone: (description: string) =>
    make('date', z.union([PartialDate, z.literal('none')]), description, 'key'),
  /** A day with a time, and a zone or none, or `none`: see `moment-words.ts`. */
  moment: (description: string) => make('moment', MomentText, description, 'key'),
  number: (description: string, min: number, max: number) =>
    makeNumber(description, min, max, false),
  /** How much of a list is passed over: for buttons that show more. */
  paging: (description: string, max: number) => makeNumber(description, 0, max, true),
  choice: <const C extends string>(description: string, choices: readonly C[]) =>
    makeChoice(description, choices, 'key'),
  /** What a verb is to do, given as a bare word: `feed add`. */
  act: <const C extends string>(description: string, choices: readonly C[]) =>
    makeChoice(description, choices, 'one'),
};
