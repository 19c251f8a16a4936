import { Tier } from '../domain/vocabulary.ts';
import type { Feed, Feeds } from '../leads/feeds.ts';
import { FeedSettings } from '../leads/feeds.ts';
import { listInWords } from '../present/words.ts';
import { isShortId } from '../shared/short-id.ts';
import { refusal } from './names.ts';

/** What an editor gives of a feed, in so far as it is given. */
type GivenSettings = {
  readonly [K in Exclude<keyof FeedSettings, 'url'>]?: FeedSettings[K] | undefined;
};

/** The settings that are given, without those that are not. */
export function givenSettings({ publisher, tier, policy, severity }: GivenSettings) {
  return {
    ...(publisher === undefined ? {} : { publisher }),
    ...(tier === undefined ? {} : { tier }),
    ...(policy === undefined ? {} : { policy }),
    ...(severity === undefined ? {} : { severity }),
  };
}

/**
 * The address of a feed as it may be kept and shown.
 * @throws TocsinError for what is no address, and for one that holds a name or password
 */
export function addressOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw refusal(
      `“${given.slice(0, 80)}” is no web address.`,
      'Give one that begins with https://.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw refusal(
      'The address holds a name or a password, and every editor would see it.',
      'Give one that can be read without.',
    );
  }
  if (url.href.length <= 500) return url.href;
  throw refusal('The address is longer than 500 characters.', 'Give a shorter one.');
}

/** @throws TocsinError that says what is missing */
export function completeSettings(url: string, given: GivenSettings): FeedSettings {
  const missing = (['publisher', 'tier'] as const).filter((key) => given[key] === undefined);
  if (missing.length > 0) {
    const keys = listInWords(missing.map((key) => `a ${key} (${key}:)`));
    throw refusal(
      `A feed needs ${keys}, for every card says who publishes and how close that is to what it tells.`,
      `Add what is missing. The tier is one of ${listInWords(Tier.options, 'or')}.`,
    );
  }
  return FeedSettings.parse({ url, ...givenSettings(given) });
}

/**
 * The feed that is meant by its id or its address.
 * @throws TocsinError when there is none
 */
export async function feedMeant(given: string | undefined, feeds: Feeds): Promise<Feed> {
  if (given === undefined) {
    throw refusal('No feed is named.', 'Put its id after the word, as in feed pause F-9QW2A.');
  }
  const found = isShortId('F', given)
    ? await feeds.get(given.toUpperCase())
    : (await feeds.list()).find(({ url }) => url === given || url === `${given}/`);
  if (found !== undefined) return found;
  throw refusal(
    `There is no feed “${given.slice(0, 80)}”.`,
    'feed lists those there are, with their ids.',
  );
}
