import type { Card } from '../card/card.ts';
import type { Item } from '../delivery/ledger.ts';
import type { Presenter } from '../delivery/presenter.ts';
import type { Place } from '../domain/place.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { digestCard } from '../present/digest-card.ts';
import { disclosureCard } from '../present/disclosure-card.ts';
import { noteCard } from '../present/note-card.ts';
import { restCard } from '../present/rest-card.ts';
import type { View } from '../present/view.ts';
import { withheldCard } from '../present/withheld-card.ts';
import type { Clock } from '../shared/clock.ts';

export interface PresenterOptions {
  readonly clock: Clock;
  /** Today's knowledge, as far as a channel may see it. */
  within(where: Place): Knowledge;
  /** A card that says the command's name as people type it there. */
  named(card: Card, where: Place): Card;
}

/** The line that shows an item by itself. */
function lineOf([item]: readonly Item[]): string {
  return item === undefined ? 'news' : `news ${item.current.disclosure.id}`;
}

/** Cards kept for each state of knowledge: a thousand channels of a platform get the same one. */
const KEPT = 50;

/** Gives the card of a revision again, so that it is laid out once for all channels. */
function keptCards(): (item: Item, where: Place, knowledge: Knowledge, make: () => Card) => Card {
  const byKnowledge = new WeakMap<Knowledge, Map<string, Card>>();
  return ({ current }, { platform }, knowledge, make) => {
    const cards = byKnowledge.get(knowledge) ?? new Map<string, Card>();
    byKnowledge.set(knowledge, cards);
    const key = `${platform} ${current.disclosure.id} ${current.revision}`;
    const card = cards.get(key) ?? make();
    cards.set(key, card);
    const [oldest] = cards.keys();
    if (cards.size > KEPT && oldest !== undefined) cards.delete(oldest);
    return card;
  };
}

/** What is posted, in words: see `Presenter`. */
export function createPresenter({ clock, within, named }: PresenterOptions): Presenter {
  const viewOf = (place: Place): View => ({ knowledge: within(place), now: clock.now() });
  const kept = keptCards();

  return {
    present(post, items) {
      const view = viewOf(post.place);
      const [first] = items;
      const isDigest = post.kind === 'digest' || first === undefined;
      if (isDigest) {
        const digest = digestCard(items, { due: post.dueAt }, view);
        return { card: named(digest, post.place), commandLine: 'news' };
      }
      const card = kept(first, post.place, view.knowledge, () =>
        named(disclosureCard(first, view), post.place),
      );
      return { card, commandLine: lineOf(items) };
    },
    note({ about, place }, items, link) {
      const { editable = false, gone, reason } = about ?? {};
      const frame = { link, editable, gone, reason };
      const card = named(noteCard(items, frame, viewOf(place)), place);
      return { card, commandLine: lineOf(items) };
    },
    withheld: ({ place }, link) => ({
      card: named(withheldCard(link), place),
      commandLine: 'help',
    }),
    restNotice: (channel) => named(restCard(channel, viewOf(channel.place)), channel.place),
  };
}
