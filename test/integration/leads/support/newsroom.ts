import type { PartialDate } from '../../../../src/domain/partial-date.ts';
import { type Feed, FeedSettings } from '../../../../src/leads/feeds.ts';
import type { ItemText, Lead, Reason } from '../../../../src/leads/leads.ts';
import type { Outcome, Polled } from '../../../../src/leads/poll-store.ts';
import type { FeedDocument, FeedEntry } from '../../../../src/leads/reading.ts';
import { type House, openHouse } from '../../storage/support/telling.ts';
import type { databases } from '../../storage/support/store.ts';

export const EDITOR = { id: 'U1', name: 'Edith' } as const;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Names that mean nothing else, and one that is an everyday word. */
const NAMES: Readonly<Record<string, Pick<Reason, 'id' | 'kind' | 'strong'>>> = {
  PHOSPHORUS: { kind: 'actor', id: 'phosphorus', strong: true },
  APT28: { kind: 'actor', id: 'apt28', strong: true },
  Snake: { kind: 'actor', id: 'turla', strong: false },
  'campaign emails': { kind: 'incident', id: 'trump-campaign-2019', strong: true },
  Iran: { kind: 'country', id: 'Iran', strong: true },
};

/** Finds the names above where they stand. */
export function match({ title, summary }: ItemText): readonly Reason[] {
  return Object.entries(NAMES).flatMap(([words, { kind, id, strong }]) => {
    const where = title.includes(words) ? 'title' : summary.includes(words) ? 'text' : undefined;
    return where === undefined ? [] : [{ kind, id, strong, label: words, words, where }];
  });
}

export interface Given extends Partial<Omit<FeedEntry, 'publishedOn'>> {
  readonly publishedOn?: string | undefined;
}

/** An item of the first of March 2026, at an address of its own. */
export function entry(key: string, given: Given = {}): FeedEntry {
  const { publishedOn = '2026-03-01', ...rest } = given;
  return {
    ...{ key, title: `Title of ${key}`, summary: '', url: `https://news.example/${key}` },
    ...rest,
    publishedOn: publishedOn as PartialDate,
  };
}

export function document(
  entries: readonly FeedEntry[],
  given: Partial<FeedDocument> = {},
): FeedDocument {
  const wishes = { every: undefined, skipHours: [], skipDays: [] };
  return { entries, takenBack: [], whole: true, ...wishes, ...given };
}

/** A house with feeds, and what their publishers say. */
export class Newsroom {
  readonly house: House;

  constructor(house: House) {
    this.house = house;
  }

  get storage() {
    return this.house.storage;
  }

  add(name: string, given: Partial<FeedSettings> = {}): Promise<Feed> {
    const url = `https://${name}.example/feed.xml`;
    const settings = { url, publisher: name, tier: 'press', ...given };
    return this.storage.feeds.add(FeedSettings.parse(settings), EDITOR);
  }

  /** A feed whose first answer has been read. */
  async reading(name: string, given: Partial<FeedSettings> = {}, first: FeedEntry[] = []) {
    const feed = await this.add(name, given);
    await this.answer(feed, first);
    return feed;
  }

  /** The feed is polled, and answers with these, the newest first. */
  answer(
    feed: Pick<Feed, 'id'>,
    entries: readonly FeedEntry[],
    given: Partial<FeedDocument> = {},
  ): Promise<Polled | undefined> {
    return this.poll(feed, { ...this.#good, is: 'answered', document: document(entries, given) });
  }

  unchanged(feed: Pick<Feed, 'id'>): Promise<Polled | undefined> {
    return this.poll(feed, { ...this.#good, is: 'unchanged' });
  }

  async poll({ id }: Pick<Feed, 'id'>, outcome: Outcome): Promise<Polled | undefined> {
    const turn = await this.storage.polls.begin(id);
    return turn && this.storage.polls.finish(turn, outcome, match);
  }

  get #good() {
    const next = new Date(this.house.clock.now().getTime() + HOUR);
    return { cursor: { etag: '"1"', lastModified: undefined }, movedTo: undefined, next };
  }

  async waiting(): Promise<readonly Lead[]> {
    return (await this.storage.leads.list('waiting', 0, 100)).leads;
  }
}

export async function openNewsroom(server: ReturnType<typeof databases>): Promise<Newsroom> {
  return new Newsroom(await openHouse(server));
}
