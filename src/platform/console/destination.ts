import type { Destination, OutgoingMessage, Refusal } from '../../delivery/destination.ts';
import type { Place } from '../../domain/place.ts';
import type { Clock } from '../../shared/clock.ts';
import { CHANNELS, type ChannelName, type Channels, isChannel } from './channels.ts';

/** Longer than anybody tries again: a post is known by its key for as long as it is kept. */
const SINGLE_FOR = 24 * 60 * 60 * 1000;

const GONE = 'The console keeps the newest messages of each channel, until Tocsin is started anew.';

/** Where a post goes, and who sees it there; undefined where the console has no such place. */
function whither(place: Place): { channel: ChannelName; onlyFor?: string } | undefined {
  const [first] = CHANNELS;
  // Whoever sits at this machine owns it.
  if (place.channel === '@owner') return { channel: first.name };
  if (place.channel.startsWith('@')) {
    return { channel: first.name, onlyFor: place.channel.slice(1) };
  }
  return isChannel(place.channel) ? { channel: place.channel } : undefined;
}

function noChannel({ channel }: Place): Refusal {
  return {
    is: 'refused',
    what: 'channel',
    rest: 'deleted',
    reason: `The console has no channel “${channel}”.`,
  };
}

function shownIn({ card, commandLine }: OutgoingMessage) {
  return { card, commandLine };
}

interface Parts {
  readonly channels: Channels;
  readonly clock: Clock;
  /** Where the console is; undefined while it is not served. */
  address(): string | undefined;
}

/**
 * The console as a place that is posted in. It has no limits and nobody to call, and what it shows is
 * gone with the process: an edit after a restart finds its message gone.
 */
export function consoleDestination({ channels, clock, address }: Parts): Destination {
  return {
    platform: 'console',
    singleFor: SINGLE_FOR,
    pace: () => [],
    async post(place, message) {
      const where = whither(place);
      if (where === undefined) return noChannel(place);
      const { key, replyTo } = message;
      const post =
        channels.postOf(key) ??
        channels.post({
          ...shownIn(message),
          key,
          at: clock.now(),
          channel: where.channel,
          onlyFor: where.onlyFor,
          replyTo: replyTo?.id,
        });
      return { is: 'sent', ref: { channel: place.channel, id: post.id } };
    },
    async edit(_place, { id }, message) {
      const changed = channels.change(id, shownIn(message), clock.now());
      return changed === undefined ? { is: 'gone', reason: GONE } : { is: 'edited' };
    },
    async find(place, key) {
      const post = channels.postOf(key);
      if (post === undefined) return { is: 'absent' };
      return { is: 'found', ref: { channel: place.channel, id: post.id } };
    },
    ownerOf: async () => undefined,
    link(place, { id }) {
      const [base, where] = [address(), whither(place)];
      return base === undefined || where === undefined
        ? undefined
        : `${base}/#${where.channel}/${id}`;
    },
  };
}
