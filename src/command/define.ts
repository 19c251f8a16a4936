import type { Card } from '../card/card.ts';
import type { CommandContext } from './context.ts';
import type { Param, ValuesOf } from './param.ts';

/** Who may use a verb. Everyone may ask. */
export type Right = 'ask' | 'subscribe' | 'edit' | 'administer';

export type Params = Readonly<Record<string, Param<unknown>>>;

/** One verb of `/tocsin`, defined once for every platform. */
export interface Command<P extends Params = Params> {
  readonly verb: string;
  /** Other words for the verb that people type. */
  readonly aliases: readonly string[];
  /** One line for help and for Discord's description: 1–100 characters. */
  readonly summary: string;
  /** Complete command lines that work on the built-in pack, without the leading `/tocsin`. */
  readonly examples: readonly string[];
  /** In the order bare words fill them. */
  readonly params: P;
  /** Whether `as-of:` makes sense. */
  readonly asOf: boolean;
  readonly right: Right;
  run(values: ValuesOf<P>, context: CommandContext): Card | Promise<Card>;
}

/** Gives a command its types. Does nothing else. */
export function defineCommand<const P extends Params>(command: Command<P>): Command<P> {
  return command;
}
