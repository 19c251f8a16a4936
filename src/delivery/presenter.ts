import type { Card } from '../card/card.ts';
import type { ChannelState } from '../disclosure/subscriptions.ts';
import type { Item, Post } from './ledger.ts';

/** A message's card, and the line that shows it again. */
export interface Shown {
  readonly card: Card;
  readonly commandLine: string;
}

/**
 * Port: puts posts into words. Of equal revisions it makes equal cards, however late it is asked: a
 * card that differs from what stands there has the message edited.
 */
export interface Presenter {
  /**
   * A disclosure or a digest.
   * @param items those of the post that it may show; never none
   */
  present(post: Post, items: readonly Item[]): Shown;
  /**
   * Tells of a correction or retraction that its post cannot tell of by itself, or not alone.
   * @param items those of the post that it may show; never none
   * @param link opens the post that it is about; undefined where there is no address
   */
  note(post: Post, items: readonly Item[], link: string | undefined): Shown;
  /**
   * What stands in place of words that the channel may no longer show, because what they are about is
   * now marked above its ceiling.
   * @param link for notes, as above
   */
  withheld(post: Post, link: string | undefined): Shown;
  /** Tells somebody that nothing can be posted in a channel. */
  restNotice(channel: ChannelState): Card;
}
