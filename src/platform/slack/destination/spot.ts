import type { Refusal } from '../../../delivery/destination.ts';
import type { Place } from '../../../domain/place.ts';
import type { Installed, Installs } from '../install/installed.ts';
import { type NotDone, notSent } from './outcomes.ts';
import { WORDS } from './words.ts';

/** A place as Slack is told of it. */
export interface Spot {
  readonly installed: Installed;
  /** Of a channel; or of a person, whose messages with the app are meant (SD chat.postMessage). */
  readonly channel: string;
}

const PERSON = '@';
const OWNER = '@owner';

/** Whether a place is somebody's messages with the app. */
export function isPerson({ channel }: Place): boolean {
  return channel.startsWith(PERSON);
}

function refused(what: Refusal['what'], reason: string): Refusal {
  return { is: 'refused', what, reason };
}

function channelAt({ channel }: Place, { installer }: Installed): string | undefined {
  if (channel === OWNER) return installer;
  return channel.startsWith(PERSON) ? channel.slice(PERSON.length) : channel;
}

/** Who may act there, with a token at hand; or why nothing can be sent. */
export async function spotOf(
  place: Place,
  act: 'post' | 'edit' | 'find',
  installs: Installs,
): Promise<Spot | NotDone> {
  try {
    const installed = await installs.serving(place.tenant);
    if (installed === undefined) return refused('tenant', WORDS.notInstalled);
    const channel = channelAt(place, installed);
    if (channel === undefined) return refused('message', WORDS.noOwner);
    // What keeps a token from being had keeps a call from leaving: it must not look like one that did.
    await installed.token();
    return { installed, channel };
  } catch (error) {
    return notSent(error, act, place);
  }
}
