import type { Card } from '../src/card/card.ts';
import type { CommandContext } from '../src/command/context.ts';
import { defineCommand, type Shown } from '../src/command/define.ts';
import { actorOf, type Frame, frameOf } from '../src/command/follow-frame.ts';
import { followed } from '../src/command/followed.ts';
import { param } from '../src/command/param.ts';
import { channelMeant } from '../src/command/place.ts';
import { createFacets } from '../src/disclosure/facets.ts';
import { createMatcher } from '../src/disclosure/matcher.ts';
import { nameOf } from '../src/disclosure/words.ts';
import type { Subscription } from '../src/domain/subscription.ts';
import { isAbove } from '../src/domain/vocabulary.ts';
import {
  type NotStopped,
  unsubscribedCard,
  whichToStopCard,
} from '../src/present/unsubscribed-card.ts';
import { isShortId } from '../src/shared/short-id.ts';

/** Which of a channel's subscriptions are meant, or why none is. */
type Meant = readonly Subscription[] | NotStopped;

/** Those that want any of the revisions that may be seen here. */
async function broughtBy(
  id: string,
  there: readonly Subscription[],
  { place, services, knowledge }: CommandContext,
): Promise<Meant> {
  const ceiling = services.ceilings.of(place);
  const revisions = await services.desk.revisions(id);
  const seen = revisions.filter(({ disclosure }) => !isAbove(disclosure.tlp, ceiling));
  if (seen.length === 0) return { is: 'no-disclosure', given: id };
  const { wanting } = createMatcher(there);
  const facetsOf = createFacets(knowledge);
  const wanted = new Set(seen.flatMap(({ disclosure }) => wanting(facetsOf(disclosure))));
  const found = there.filter((one) => wanted.has(one));
  return found.length === 0 ? { is: 'not-wanted', given: id } : found;
}

function asksForEverything({ filter }: Subscription): boolean {
  const { actors, incidents, origins, sectors, include, publishers } = filter;
  return [actors, incidents, origins, sectors, include, publishers].every((of) => of.length === 0);
}

/** Those about records of the name, or that ask for the word itself. */
function named(given: string, there: readonly Subscription[], { knowledge }: Frame): Meant {
  const found = followed(given, knowledge);
  const ids = new Set('matches' in found ? found.matches.map(({ id }) => id) : []);
  const isAsked = ({ filter }: Subscription): boolean =>
    [...filter.actors, ...filter.incidents].some((id) => ids.has(id)) ||
    [...filter.origins, ...filter.sectors, ...filter.include, ...filter.publishers].some(
      (word) => nameOf(word) === nameOf(given),
    );
  const wanted = there.filter(found.is === 'everything' ? asksForEverything : isAsked);
  return wanted.length === 0 ? { is: 'no-name', given } : wanted;
}

async function meant(
  given: string,
  there: readonly Subscription[],
  context: CommandContext,
  frame: Frame,
): Promise<Meant> {
  const id = given.trim().toUpperCase();
  if (id === 'ALL') return there;
  if (isShortId('D', id)) return await broughtBy(id, there, context);
  if (!isShortId('S', id)) return named(given, there, frame);
  const one = there.filter((subscription) => subscription.id === id);
  return one.length === 0 ? { is: 'no-id', given: id } : one;
}

export const unsubscribe = defineCommand({
  verb: 'unsubscribe',
  aliases: ['unfollow'],
  summary: 'Let this channel follow something no longer, at once',
  examples: ['unsubscribe', 'unsubscribe Phosphorus', 'unsubscribe all'],
  params: {
    what: param.text('A name, an id like S-4M2XQ, all, or the id of a post, like D-7F3KQ', 300)
      .optional,
  },
  asOf: false,
  right: 'subscribe',
  askerOnly: true,
  async run({ what }, context): Promise<Card | Shown> {
    const frame = await frameOf(context);
    const { place, services } = context;
    const there = await services.subscriptions.of(channelMeant(place));
    if (what === undefined) return whichToStopCard(undefined, there, frame);
    const found = await meant(what, there, context, frame);
    if ('is' in found) return whichToStopCard(found, there, frame);
    const ids = found.map(({ id }) => id);
    const removed = await services.subscriptions.remove(place, ids, actorOf(context));
    if (removed.length === 0) return whichToStopCard(undefined, [], frame);
    const left = there.length - removed.length;
    return { card: unsubscribedCard(removed, left, frame), again: frame.line('subscriptions') };
  },
});
