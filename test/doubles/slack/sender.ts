import { ackSilently } from './acks.ts';
import { type AckEffect, Interaction } from './interaction.ts';
import type { Json } from './json.ts';
import type { Parcel } from './parcel.ts';
import type { Scene } from './payloads.ts';
import type { PostOffice, Via } from './post-office.ts';
import type { ReplyPlace } from './response-url.ts';
import type { Message, View } from './screen.ts';
import type { World } from './world.ts';

export interface Sending {
  readonly type: Parcel['type'];
  readonly label: string;
  readonly body: Json;
  readonly via?: Via | undefined;
  /** From {@link Sender.means} or {@link Sender.pull}; others need none. */
  readonly means?: Means;
  readonly thread?: string | undefined;
  readonly onAck?: (body: Json | undefined) => AckEffect;
}

/** What an interaction gives the app to act with. */
export interface Means {
  readonly id: string;
  readonly triggerId: string;
  readonly responseUrl?: string;
}

/** Sends what one person does to the app. */
export class Sender {
  readonly #world: World;
  readonly #office: PostOffice;
  readonly #scene: Scene;

  constructor(world: World, office: PostOffice, scene: Scene) {
    this.#world = world;
    this.#office = office;
    this.#scene = scene;
  }

  /** Throws Error when the app was not granted a scope: Slack would not tell it of such an act. */
  needs(scope: string): void {
    if (!this.#scene.team.scopes.includes(scope)) throw new Error(`the app lacks ${scope}`);
  }

  /** A trigger, of a form if pulled in one. */
  pull(view?: View): Means {
    const id = this.#world.ids.next('Ia');
    const { team, user } = this.#scene;
    const of = { team: team.id, user: user.id, interaction: id };
    const triggerId = this.#world.tickets.trigger(view ? { ...of, viewId: view.id } : of);
    return { id, triggerId };
  }

  /** A trigger and a response URL to this channel. */
  means(original?: Message): Required<Means> & { readonly place: ReplyPlace } {
    const { team, user, channel } = this.#scene;
    const means = this.pull();
    const place = {
      team: team.id,
      user: user.id,
      channel: channel.id,
      ...(original ? { original } : {}),
    };
    const { id } = this.#world.tickets.responseUrl({ ...place, interaction: means.id });
    return {
      ...means,
      responseUrl: `${this.#world.origin}/hook/${id}`,
      place: { ...place, cause: means.id },
    };
  }

  send(sending: Sending): Interaction {
    const { team, user, channel } = this.#scene;
    const { type, label, body, via, means, thread } = sending;
    if (type === 'interactive') this.#world.registration.checkInteractivity();
    if (means?.responseUrl !== undefined && channel.isArchived)
      throw new Error(`#${channel.name} is archived`);
    return new Interaction(this.#world, this.#office, {
      id: means?.id ?? this.#world.ids.next('Ia'),
      parcel: {
        id: crypto.randomUUID(),
        type,
        body,
        label,
        takesReply: type !== 'events_api',
      },
      via,
      team: team.id,
      user: user.id,
      channel: channel.id,
      thread,
      ...(means ? { triggerId: means.triggerId } : {}),
      ...(means?.responseUrl === undefined ? {} : { responseUrl: means.responseUrl }),
      onAck: sending.onAck ?? ((ack) => ackSilently(this.#world, label, ack)),
    });
  }
}
