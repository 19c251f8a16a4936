import type { Card } from '../card/card.ts';
import { contentHash } from '../shared/content-hash.ts';
import type { Face } from './decide.ts';
import type { Destination, MessageRef, OutgoingMessage } from './destination.ts';
import type { Item, Post } from './ledger.ts';
import type { Presenter, Shown } from './presenter.ts';

/** Of a key that a platform is given: Discord's nonce. */
const LONGEST_KEY = 25;

/** A message as it is to be. */
export interface Composed extends Face {
  readonly card: Card;
  readonly commandLine: string;
  /** What it shows, by disclosure. */
  readonly revisions: Readonly<Record<string, number>>;
}

/** A card that goes to many channels is looked at once. */
const hashes = new WeakMap<Card, string>();

function hashOf(card: Card, commandLine: string): string {
  const ofCard = hashes.get(card) ?? contentHash(card);
  hashes.set(card, ofCard);
  return contentHash([ofCard, commandLine]);
}

/** The key that the platform is given for a post. */
export function messageKey({ key }: Post): string {
  return key.length <= LONGEST_KEY ? key : contentHash(key).slice(0, LONGEST_KEY);
}

function shownOf(
  post: Post,
  items: readonly Item[],
  presenter: Presenter,
  link: string | undefined,
): Shown {
  if (post.card !== undefined) return { card: post.card, commandLine: 'help' };
  if (items.length === 0) return presenter.withheld(post, link);
  return post.kind === 'note' ? presenter.note(post, items, link) : presenter.present(post, items);
}

/** Opens what a note is about. */
function linkOf({ place, about }: Post, destination: Destination): string | undefined {
  return about === undefined || about.gone ? undefined : destination.link(place, about.ref);
}

/** Makes the message of a post that holds these items. */
export function compose(
  post: Post,
  items: readonly Item[],
  presenter: Presenter,
  destination: Destination,
): Composed {
  const link = linkOf(post, destination);
  const { card, commandLine } = shownOf(post, items, presenter, link);
  const revisions = items.map(({ current }) => [current.disclosure.id, current.revision] as const);
  const hash = hashOf(card, commandLine);
  return { card, commandLine, hash, revisions: Object.fromEntries(revisions) };
}

/** The message that a post goes below; undefined where it stands by itself. */
export function replyTo({ kind, channel, about, thread }: Post): MessageRef | undefined {
  if (!channel.threads) return undefined;
  if (kind === 'disclosure') return thread;
  // A correction that its post cannot show is not to be overlooked.
  return kind === 'note' && about?.editable === true ? (thread ?? about.ref) : undefined;
}

/** As it is handed over to be posted. */
export function toPost(post: Post, { card, commandLine }: Composed): OutgoingMessage {
  const { mention } = post;
  return { card, commandLine, key: messageKey(post), mention, replyTo: replyTo(post) };
}

/** As it is handed over in place of what stands there. */
export function toEdit(post: Post, { card, commandLine }: Composed): OutgoingMessage {
  return { card, commandLine, key: messageKey(post) };
}
