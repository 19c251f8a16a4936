import type { PartialDate } from '../domain/partial-date.ts';
import type { Command, Params } from './define.ts';
import { foldKey } from './grammar.ts';
import { param } from './param.ts';

/** What every line may carry beside the verb's own arguments. */
export interface CommonValues {
  readonly public?: 'true' | 'false' | undefined;
  readonly page?: number | undefined;
  readonly 'as-of'?: PartialDate | undefined;
  readonly in?: string | undefined;
}

const ASKER_ONLY = {
  page: { ...param.number('Page of a long answer', 1, 999).optional, typedOnly: true },
} satisfies Params;

const EVERY_VERB = {
  public: param.choice('Post the answer to the channel', ['true', 'false']).optional,
  ...ASKER_ONLY,
} satisfies Params;

export const AS_OF = 'as-of';

const IN_TIME = {
  ...EVERY_VERB,
  [AS_OF]: param.date('Only what was public by this date, such as 2019-10-05').optional,
} satisfies Params;

/** Only whoever sits at the machine may reach into another place: see `place.ts`. */
const ELSEWHERE = {
  in: {
    ...param.keyed('text', 'For operators: another place, e.g. slack/T123 or slack/T123/C456')
      .optional,
    typedOnly: true,
  },
} satisfies Params;

/** Keys that no command may use for a parameter of its own. */
export const RESERVED_KEYS: readonly string[] = Object.keys({ ...IN_TIME, ...ELSEWHERE });

type Kind = Pick<Command, 'asOf' | 'askerOnly' | 'ofPlace' | 'right'>;

/** Whether the verb does or tells something of one place, so that operators may name another. */
function isOfPlace({ ofPlace, right }: Pick<Command, 'ofPlace' | 'right'>): boolean {
  return ofPlace === true || right === 'subscribe' || right === 'administer';
}

/** The options that the kit handles for the verb. */
function commonParams(command: Kind): Params {
  const common = command.askerOnly ? ASKER_ONLY : command.asOf ? IN_TIME : EVERY_VERB;
  return isOfPlace(command) ? { ...common, ...ELSEWHERE } : common;
}

/** All that a line with this verb may carry, in the order bare words fill it, common options last. */
export function paramsOf(command: Kind & Pick<Command, 'params'>): Params {
  return { ...command.params, ...commonParams(command) };
}

/** The parameter's own spelling of a key as typed. */
export function keyOf(params: Params, typed: string): string | undefined {
  return Object.keys(params).find((key) => foldKey(key) === foldKey(typed));
}
