import type { Card } from '../card/card.ts';
import type { CommandContext } from './context.ts';
import type { Param, ValuesOf } from './param.ts';

/** Who may use a verb. Everyone may ask. */
export type Right = 'ask' | 'subscribe' | 'edit' | 'administer';

export type Params = Readonly<Record<string, Param<unknown>>>;

/** A card, with a line that shows it again without doing again what the line did that was typed. */
export interface Shown {
  readonly card: Card;
  readonly again: string;
}

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
  /** Tells of what holds in a place, so that operators may ask it of another with `in:`. */
  readonly ofPlace?: true;
  /** The answer is the asker's alone: `public:` is none of its options. */
  readonly askerOnly?: boolean;
  /** It tells of more than records, so an answer is not given again to the next who asks. */
  readonly live?: boolean;
  run(values: ValuesOf<P>, context: CommandContext): Card | Shown | Promise<Card | Shown>;
}

/** Gives a command its types. Does nothing else. */
export function defineCommand<const P extends Params>(command: Command<P>): Command<P> {
  return command;
}
