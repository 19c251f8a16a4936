import type { Card } from '../card/card.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { TocsinError } from '../shared/errors.ts';
import type { Place } from './access.ts';
import type { Answer } from './answer.ts';
import { audited } from './audited.ts';
import { authorise } from './authorise.ts';
import { squeeze } from './clean.ts';
import type { CommandServices, Invocation } from './context.ts';
import { dayIn } from './date-words.ts';
import type { Command } from './define.ts';
import { LONGEST_LINE, readLine } from './grammar.ts';
import { loggedLine } from './logged-line.ts';
import { type ParsedLine, parse } from './parse.ts';
import { placeMeant } from './place.ts';
import type { Problem } from './problem.ts';
import { newReference } from './reference.ts';
import type { Registry } from './registry.ts';
import { route } from './route.ts';
import { withWorkingLines } from './working-lines.ts';

export interface DispatchOptions {
  readonly registry: Registry;
  readonly services: CommandServices;
  /** Answers lines that begin with no verb; its parameters must take any words. */
  readonly fallback: Command;
  /** Words a problem; `present/problem.ts` in the house, injected because the kit holds no wording. */
  presentProblem(problem: Problem, now: Date): Card;
  /** Told of every fault that is not the asker's, with the reference that the asker was given. */
  report(error: unknown, reference: string): void;
}

/** One line being answered, at one moment. */
interface Turn extends DispatchOptions {
  readonly invocation: Invocation;
  readonly now: Date;
  /** The asker's day, as `YYYY-MM-DD`. */
  readonly today: string;
}

/** What a line's command works with, when it may run. */
interface Ready {
  readonly line: ParsedLine;
  readonly place: Place;
  /** Today's, within the channel's TLP ceiling. */
  readonly visible: Knowledge;
}

const HELP = [{ commandLine: 'help', why: 'help' }] as const;

function refuse(problem: Problem, commandLine: string, turn: Turn): Answer {
  const working = withWorkingLines(problem, turn.registry, turn.today);
  const card = turn.presentProblem(working, turn.now);
  return { card, visibility: 'asker', page: 1, commandLine, answered: false, reusable: false };
}

async function run(
  command: Command,
  { line, place, visible }: Ready,
  { invocation, services, now }: Turn,
): Promise<Answer> {
  const knowledge = line.asOf === undefined ? visible : visible.at(line.asOf);
  const made = await command.run(line.values, { knowledge, invocation, place, services, now });
  const { card, again } = 'again' in made ? made : { card: made, again: line.commandLine };
  const answered = card.tone !== 'problem';
  return {
    card,
    visibility: line.public && answered ? 'channel' : 'asker',
    askerOnly: command.askerOnly,
    page: line.page,
    commandLine: again,
    answered,
    // What can be asked as of a date tells of the records alone.
    reusable: command.asOf && command.right === 'ask' && command.live !== true,
  };
}

function problemOf(error: unknown, report: DispatchOptions['report']): Problem {
  if (error instanceof TocsinError && error.fault === 'user') {
    return { kind: 'refused', message: error.message, remedy: error.remedy, suggestions: HELP };
  }
  const reference = newReference();
  report(error, reference);
  return { kind: 'failed', reference, suggestions: HELP };
}

async function answer(turn: Turn): Promise<Answer> {
  const { invocation, services, now, today } = turn;
  const { text, tokens } = readLine(invocation.commandLine);
  const asTyped = squeeze(text);
  try {
    const visible = services.knowledge().within(services.ceilings.of(invocation.where));
    const found = route(tokens, { ...turn, knowledge: visible });
    if (found.to === 'problem') return refuse(found.problem, asTyped, turn);
    const { command } = found.typed;
    let place = invocation.where;
    const detail = loggedLine(found.typed, asTyped);
    const act = { command, detail, at: now, who: invocation.who, place: () => place };
    return await audited(act, services.audit, async () => {
      const denied = await authorise(command, invocation, services);
      if (denied !== undefined) return refuse(denied, asTyped, turn);
      const parsed = parse(found.typed, { today, plainText: found.plainText });
      if (!parsed.ok) return refuse(parsed.problem, asTyped, turn);
      place = placeMeant(parsed.value.elsewhere, invocation);
      return await run(command, { line: parsed.value, place, visible }, turn);
    });
  } catch (error) {
    return refuse(problemOf(error, turn.report), asTyped, turn);
  }
}

/**
 * Answers a command line. Whatever goes wrong in it or in its command is a card of tone `problem`
 * that only the asker sees; it rejects only if `presentProblem` or `report` throws.
 */
export async function dispatch(invocation: Invocation, options: DispatchOptions): Promise<Answer> {
  const now = options.services.clock.now();
  const turn: Turn = { ...options, invocation, now, today: dayIn(invocation.timeZone, now) };
  const { length } = invocation.commandLine;
  if (length <= LONGEST_LINE) return await answer(turn);
  const problem: Problem = { kind: 'too-long', length, limit: LONGEST_LINE, suggestions: HELP };
  return refuse(problem, 'help', turn);
}
