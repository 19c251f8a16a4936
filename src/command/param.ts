import { z } from 'zod';
import { PartialDate } from '../domain/partial-date.ts';

/** What a parameter names. It decides completion, and the control a form shows. */
export type ParamKind =
  | 'incident'
  | 'actor'
  | 'subject'
  | 'claim'
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
  limits: Pick<Param<T>, 'choices' | 'range'> = { choices: [] },
) {
  const common = { kind, description, takes, ...limits };
  return {
    required: { ...common, schema, required: true } satisfies Param<T> as Param<T>,
    optional: { ...common, schema: schema.optional(), required: false } as Param<T | undefined>,
  };
}

const words = z.string().trim().min(1).max(300);

/** Builders for parameters: `param.incident('Which incident').optional`. */
export const param = {
  incident: (description: string) => make('incident', words, description, 'rest'),
  actor: (description: string) => make('actor', words, description, 'rest'),
  /** An incident, actor or programme. */
  subject: (description: string) => make('subject', words, description, 'rest'),
  claim: (description: string) => make('claim', words, description, 'rest'),
  verb: (description: string) => make('verb', words, description, 'one'),
  text: (description: string) => make('text', words, description, 'rest'),
  /** Text that is given as `key:value` only. */
  keyed: (kind: ParamKind, description: string) => make(kind, words, description, 'key'),
  date: (description: string) => make('date', PartialDate, description, 'key'),
  number: (description: string, min: number, max: number) =>
    make('number', z.coerce.number().int().min(min).max(max), description, 'key', {
      choices: [],
      range: { min, max },
    }),
  choice: <const C extends string>(description: string, choices: readonly C[]) =>
    make('choice', z.enum(choices as readonly [C, ...C[]]), description, 'key', { choices }),
};
