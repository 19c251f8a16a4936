import { z } from 'zod';
import { PartialDate } from '../domain/partial-date.ts';
import { PERSON_ID } from './person.ts';

/** What a parameter names. It decides completion, and the control a form shows. */
export type ParamKind =
  | 'incident'
  | 'actor'
  | 'subject'
  | 'claim'
  | 'person'
  | 'text'
  | 'date'
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
  limits: Pick<Param<T>, 'choices' | 'range' | 'maxLength' | 'typedOnly'> = { choices: [] },
) {
  const common = { kind, description, takes, ...limits };
  return {
    required: { ...common, schema, required: true } satisfies Param<T> as Param<T>,
    optional: { ...common, schema: schema.optional(), required: false } as Param<T | undefined>,
  };
}

const MOST_CHARACTERS = 300;

function makeWords(
  kind: ParamKind,
  description: string,
  takes: Takes,
  maxLength = MOST_CHARACTERS,
) {
  const schema = z.string().trim().min(1).max(maxLength);
  return make(kind, schema, description, takes, { choices: [], maxLength });
}

function makeNumber(description: string, min: number, max: number, typedOnly: boolean) {
  const schema = z.coerce.number().int().min(min).max(max);
  const limits = { choices: [], range: { min, max } };
  return make('number', schema, description, 'key', typedOnly ? { ...limits, typedOnly } : limits);
}

/** Builders for parameters: `param.incident('Which incident').optional`. */
export const param = {
  incident: (description: string) => makeWords('incident', description, 'rest'),
  actor: (description: string) => makeWords('actor', description, 'rest'),
  /** An incident, actor or programme. */
  subject: (description: string) => makeWords('subject', description, 'rest'),
  claim: (description: string) => makeWords('claim', description, 'rest'),
  verb: (description: string) => makeWords('verb', description, 'one'),
  /** Somebody on the platform, by mention or id; the value is the id. */
  person: (description: string) =>
    make('person', z.string().regex(PERSON_ID), description, 'one', { choices: [] }),
  text: (description: string, maxLength?: number) =>
    makeWords('text', description, 'rest', maxLength),
  /** Text that is given as `key:value` only. */
  keyed: (kind: ParamKind, description: string) => makeWords(kind, description, 'key'),
  date: (description: string) => make('date', PartialDate, description, 'key'),
  number: (description: string, min: number, max: number) =>
    makeNumber(description, min, max, false),
  /** How much of a list is passed over: for buttons that show more. */
  paging: (description: string, max: number) => makeNumber(description, 0, max, true),
  choice: <const C extends string>(description: string, choices: readonly C[]) =>
    make('choice', z.enum(choices as readonly [C, ...C[]]), description, 'key', { choices }),
};
