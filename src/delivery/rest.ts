import type { ChannelState, Person } from '../disclosure/subscriptions.ts';
import { isPersonOf, type Place, type PlatformName } from '../domain/place.ts';
import type { Destination } from './destination.ts';
import type { Notices } from './ledger.ts';
import type { Presenter } from './presenter.ts';
import type { Tasks } from './tasks.ts';

export interface RestOptions {
  readonly notices: Pick<Notices, 'announce' | 'whoFollows'>;
  readonly presenter: Pick<Presenter, 'restNotice'>;
  readonly channel: (place: Place) => Promise<ChannelState>;
  readonly destinations: (platform: PlatformName) => Destination | undefined;
  /** Hears, in a sentence, what nobody there can be told. */
  readonly notice: (text: string) => void;
}

/** A channel that wakes and rests again, for somebody tried, is told of once a day. */
function dayOf(since: Date): string {
  return since.toISOString().slice(0, 10);
}

/**
 * The handler that tells those who follow a channel, and whoever owns the place, that it rests. Each is
 * told once of each rest in a day, however often it runs.
 */
export function createTellOfRest(options: RestOptions): Tasks['tellOfRest'] {
  const { notices, presenter, channel, destinations, notice } = options;

  return async (place) => {
    const state = await channel(place);
    const { rest } = state;
    if (rest === undefined) return;
    const where = `${place.platform}/${place.tenant}/${place.channel}`;
    // Nobody is left there who takes a message from Tocsin; trying counts as an invalid request.
    if (rest.why === 'uninstalled') return notice(`Nothing is posted in ${where}: ${rest.reason}.`);
    const followers: readonly Person[] = await notices.whoFollows(place);
    // Whoever subscribed it at Tocsin's own machine has no account there.
    const isReached = (id: string) => isPersonOf(place.platform, id);
    // Whoever owns the place may follow the channel too, and is one person.
    const owner = (await destinations(place.platform)?.ownerOf(place)) ?? 'owner';
    const people = new Set([...followers.map(({ id }) => id).filter(isReached), owner]);
    const card = presenter.restNotice(state);
    for (const id of people) {
      const who = `@${id}`;
      const key = `rest/${where}/${dayOf(rest.since)}/${who}`;
      await notices.announce({ ...place, channel: who }, key, card);
    }
  };
}
