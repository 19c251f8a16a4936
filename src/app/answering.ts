import { COMMANDS } from '../../commands/index.ts';
import { search } from '../../commands/search.ts';
import type { Card } from '../card/card.ts';
import { withCommandName } from '../card/command-name.ts';
import type { Place } from '../command/access.ts';
import type { Answer } from '../command/answer.ts';
import { commandFor } from '../command/command-for.ts';
import type { CommandServices, Invocation } from '../command/context.ts';
import { type DispatchOptions, dispatch } from '../command/dispatch.ts';
import { Registry } from '../command/registry.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { presentProblem } from '../present/problem.ts';
import { answerMemo } from './answer-memo.ts';
import { cooldown } from './cooldown.ts';

/** What the house adds to the commands themselves. */
export type AnsweringServices = Omit<CommandServices, 'commands'>;

export interface Answering {
  readonly registry: Registry;
  readonly services: CommandServices;
  /** Answers a command line; never rejects. */
  ask(invocation: Invocation): Promise<Answer>;
  /** Today's knowledge, as far as a channel may see it. */
  within(where: Place): Knowledge;
  /** A card that says the command's name as people type it there. */
  named(card: Card, where: Pick<Place, 'platform'>): Card;
}

/** The name that cards are written with. */
const WRITTEN = '/tocsin';

/**
 * Every verb, the words for problems, and search for lines that begin with no verb.
 * @param command what people type, with its slash
 */
export function createAnswering(
  given: AnsweringServices,
  report: DispatchOptions['report'],
  command = WRITTEN,
): Answering {
  const registry = new Registry(COMMANDS);
  const services: CommandServices = { ...given, commands: () => registry.commands };
  const options: DispatchOptions = {
    registry,
    fallback: search,
    services,
    presentProblem,
    report,
  };
  const memo = answerMemo(given.clock);
  const pace = cooldown(given.clock);
  const within = (where: Place) => services.knowledge().within(services.ceilings.of(where));
  /** Undefined when it cannot be had: then `dispatch` says so, in a card. */
  const seenFrom = (where: Place): Knowledge | undefined => {
    try {
      return within(where);
    } catch {
      return undefined;
    }
  };
  const named: Answering['named'] = (card, { platform }) =>
    command === WRITTEN && platform !== 'discord'
      ? card
      : withCommandName(card, (word) => commandFor(registry.find(word), command, platform));
  function notNow(seconds: number, { commandLine, where }: Invocation): Answer {
    const problem = { kind: 'too-many', seconds, suggestions: [] } as const;
    const card = named(presentProblem(problem, given.clock.now()), where);
    return { card, visibility: 'asker', page: 1, commandLine, answered: false, reusable: false };
  }

  return {
    registry,
    services,
    async ask(invocation) {
      const knowledge = seenFrom(invocation.where);
      const known = knowledge && memo.find(invocation, knowledge);
      if (known !== undefined) return known;
      const seconds = pace.take(invocation);
      if (seconds > 0) return notNow(seconds, invocation);
      const dispatched = await dispatch(invocation, options);
      const answer = { ...dispatched, card: named(dispatched.card, invocation.where) };
      if (knowledge !== undefined) memo.keep(invocation, knowledge, answer);
      return answer;
    },
    within,
    named,
  };
}
