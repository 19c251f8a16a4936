import { COMMANDS } from '../../commands/index.ts';
import { search } from '../../commands/search.ts';
import type { Answer } from '../command/answer.ts';
import type { CommandServices, Invocation } from '../command/context.ts';
import { type DispatchOptions, dispatch } from '../command/dispatch.ts';
import { Registry } from '../command/registry.ts';
import { presentProblem } from '../present/problem.ts';

/** What the house adds to the commands themselves. */
export type AnsweringServices = Omit<CommandServices, 'commands'>;

export interface Answering {
  readonly registry: Registry;
  readonly services: CommandServices;
  /** Answers a command line; never rejects. */
  ask(invocation: Invocation): Promise<Answer>;
}

/** Every verb, the words for problems, and search for lines that begin with no verb. */
export function createAnswering(
  given: AnsweringServices,
  report: DispatchOptions['report'],
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
  return { registry, services, ask: (invocation) => dispatch(invocation, options) };
}
