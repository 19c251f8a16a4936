import type { z } from 'zod';
import { readDate } from './date-words.ts';
import type { Given, Typed } from './fill.ts';
import { groupId } from './group.ts';
import { readMoment, writeMoment } from './moment-words.ts';
import { nearestWords } from './nearest.ts';
import { keyOf, paramsOf } from './options.ts';
import type { Param } from './param.ts';
import { personId } from './person.ts';
import { type Expectation, failed, type Outcome, type Problem } from './problem.ts';
import { type Mended, offer, spell } from './suggest.ts';

export interface ReadValues {
  /** As the schemas made them. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The texts they were made from, in canonical spelling. */
  readonly given: Given;
}

function canonical(param: Param<unknown>, raw: string, today: string): string {
  if (param.choices.length > 0) {
    return param.choices.find((choice) => choice.toLowerCase() === raw.toLowerCase()) ?? raw;
  }
  if (param.kind === 'person') return personId(raw);
  if (param.kind === 'group') return groupId(raw);
  if (param.kind === 'moment') {
    const moment = readMoment(raw, today);
    return moment === undefined ? raw.toLowerCase() : writeMoment(moment);
  }
  return (param.kind === 'date' ? readDate(raw, today) : undefined) ?? raw;
}

function expectation(param: Param<unknown>, issue: z.core.$ZodIssue | undefined): Expectation {
  if (param.choices.length > 0) return { type: 'choice', choices: param.choices };
  if (param.kind === 'date' || param.kind === 'moment' || param.kind === 'person') {
    return { type: param.kind };
  }
  if (param.range !== undefined) return { type: 'number', ...param.range };
  if (issue?.code === 'too_big' && issue.origin === 'string') {
    return { type: 'text', maxLength: Number(issue.maximum) };
  }
  return { type: 'other', message: issue?.message ?? '' };
}

/** The line with a likelier value, or else without the option where it may be left out. */
function mend({ command, tokens }: Typed, key: string, given: string): Mended {
  const params = paramsOf(command);
  const param = params[key];
  const option = tokens.find((t) => t.type === 'option' && keyOf(params, t.key) === key);
  if (param === undefined || option === undefined) return {};
  const likely = nearestWords(given.toLowerCase(), param.choices).slice(0, 2);
  if (likely.length > 0) {
    const withValue = (value: string) => tokens.map((t) => (t === option ? { ...t, value } : t));
    return { correction: likely.map((value) => spell(command, withValue(value))) };
  }
  if (param.required) return {};
  const others = tokens.filter((token) => token !== option);
  return { reduced: [spell(command, others)] };
}

function badValue(typed: Typed, key: string, given: string, expects: Expectation): Problem {
  const { command } = typed;
  const suggestions = offer(command, mend(typed, key, given));
  if (given === '') {
    const description = paramsOf(command)[key]?.description ?? '';
    return { kind: 'empty-value', verb: command.verb, key, description, suggestions };
  }
  return { kind: 'bad-value', verb: command.verb, key, given, expects, suggestions };
}

function missing({ command }: Typed, key: string, description: string): Problem {
  return { kind: 'missing', verb: command.verb, key, description, suggestions: offer(command, {}) };
}

/** Whole numbers in digits only: `Number` would also take `0x10`, `1e3` and nothing at all. */
function isWritten(param: Param<unknown>, raw: string): boolean {
  return raw !== '' && (param.kind !== 'number' || /^[+-]?\d{1,15}$/.test(raw));
}

/** Checks every parameter against its schema. */
export function readValues(typed: Typed, raw: Given, today: string): Outcome<ReadValues> {
  const values: Record<string, unknown> = {};
  const given: Record<string, string> = {};
  for (const [key, param] of Object.entries(paramsOf(typed.command))) {
    const text = raw[key];
    if (text === undefined && param.required) return failed(missing(typed, key, param.description));
    const written = text === undefined ? undefined : canonical(param, text, today);
    const parsed = param.schema.safeParse(written);
    if (!parsed.success || (written !== undefined && !isWritten(param, written))) {
      return failed(badValue(typed, key, text ?? '', expectation(param, parsed.error?.issues[0])));
    }
    values[key] = parsed.data;
    if (written !== undefined) given[key] = written;
  }
  return { ok: true, value: { values, given } };
}
