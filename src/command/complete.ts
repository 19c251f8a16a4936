import type { SubjectKind } from '../knowledge/knowledge.ts';
import { type Candidate, type CompletionSources, candidates, namesLike } from './candidates.ts';
import { cleanLine, squeeze } from './clean.ts';
import type { Command, Params } from './define.ts';
import {
  foldKey,
  formatWord,
  type Line,
  LONGEST_LINE,
  type Option,
  readLine,
  type Token,
} from './grammar.ts';
import { keyOf, paramsOf } from './options.ts';
import { VERB_OF } from './route.ts';

export interface CompletionItem {
  /** Takes the place of the line from `from` to `to`. */
  readonly insert: string;
  readonly label: string;
  /** What it is, in a few words; may be empty. */
  readonly detail: string;
}

export interface Completion {
  /** UTF-16 positions in the line given. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly CompletionItem[];
}

/** Where in a read line the cursor is. */
interface Spot {
  readonly line: Line;
  readonly at: number;
  /** The token that the cursor is in or after; undefined between tokens. */
  readonly token: Token | undefined;
  /** Tokens that end before it. */
  readonly before: readonly Token[];
  readonly from: number;
  readonly to: number;
}

function spotAt(line: Line, at: number): Spot {
  const token = line.tokens.find(({ start, end }) => start < at && at <= end);
  const from = token?.start ?? at;
  const before = line.tokens.filter(({ end }) => end <= from);
  return { line, at, token, before, from, to: token?.end ?? at };
}

/** What has been typed from a position up to the cursor, without the quote it opens with. */
function typedFrom({ line, at }: Spot, from: number): string {
  return squeeze(line.text.slice(from, at).replace(/^[/"“”„«»'‘]/u, ''));
}

function toItem({ value, label, detail }: Candidate): CompletionItem {
  return { insert: formatWord(value), label, detail };
}

function nameItems(partial: string, sources: CompletionSources): CompletionItem[] {
  if (partial.length < 2) return [];
  return namesLike(partial, undefined, sources).map(({ kind, value, label, detail }) => ({
    insert: `${VERB_OF[kind satisfies SubjectKind]} ${formatWord(value)}`,
    label,
    detail,
  }));
}

/** A verb, or a name that stands for the verb that tells of it. */
function firstWords(spot: Spot, sources: CompletionSources): Completion {
  const from = spot.before[0]?.start ?? spot.from;
  const partial = typedFrom(spot, from);
  const verbs = sources.registry.commands.flatMap(({ verb, aliases, summary }) => {
    const word = [verb, ...aliases].find((one) => one.startsWith(partial.toLowerCase()));
    if (word === undefined) return [];
    const detail = word === verb ? summary : `${word}: ${summary}`;
    return [{ insert: verb, label: verb, detail }];
  });
  return { from, to: spot.to, items: [...verbs, ...nameItems(partial, sources)] };
}

function keyItems(partial: string, params: Params, used: readonly Token[]): CompletionItem[] {
  const taken = new Set(used.map((token) => token.type === 'option' && keyOf(params, token.key)));
  return Object.entries(params)
    .filter(([key]) => !taken.has(key) && foldKey(key).startsWith(foldKey(partial)))
    .map(([key, { description }]) => ({
      insert: `${key}:`,
      label: `${key}:`,
      detail: description,
    }));
}

/** The parameter that a bare word at the cursor fills, and where its words begin. */
function bareParam(spot: Spot, params: Params) {
  const args = spot.before.slice(1);
  const keys = new Set(args.map((token) => token.type === 'option' && keyOf(params, token.key)));
  const words = args.filter((token) => token.type === 'word');
  for (const [key, param] of Object.entries(params)) {
    if (param.takes === 'key' || keys.has(key)) continue;
    if (param.takes === 'rest') {
      const run = args.slice(args.findLastIndex((token) => token.type === 'option') + 1);
      return { param, from: words.find((word) => run.includes(word))?.start ?? spot.from };
    }
    if (words.shift() === undefined) return { param, from: spot.from };
  }
  return undefined;
}

function bareWords(spot: Spot, command: Command, sources: CompletionSources): Completion {
  const params = paramsOf(command);
  const bare = bareParam(spot, params);
  const from = bare?.from ?? spot.from;
  const values = bare ? candidates(bare.param, typedFrom(spot, from), sources).map(toItem) : [];
  if (spot.token?.type === 'word' && spot.token.quoted) return { from, to: spot.to, items: values };
  const others = spot.line.tokens.filter((token) => token !== spot.token);
  const words = spot.line.text.slice(from, spot.from);
  const keys = keyItems(typedFrom(spot, spot.from), params, others).map((item) => ({
    ...item,
    insert: words + item.insert,
  }));
  const room = Math.max(sources.limit - keys.length, Math.ceil(sources.limit / 2));
  return { from, to: spot.to, items: [...values.slice(0, room), ...keys] };
}

function optionAt(
  spot: Spot,
  option: Option,
  command: Command,
  sources: CompletionSources,
): Completion {
  const params = paramsOf(command);
  if (spot.at < option.valueStart) {
    const others = spot.line.tokens.filter((token) => token !== option);
    const items = keyItems(typedFrom(spot, option.start), params, others);
    return { from: option.start, to: option.valueStart, items };
  }
  const param = params[keyOf(params, option.key) ?? ''];
  const partial = typedFrom(spot, option.valueStart);
  const items = param === undefined ? [] : candidates(param, partial, sources).map(toItem);
  return { from: option.valueStart, to: option.end, items };
}

function completeAt(spot: Spot, sources: CompletionSources): Completion {
  const [first] = spot.before;
  const command =
    first?.type === 'word' ? sources.registry.find(first.text.replace(/^\//, '')) : undefined;
  if (command === undefined) return firstWords(spot, sources);
  if (spot.token?.type === 'option') return optionAt(spot, spot.token, command, sources);
  return bareWords(spot, command, sources);
}

/**
 * What the line may go on with at the cursor: verbs, names, keys, choices, dates; at most `limit`.
 * @param cursor UTF-16 position in the line
 */
export function complete(line: string, cursor: number, sources: CompletionSources): Completion {
  if (line.length > LONGEST_LINE) return { from: cursor, to: cursor, items: [] };
  const read = readLine(line);
  const spot = spotAt(read, cleanLine(line.slice(0, cursor)).length);
  const { from, to, items } = completeAt(spot, sources);
  const space = spot.token === undefined && /^[^ ]/.test(read.text.slice(to)) ? ' ' : '';
  const fitting = items
    .slice(0, sources.limit)
    .map((item) => ({ ...item, insert: item.insert + space }));
  if (read.text.length === line.length) return { from, to, items: fitting };
  // Positions moved when the line was cleaned, so the clean line takes the place of the whole.
  const [head, tail] = [read.text.slice(0, from), read.text.slice(to)];
  const whole = fitting.map((item) => ({ ...item, insert: head + item.insert + tail }));
  return { from: 0, to: line.length, items: whole };
}

/**
 * Values for one parameter of a verb, for platforms that complete argument by argument. `insert` is
 * the bare value, never quoted.
 */
export function completeParam(
  command: Command,
  paramName: string,
  partial: string,
  sources: CompletionSources,
): CompletionItem[] {
  const params = paramsOf(command);
  const param = params[keyOf(params, paramName) ?? ''];
  if (param === undefined) return [];
  return candidates(param, squeeze(cleanLine(partial)), sources).map(
    ({ value, label, detail }) => ({ insert: value, label, detail }),
  );
}
