import type { Knowledge, SubjectKind } from '../knowledge/knowledge.ts';
import type { Command } from './define.ts';
import type { Typed } from './fill.ts';
import type { Token, Word } from './grammar.ts';
import { nearestWords } from './nearest.ts';
import { parse } from './parse.ts';
import type { Problem, Suggestion } from './problem.ts';
import type { Registry } from './registry.ts';
import { spell } from './suggest.ts';
import { bareVerb, HELP, verbOf, wantsHelp } from './verb-of.ts';

export interface RouteOptions {
  readonly registry: Registry;
  /** Answers lines that begin with no verb. */
  readonly fallback: Command;
  /** Today's, for names. */
  readonly knowledge: Knowledge;
  /** The asker's day, as `YYYY-MM-DD`. */
  readonly today: string;
}

/** Where a line leads: to a verb with its arguments, or to a question back. */
export type Route =
  | { readonly to: 'command'; readonly typed: Typed; readonly plainText: boolean }
  | { readonly to: 'problem'; readonly problem: Problem };

export const VERB_OF: Readonly<Record<SubjectKind, string>> = {
  actor: 'actor',
  incident: 'incident',
  programme: 'stats',
};

const SUBJECTS = ['incident', 'actor', 'programme'] as const;

/** A misspelt verb with its arguments is this short; more words are a question. */
const SHORT = 4;

/** Words that open a question, close as they are to a verb. */
const NO_SLIPS = new Set(['for', 'from', 'name', 'named', 'worm']);

function toCommand(command: Command, tokens: readonly Token[], plainText = false): Route {
  return { to: 'command', typed: { command, tokens }, plainText };
}

function toVerb(command: Command, args: readonly Token[], registry: Registry): Route {
  const help = registry.find(HELP);
  if (help === undefined || help === command || !wantsHelp(args)) return toCommand(command, args);
  const verb: Word = { type: 'word', text: command.verb, quoted: false, start: 0, end: 0 };
  return toCommand(help, [verb]);
}

/** The verb that tells of an id, as one copies it from a card. */
function verbOfId(id: string, knowledge: Knowledge): string | undefined {
  if (knowledge.claim(id) !== undefined) return 'claim';
  if (knowledge.source(id) !== undefined) return 'sources';
  const kind = SUBJECTS.find((one) => knowledge[one](id) !== undefined);
  return kind && VERB_OF[kind];
}

/**
 * The verb for a name. One that several records of a kind share goes to that kind's verb, which asks
 * which is meant; one that kinds share is left to the fallback, even where it is also an id.
 */
function verbOfName(name: string, knowledge: Knowledge): string | undefined {
  const kinds = new Set(knowledge.resolve(name).map((match) => match.kind));
  const [kind] = kinds;
  if (kind === undefined) return verbOfId(name.toLowerCase(), knowledge);
  return kinds.size === 1 ? VERB_OF[kind] : undefined;
}

/** For a line that is nothing but a name or id we know. */
function toName(tokens: readonly Token[], options: RouteOptions): Route | undefined {
  const { registry, knowledge } = options;
  const name = tokens.flatMap((token) => (token.type === 'word' ? [token.text] : [])).join(' ');
  if (name === '') return undefined;
  const verb = verbOfName(name, knowledge);
  const command = verb === undefined ? undefined : registry.find(verb);
  return command && toCommand(command, tokens);
}

function searchFor(tokens: readonly Token[], options: RouteOptions): Suggestion[] {
  const { fallback: command, today } = options;
  const parsed = parse({ command, tokens }, { today, plainText: true });
  return parsed.ok ? [{ commandLine: parsed.value.commandLine, why: 'search' }] : [];
}

/** A question back for a misspelt verb: the guess is offered and never run. */
function toNearVerb(tokens: readonly Token[], options: RouteOptions): Route | undefined {
  const [first, ...args] = tokens;
  const words = tokens.filter((token) => token.type === 'word').length;
  if (first === undefined || words > SHORT) return undefined;
  const { registry } = options;
  const given = bareVerb(first);
  if (NO_SLIPS.has(given.toLowerCase())) return undefined;
  const near = nearestWords(given.toLowerCase(), registry.words());
  const commands = new Set(near.flatMap((word) => registry.find(word) ?? []));
  if (commands.size === 0) return undefined;
  const suggestions: Suggestion[] = [
    ...[...commands].slice(0, 3).map((command): Suggestion => {
      const why = command.right === 'ask' ? 'correction' : 'guess';
      return { commandLine: spell(command, args), why };
    }),
    ...searchFor(tokens, options),
    { commandLine: HELP, why: 'help' },
  ];
  return { to: 'problem', problem: { kind: 'unknown-verb', given, suggestions } };
}

/** Finds the verb that a line is for. */
export function route(tokens: readonly Token[], options: RouteOptions): Route {
  const [first, ...args] = tokens;
  const command = verbOf(first, options.registry);
  if (command !== undefined) return toVerb(command, args, options.registry);
  return (
    toName(tokens, options) ??
    toNearVerb(tokens, options) ??
    toCommand(options.fallback, tokens, true)
  );
}
