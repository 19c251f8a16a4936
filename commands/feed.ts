import type { CommandContext } from '../src/command/context.ts';
import { defineCommand, type Shown } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { param, type ValuesOf } from '../src/command/param.ts';
import { Severity } from '../src/domain/disclosure.ts';
import { Tier } from '../src/domain/vocabulary.ts';
import { addressOf, completeSettings, feedMeant, givenSettings } from '../src/editing/feeds.ts';
import { formLine } from '../src/editing/lines.ts';
import { refusal } from '../src/editing/names.ts';
import { refusedShown } from '../src/editing/refused.ts';
import { type Feed, FeedPolicy } from '../src/leads/feeds.ts';
import { rulingOn } from '../src/leads/policy.ts';
import type { Probed, ProbedItem } from '../src/leads/probe.ts';
import { feedProblemCard, feedTestCard, type TestedItem } from '../src/present/feed-test-card.ts';
import {
  FEEDS_SHOWN,
  type FeedDone,
  feedCard,
  feedRemovedCard,
  feedsCard,
} from '../src/present/feeds-card.ts';
import { reasonsShown } from '../src/present/lead-words.ts';
import { isShortId } from '../src/shared/short-id.ts';

const ACTS = ['list', 'add', 'change', 'pause', 'resume', 'remove', 'test'] as const;

const params = {
  act: param.act('What to do with a feed; lists them if left out', ACTS).optional,
  feed: param.word('Its web address, or its id, such as F-9QW2A', 500).optional,
  publisher: param.keyed('text', 'Who publishes it, as cards name them', 120).optional,
  tier: param.choice('How close the publisher is to what it tells', Tier.options).optional,
  policy: param.choice('What becomes of items that name something known', FeedPolicy.options)
    .optional,
  severity: param.choice('Of what is published at once', Severity.options).optional,
  skip: param.paging('Leave out this many', 100_000).optional,
};
type Values = ValuesOf<typeof params>;

/** Items of a feed that are looked at. */
const TESTED = 10;

function settingsOf({ url, publisher, tier, policy, severity }: Feed) {
  return { feed: url, publisher, tier, policy, severity };
}

function shown(feed: Feed, done: FeedDone | undefined, context: CommandContext): Shown {
  const settings = { ...settingsOf(feed), feed: feed.id };
  const form = formLine('feed', { act: 'change', ...settings }, context);
  const card = feedCard({ feed, done, form }, context);
  return { card, again: `feed list ${feed.id}` };
}

async function list({ feed, skip = 0 }: Values, context: CommandContext): Promise<Shown> {
  const { feeds } = context.services;
  if (feed !== undefined) return shown(await feedMeant(feed, feeds), undefined, context);
  const all = await feeds.list();
  const seen = {
    feeds: all.slice(skip, skip + FEEDS_SHOWN),
    total: all.length,
    skipped: skip,
    form: formLine('feed', {}, context),
    skipTo: (to: number) => formatLine('feed', { act: 'list', skip: to }, params),
  };
  return { card: feedsCard(seen, context), again: 'feed' };
}

async function add({ feed, ...given }: Values, context: CommandContext): Promise<Shown> {
  if (feed === undefined) {
    throw refusal('The address is missing.', 'Put it after the word: feed add https://…');
  }
  const { feeds } = context.services;
  const settings = completeSettings(addressOf(feed), given);
  return shown(await feeds.add(settings, context.invocation.who), 'added', context);
}

async function change(values: Values, context: CommandContext): Promise<Shown> {
  const { feeds } = context.services;
  const { id } = await feedMeant(values.feed, feeds);
  const given = givenSettings(values);
  if (Object.keys(given).length === 0) {
    throw refusal(
      'Nothing is given that would change.',
      `For example: feed change ${id} policy:hold`,
    );
  }
  const changed = await feeds.change(id, given, context.invocation.who);
  return shown(changed ?? (await feedMeant(id, feeds)), 'changed', context);
}

async function turn(
  state: 'active' | 'paused',
  { feed }: Values,
  context: CommandContext,
): Promise<Shown> {
  const { feeds } = context.services;
  const { id } = await feedMeant(feed, feeds);
  const turned = await feeds.change(id, { state }, context.invocation.who);
  const done = state === 'active' ? 'resumed' : 'paused';
  return shown(turned ?? (await feedMeant(id, feeds)), done, context);
}

async function remove({ feed: given }: Values, context: CommandContext): Promise<Shown> {
  const { feeds } = context.services;
  const feed = await feedMeant(given, feeds);
  await feeds.remove(feed.id, context.invocation.who);
  const again = formatLine('feed', { act: 'add', ...settingsOf(feed) }, params);
  return { card: feedRemovedCard(feed, again, context), again: 'feed' };
}

/** What the reader may be told of an item, and what would become of it. */
function tested(
  { item, reasons }: ProbedItem,
  { policy, tier }: { readonly policy: FeedPolicy; readonly tier: Tier | undefined },
  { now, knowledge }: CommandContext,
): TestedItem {
  // Whose tier is not known is not taken to be close to what it tells.
  const ruling = rulingOn(item, reasons, { policy, tier: tier ?? 'community' }, now);
  const rule = ruling.does === 'publish' ? ruling.rule : undefined;
  return { item, reasons: reasonsShown(reasons, knowledge), does: ruling.does, rule };
}

async function test(values: Values, context: CommandContext): Promise<Shown> {
  const { feed: given } = values;
  const { feeds, probe } = context.services;
  if (given === undefined) {
    throw refusal('No address is named.', 'Put it after the word: feed test https://…');
  }
  const all = await feeds.list();
  const url = isShortId('F', given) ? (await feedMeant(given, feeds)).url : addressOf(given);
  const feed = all.find((one) => one.url === url);
  const probed: Probed = await probe.test(url);
  const form = formLine('feed', { act: 'add', ...givenSettings(values), feed: url }, context);
  const lines = {
    feed: feed && `feed list ${feed.id}`,
    add: feed === undefined ? form : undefined,
  };
  const again = formatLine('feed', { act: 'test', ...givenSettings(values), feed: given }, params);
  if (probed.is === 'problem') {
    return { card: feedProblemCard({ url, ...probed }, lines, context), again };
  }
  const policy = values.policy ?? feed?.policy ?? 'hold';
  const tier = values.tier ?? feed?.tier;
  const items = probed.items.slice(0, TESTED).map((one) => tested(one, { policy, tier }, context));
  const seen = { ...probed, items, policy, tierKnown: tier !== undefined };
  return { card: feedTestCard(seen, lines, context), again };
}

function act(values: Values, context: CommandContext): Promise<Shown> {
  switch (values.act) {
    case undefined: {
      // A form in which nothing is chosen, with an address in it.
      const isAddress = values.feed !== undefined && !isShortId('F', values.feed);
      return (isAddress ? add : list)(values, context);
    }
    case 'list':
      return list(values, context);
    case 'add':
      return add(values, context);
    case 'change':
      return change(values, context);
    case 'pause':
      return turn('paused', values, context);
    case 'resume':
      return turn('active', values, context);
    case 'remove':
      return remove(values, context);
    case 'test':
      return test(values, context);
  }
}

export const feed = defineCommand({
  verb: 'feed',
  aliases: ['feeds'],
  summary: 'Publishers’ feeds that are read: list, add, change, pause, test, remove',
  examples: ['feed', 'feed list'],
  params,
  asOf: false,
  right: 'edit',
  askerOnly: true,
  async run(values, context) {
    try {
      return await act(values, context);
    } catch (error) {
      const { skip: _, ...given } = values;
      return refusedShown(error, { verb: 'feed', values: given }, context);
    }
  },
});
