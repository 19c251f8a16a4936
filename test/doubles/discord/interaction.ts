import type { MovableClock } from './clock.ts';
import type { Component, Message } from './message.ts';
import type { Json } from './payloads.ts';
import type { Signal } from './signal.ts';
import type { Channel, Guild, User } from './world.ts';

/** Kinds of interaction. DD:interactions/receiving-and-responding */
export const KIND = { command: 2, component: 3, autocomplete: 4, form: 5 } as const;

/** Kinds of callback. DD:interactions/receiving-and-responding */
export const CALLBACK = {
  pong: 1,
  message: 4,
  deferred: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  form: 9,
} as const;

/** The first answer must come within that time. DD:interactions/receiving-and-responding */
export const FIRST_ANSWER_MS = 3_000;
/** Ends a wait a little after the time is over, by the machine's clock. */
const GRACE_MS = 1_000;

export interface Callback {
  readonly type: number;
  readonly data: Json;
}

/** A form that was opened. It can be sent once. */
export interface Form {
  readonly customId: string;
  readonly title: string;
  readonly components: readonly Component[];
  /** The interaction that opened it. */
  readonly opener: Interaction;
  sent: boolean;
}

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** How an interaction was sent, and what became of that. */
export interface Sending {
  /** `lost`: there was nobody to send it to. `refused`: the endpoint did not take it. */
  state: 'sending' | 'sent' | 'lost' | 'refused';
  /** Why it was refused. */
  reason?: string;
  /** Status and body that the endpoint answered with. */
  status?: number;
  body?: string;
}

export interface NewInteraction {
  readonly id: string;
  readonly token: string;
  readonly kind: number;
  readonly at: number;
  readonly user: User;
  readonly channel: Channel;
  readonly guild: Guild | undefined;
  readonly owners: Readonly<Record<string, string>>;
  /** The message that a component or its form stands on. */
  readonly source: Message | undefined;
  /** As it is sent. */
  readonly payload: Json;
  /** Installed by the person alone: answers are few and may be forced to be ephemeral. */
  readonly guest: boolean;
  readonly signal: Signal;
  readonly clock: MovableClock;
}

/** A person's act, and what the application made of it. */
export class Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly user: User;
  readonly channel: Channel;
  readonly guild: Guild | undefined;
  readonly owners: Readonly<Record<string, string>>;
  /** The message that a component or its form stands on. */
  readonly source: Message | undefined;
  /** As it was sent, word for word. */
  readonly payload: Json;
  readonly guest: boolean;
  readonly followUps: Message[] = [];
  readonly sending: Sending = { state: 'sending' };
  answered: Callback | undefined;
  /** From being sent to being answered. */
  callbackAfterMs: number | undefined;
  /** The message that answers it; the source where that was updated. */
  original: Message | undefined;
  /** The source was changed by this interaction. */
  updated = false;
  modal: Form | undefined;
  readonly #signal: Signal;
  readonly #clock: MovableClock;

  constructor(made: NewInteraction) {
    this.id = made.id;
    this.token = made.token;
    this.kind = made.kind;
    this.at = made.at;
    this.user = made.user;
    this.channel = made.channel;
    this.guild = made.guild;
    this.owners = made.owners;
    this.source = made.source;
    this.payload = made.payload;
    this.guest = made.guest;
    this.#signal = made.signal;
    this.#clock = made.clock;
  }

  /** What the endpoint made of it, when it goes by HTTP. Resolves at once by the gateway. */
  get delivered(): Promise<Sending> {
    return this.#signal.until(`the delivery of ${this.#name}`, () =>
      this.sending.state === 'sending' ? undefined : this.sending,
    );
  }

  /** What the application answered first. Rejects when it was lost or refused, or 3 seconds are over. */
  get callback(): Promise<Callback> {
    const left = FIRST_ANSWER_MS - (this.#clock.now() - this.at);
    return this.#signal.until(
      `a callback for ${this.#name} within 3 s`,
      () => {
        this.#refuseIfUndelivered();
        if (this.answered === undefined && this.overdue)
          throw new Error(`The application did not respond to ${this.#name}`);
        return this.answered;
      },
      Math.max(left, 0) + GRACE_MS,
    );
  }

  /** It was sent, the time is over, and nothing came. */
  get overdue(): boolean {
    return this.answered === undefined && this.#clock.now() - this.at > FIRST_ANSWER_MS;
  }

  /**
   * What stands there at last: the answer, after the edit when it was deferred. For a deferred
   * update, the source after its edit.
   */
  async message(): Promise<Message> {
    await this.callback;
    return this.#signal.until(`a message for ${this.#name}`, () => {
      const type = this.answered?.type;
      if (type === CALLBACK.form || type === CALLBACK.choices)
        throw new Error(`${this.#name} was answered with callback ${type}, not with a message`);
      if (type === CALLBACK.deferredUpdate && !this.updated) return undefined;
      return this.original?.loading === false ? this.original : undefined;
    });
  }

  /** The follow-up of that number, from 0, as soon as it is there. */
  followUp(index = 0): Promise<Message> {
    return this.#signal.until(`follow-up ${index} for ${this.#name}`, () => this.followUps[index]);
  }

  /** Whether only the asker sees the answer. */
  get ephemeral(): boolean {
    return this.original?.ephemeral ?? false;
  }

  get autocompleteChoices(): readonly Choice[] | undefined {
    if (this.answered?.type !== CALLBACK.choices) return undefined;
    return (this.answered.data.choices ?? []) as readonly Choice[];
  }

  get #name(): string {
    const data = this.payload.data as Json;
    return `interaction ${this.id} (${data.name ?? data.custom_id})`;
  }

  #refuseIfUndelivered(): void {
    if (this.sending.state === 'sending' || this.sending.state === 'sent') return;
    throw new Error(`${this.#name} was ${this.sending.state}: ${this.sending.reason ?? ''}`);
  }
}
