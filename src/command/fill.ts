import { readDate } from './date-words.ts';
import type { Command, Params } from './define.ts';
import { foldKey, type Option, type Token, type Word } from './grammar.ts';
import { readMoment } from './moment-words.ts';
import { nearestWords } from './nearest.ts';
import { AS_OF, keyOf, paramsOf } from './options.ts';
import type { Param } from './param.ts';
import { failed, type Outcome, type Problem } from './problem.ts';
import { offer, spell } from './suggest.ts';

/** Raw text by parameter. */
export type Given = Readonly<Record<string, string>>;

export interface ParseOptions {
  /** The asker's day, as `YYYY-MM-DD`. */
  readonly today: string;
  /** The words are a plain question: a key the verb does not know is part of the text. */
  readonly plainText?: boolean;
}

/** A command and the tokens after its verb. */
export interface Typed {
  readonly command: Command;
  readonly tokens: readonly Token[];
}

/** `Microsoft:` before a space and `https://…` are text even where a key could stand. */
function isText(option: Option): boolean {
  return (option.value === '' && !option.quoted) || option.value.startsWith('//');
}

function unknownKey({ command, tokens }: Typed, option: Option): Problem {
  if (foldKey(option.key) === foldKey(AS_OF)) {
    const rest = tokens.filter((token) => token !== option);
    const suggestions = offer(command, { reduced: [spell(command, rest)] });
    return { kind: 'no-as-of', verb: command.verb, suggestions };
  }
  const known = Object.keys(paramsOf(command));
  const [closest] = nearestWords(option.key.toLowerCase(), known);
  const mended = closest && tokens.map((t) => (t === option ? { ...option, key: closest } : t));
  return {
    kind: 'unknown-key',
    verb: command.verb,
    key: option.key,
    closest,
    known,
    suggestions: offer(command, mended ? { correction: [spell(command, mended)] } : {}),
  };
}

function repeatedKey({ command, tokens }: Typed, key: string): Problem {
  const uses = tokens.filter((t) => t.type === 'option' && keyOf(paramsOf(command), t.key) === key);
  const lines = uses.slice(0, 3).map((kept) =>
    spell(
      command,
      tokens.filter((token) => token === kept || !uses.includes(token)),
    ),
  );
  return {
    kind: 'repeated-key',
    verb: command.verb,
    key,
    suggestions: offer(command, { reduced: lines }),
  };
}

/** Words that a date, or a moment, is written in at most, after the first. */
const WORDS_AFTER = { date: 3, moment: 5 };

/** Whether a value of several words is one: `4 Oct 2019`. */
function isOneValue(value: string, { kind }: Param<unknown>, today: string): boolean {
  if (kind === 'moment') return readMoment(value, today) !== undefined;
  return kind === 'date' && readDate(value, today) !== undefined;
}

/** `a, b,c`: a comma at a word's end joins the next. */
function listAt(tokens: readonly Token[], at: number, first: string) {
  let [value, used] = [first, 1];
  for (const token of tokens.slice(at + 1)) {
    if (!value.endsWith(',') && value !== '') break;
    if (token.type === 'option' && !isText(token)) break;
    value += token.type === 'option' ? `${token.key}:${token.value}` : token.text;
    used += 1;
  }
  return { value, used };
}

/**
 * The option's value with as many of the words after it as belong to it: `since:4 Oct 2019` is one
 * date, and `since: 2019` has its value after a space.
 */
function valueAt(tokens: readonly Token[], at: number, param: Param<unknown>, today: string) {
  const option = tokens[at] as Option;
  if (option.quoted) return { value: option.value, used: 1 };
  if (param.list === true) return listAt(tokens, at, option.value);
  const after: string[] = [];
  const most = param.kind === 'moment' ? WORDS_AFTER.moment : WORDS_AFTER.date;
  for (const token of tokens.slice(at + 1, at + 1 + most)) {
    if (token.type === 'option' || (token.quoted && after.length > 0)) break;
    after.push(token.text);
  }
  for (let count = after.length; count > 0; count -= 1) {
    const value = [option.value, ...after.slice(0, count)].join(' ').trim();
    if (isOneValue(value, param, today)) return { value, used: count + 1 };
  }
  if (option.value === '' && after[0] !== undefined) return { value: after[0], used: 2 };
  return { value: option.value, used: 1 };
}

interface Sorted {
  readonly keyed: Map<string, string>;
  readonly bare: string[];
}

function sortTokens(typed: Typed, params: Params, options: ParseOptions): Outcome<Sorted> {
  const { tokens } = typed;
  const keyed = new Map<string, string>();
  const bare: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Word | Option;
    const key = token.type === 'option' ? keyOf(params, token.key) : undefined;
    const param = key === undefined ? undefined : params[key];
    if (token.type === 'word') bare.push(token.text);
    else if (key === undefined || param === undefined) {
      if (!options.plainText && !isText(token)) return failed(unknownKey(typed, token));
      bare.push(`${token.key}:${token.value}`);
    } else {
      if (keyed.has(key)) return failed(repeatedKey(typed, key));
      const { value, used } = valueAt(tokens, at, param, options.today);
      keyed.set(key, value);
      at += used - 1;
    }
    at += 1;
  }
  return { ok: true, value: { keyed, bare: bare.filter((word) => word !== '') } };
}

function extraWords({ command, tokens }: Typed, extra: readonly string[]): Problem {
  const kept = tokens.filter((token) => token.type === 'option' || !extra.includes(token.text));
  return {
    kind: 'extra-words',
    verb: command.verb,
    given: extra.join(' '),
    suggestions: offer(command, { reduced: [spell(command, kept)] }),
  };
}

/** Gives each parameter its raw text: by key where there is one, by order for bare words. */
export function fill(typed: Typed, options: ParseOptions): Outcome<Given> {
  const params = paramsOf(typed.command);
  const sorted = sortTokens(typed, params, options);
  if (!sorted.ok) return sorted;
  const { keyed, bare } = sorted.value;
  const given: Record<string, string> = Object.fromEntries(keyed);
  for (const [key, { takes }] of Object.entries(params)) {
    if (takes === 'key' || keyed.has(key) || bare.length === 0) continue;
    given[key] = bare.splice(0, takes === 'rest' ? bare.length : 1).join(' ');
  }
  return bare.length > 0 ? failed(extraWords(typed, bare)) : { ok: true, value: given };
}
