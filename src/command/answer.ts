import type { Card } from '../card/card.ts';

/** What a command line led to. */
export interface Answer {
  readonly card: Card;
  /** `channel` when the asker said `public:true`. */
  readonly visibility: 'asker' | 'channel';
  /** It is never offered for sharing, nor taken for the channel. */
  readonly askerOnly?: boolean | undefined;
  /** From `page:`, 1 when absent. */
  readonly page: number;
  /** The line in canonical form without `page:` and `public:`; buttons for both are built on it. */
  readonly commandLine: string;
  /** False when the card explains why there is no answer. */
  readonly answered: boolean;
  /**
   * The same line has the same answer for everybody in every channel with the same ceiling, until
   * something new is known: but for the time that the card bears.
   */
  readonly reusable: boolean;
}
