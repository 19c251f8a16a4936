import { HttpCarrier } from './http-carrier.ts';
import type { Attempt, Carrier, Outcome, Parcel } from './parcel.ts';
import { SocketHub } from './socket-hub.ts';
import type { World } from './world.ts';

/** By which way a parcel goes, when not by the one set for all. */
export type Via = { readonly socket: true } | { readonly url: string };

/** The error a person is shown. SD slash-commands */
function asShown(outcome: Outcome): Outcome {
  if (outcome.acked) return outcome;
  const isLate = outcome.error === 'timeout' || outcome.error === 'http_timeout';
  return { ...outcome, error: isLate ? 'operation_timeout' : 'dispatch_failed' };
}

/** Chooses the way to the app, and tries again where Slack would. */
export class PostOffice {
  readonly sockets: SocketHub;
  /** The request URL; undefined delivers by Socket Mode. */
  url: string | undefined;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    this.sockets = new SocketHub(world);
  }

  /** Events are tried again, all else once. */
  async deliver(parcel: Parcel, via?: Via): Promise<Outcome> {
    const carrier = this.#carrier(via);
    let outcome = await carrier.carry(parcel, { number: 0, reason: '' });
    if (parcel.type !== 'events_api') return asShown(outcome);
    for (const [index, delay] of this.#world.timings.retries.entries()) {
      if (outcome.acked || outcome.isFinal) return outcome;
      const { error: reason } = outcome;
      const isOver = await this.#world.time.wait(delay).then(
        () => false,
        () => true,
      );
      if (isOver) return outcome;
      outcome = await carrier.carry(parcel, { number: index + 1, reason });
    }
    return outcome;
  }

  /** Sends the very same thing again, as Slack does when an acknowledgement got lost. */
  async again(parcel: Parcel, via?: Via): Promise<Outcome> {
    const isByUrl = via ? 'url' in via : this.url !== undefined;
    const attempt: Attempt = { number: 1, reason: isByUrl ? 'http_timeout' : 'timeout' };
    return this.#carrier(via).carry(parcel, attempt);
  }

  #carrier(via: Via | undefined): Carrier {
    const url = via && 'url' in via ? via.url : via ? undefined : this.url;
    return url === undefined ? this.sockets : new HttpCarrier(this.#world, url);
  }
}
