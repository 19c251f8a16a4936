import type {
  Destination,
  EditOutcome,
  Found,
  Later,
  MessageRef,
  OutgoingMessage,
  Pace,
  PostOutcome,
  Refusal,
  Unknown,
} from '../../src/delivery/destination.ts';
import type { Place } from '../../src/domain/place.ts';
import type { Clock } from '../../src/shared/clock.ts';

/** How the far side takes the next call. `silent`: it never says; `dies`: nor is anybody left to hear. */
export type Mood =
  | 'fine'
  | 'busy'
  | 'limited'
  | 'refuses message'
  | 'refuses channel'
  | 'refuses tenant'
  | 'silent, done'
  | 'silent, lost'
  | 'silent, done late'
  | 'dies, done'
  | 'dies, lost'
  | 'fixed'
  | 'gone'
  | 'throws';

export interface Message extends MessageRef {
  readonly key: string;
  readonly at: Date;
  /** Titles of its cards, the first first. */
  readonly said: string[];
  readonly replyTo: MessageRef | undefined;
  readonly mention: string | undefined;
}

export interface FarSideOptions {
  readonly clock: Clock;
  readonly platform?: Destination['platform'];
  /** Milliseconds for which it knows a repeated post; it says a little less. */
  readonly knows?: number;
  /** Whether a message can be looked for. */
  readonly findable?: boolean;
  readonly paces?: readonly Pace[];
  readonly owner?: string | undefined;
}

const LATE_MS = 10_000;
const LATER = {
  busy: { is: 'later', after: 0, limit: undefined, reason: 'busy' },
  limited: { is: 'later', after: 5_000, limit: 'limit', reason: 'too many' },
} as const;
const SILENT = { is: 'unknown', reason: 'no answer' } as const;

/** A platform as the engine sees it, in whatever mood the test says. */
export class FarSide implements Destination {
  readonly platform: Destination['platform'];
  readonly singleFor: number;
  readonly messages: Message[] = [];
  /** Moods of the calls to come; then all is fine. */
  readonly moods: Mood[] = [];
  /** What was asked of it: `post k1`. */
  readonly calls: string[] = [];
  findable: boolean;
  /** Runs when a call arrives, before it is taken. */
  arriving: () => Promise<void> | void = () => {};
  readonly #clock: Clock;
  readonly #knows: number;
  readonly #paces: readonly Pace[];
  readonly #owner: string | undefined;
  readonly #late: { readonly at: number; readonly act: (at: Date) => void }[] = [];
  #died = Promise.withResolvers<'died'>();

  constructor(options: FarSideOptions) {
    const { clock, platform = 'slack', knows = 0, findable = true, paces = [] } = options;
    this.platform = platform;
    this.singleFor = knows * 0.75;
    this.findable = findable;
    this.#clock = clock;
    this.#knows = knows;
    this.#paces = paces;
    this.#owner = options.owner;
  }

  /** Runs a handler until it is done or the node that it runs on dies. */
  async during(work: Promise<void>): Promise<'done' | 'died'> {
    const end = await Promise.race([work.then(() => 'done' as const), this.#died.promise]);
    if (end === 'died') this.#died = Promise.withResolvers();
    return end;
  }

  /** What stands in a channel, in the order in which it was posted. */
  standing(channel?: string): readonly Message[] {
    this.#catchUp();
    return this.messages.filter((message) => channel === undefined || message.channel === channel);
  }

  pace(): readonly Pace[] {
    return this.#paces;
  }

  async ownerOf(): Promise<string | undefined> {
    return this.#owner;
  }

  link(_place: Place, { channel, id }: MessageRef): string {
    return `https://example.org/${channel}/${id}`;
  }

  async post({ channel }: Place, message: OutgoingMessage): Promise<PostOutcome> {
    return await this.#take(`post ${message.key}`, (at) => {
      const ref = this.#put(channel, message, at);
      return { is: 'sent', ref };
    });
  }

  async edit(_place: Place, ref: MessageRef, message: OutgoingMessage): Promise<EditOutcome> {
    const call = `edit ${message.key}`;
    const [mood] = this.moods;
    if (mood === 'fixed' || mood === 'gone') {
      this.moods.shift();
      this.calls.push(call);
      return { is: mood === 'fixed' ? 'cannot-edit' : 'gone', reason: `it is ${mood}` };
    }
    return await this.#take(call, () => {
      const found = this.messages.find(({ id }) => id === ref.id);
      if (found === undefined) throw new Error(`no message ${ref.id}`);
      found.said.push(message.card.title);
      return { is: 'edited' };
    });
  }

  async find({ channel }: Place, key: string): Promise<Found> {
    this.calls.push(`find ${key}`);
    this.#catchUp();
    const [mood] = this.moods;
    if (mood === 'busy' || mood === 'limited') {
      this.moods.shift();
      return LATER[mood];
    }
    if (!this.findable) return { is: 'cannot-tell', reason: 'no scope for it' };
    const found = this.messages.find((one) => one.channel === channel && one.key === key);
    return found === undefined ? { is: 'absent' } : { is: 'found', ref: found };
  }

  #put(channel: string, { key, card, replyTo, mention }: OutgoingMessage, at: Date): MessageRef {
    const known = this.messages.find(
      (one) => one.key === key && at.getTime() - one.at.getTime() < this.#knows,
    );
    const id = known?.id ?? `m${this.messages.length + 1}`;
    if (known === undefined) {
      this.messages.push({ channel, id, key, at, said: [card.title], replyTo, mention });
    }
    return { channel, id };
  }

  #catchUp(): void {
    const now = this.#clock.now().getTime();
    while (this.#late[0] !== undefined && this.#late[0].at <= now) {
      const late = this.#late.shift();
      late?.act(new Date(late.at));
    }
  }

  async #take<T>(call: string, act: (at: Date) => T): Promise<T | Later | Refusal | Unknown> {
    this.calls.push(call);
    this.#catchUp();
    await this.arriving();
    const mood = this.moods.shift() ?? 'fine';
    const now = this.#clock.now();
    switch (mood) {
      case 'busy':
      case 'limited':
        return LATER[mood];
      case 'refuses message':
        return { is: 'refused', what: 'message', reason: 'not this message' };
      case 'refuses channel':
        return { is: 'refused', what: 'channel', rest: 'archived', reason: 'it is archived' };
      case 'refuses tenant':
        return { is: 'refused', what: 'tenant', reason: 'Tocsin was removed' };
      case 'silent, lost':
        return SILENT;
      case 'silent, done':
        act(now);
        return SILENT;
      case 'silent, done late':
        // Of edits nobody could tell in which order they arrive.
        if (call.startsWith('edit')) act(now);
        else this.#late.push({ at: now.getTime() + LATE_MS, act });
        return SILENT;
      case 'throws':
        act(now);
        throw new Error('a fault of the adapter');
      case 'dies, done':
        act(now);
        return await this.#die();
      case 'dies, lost':
        return await this.#die();
      case 'fixed':
      case 'gone':
      case 'fine':
        return act(now);
    }
  }

  async #die(): Promise<never> {
    this.#died.resolve('died');
    return await new Promise<never>(() => {});
  }
}
