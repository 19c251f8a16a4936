import { EventEmitter } from 'node:events';
import type { Json } from './json.ts';

/** A message in a channel, or before one person's eyes only. */
export interface Message {
  readonly team: string;
  /** Changes when Slack gives its channel another id. */
  channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  /** Who posted it; the app's bot has a `botId`. */
  readonly user: string;
  readonly botId?: string;
  text: string;
  blocks: Json[];
  readonly files?: readonly Json[];
  metadata?: unknown;
  /** The one person who sees it; undefined for everyone in the channel. */
  readonly ephemeralTo?: string;
  /** When it was last changed, as a ts. */
  edited?: string;
  /** The workspace's settings let nobody change it any more. */
  isFixed?: boolean;
  isDeleted: boolean;
}

/** A form or App Home before a person's eyes. */
export interface View {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  /** As the app sent it, with block ids. */
  content: Json;
  hash: string;
  /** Values chosen so far, by block and action. */
  values: Record<string, Record<string, Json>>;
  readonly rootId: string;
  readonly previousId: string | null;
  isClosed: boolean;
}

/** By which way something came to be seen. */
export type Via = 'ack' | 'response_url' | 'post' | 'ephemeral' | 'update' | 'delete' | 'view';

/** A moment at which somebody's screen changed; message and view are as they were then. */
export interface Showing {
  readonly via: Via;
  /** The interaction that caused it, when the way it came says so. */
  readonly cause?: string;
  readonly message?: Message;
  readonly view?: View;
}

/** What people see, and every change of it in order. */
export class Screen {
  /** False: changes are told of and let go at once. For long runs that ask only what stands there. */
  keepsChanges = true;
  readonly #byChannel = new Map<string, Message[]>();
  readonly #byTs = new Map<string, Message>();
  readonly views: View[] = [];
  /** Options last offered in an external select, by message or view and action. */
  readonly offers = new Map<string, readonly Json[]>();
  readonly #showings: Showing[] = [];
  #forgotten = 0;
  readonly #changes = new EventEmitter().setMaxListeners(0);

  show(showing: Showing): void {
    if (this.keepsChanges) this.#showings.push(structuredClone(showing));
    else this.#forgotten += 1;
    this.#changes.emit('change');
  }

  add(message: Message): void {
    const { channel, ts } = message;
    const there = this.#byChannel.get(channel);
    if (there) there.push(message);
    else this.#byChannel.set(channel, [message]);
    this.#byTs.set(`${channel} ${ts}`, message);
  }

  /** All messages of a channel, the oldest first, deleted ones too. */
  inChannel(channel: string): readonly Message[] {
    return this.#byChannel.get(channel) ?? [];
  }

  /** A channel goes on under another id, with its messages. */
  move(from: string, to: string): void {
    const messages = this.inChannel(from);
    this.#byChannel.delete(from);
    for (const message of messages) {
      this.#byTs.delete(`${from} ${message.ts}`);
      message.channel = to;
      this.add(message);
    }
  }

  /** How many changes there have been. */
  get moment(): number {
    return this.#forgotten + this.#showings.length;
  }

  /** The changes since a moment. */
  since(moment: number): readonly Showing[] {
    return this.#showings.slice(Math.max(0, moment - this.#forgotten));
  }

  /** Lets go of past changes, and of messages and views nobody sees any more. */
  forget(): void {
    this.#forgotten += this.#showings.length;
    this.#showings.length = 0;
    this.#byChannel.clear();
    this.#byTs.clear();
    const open = this.views.filter((view) => !view.isClosed);
    this.views.splice(0, this.views.length, ...open);
    this.offers.clear();
  }

  /** Calls back after each change until told to stop. */
  onChange(listener: () => void): () => void {
    this.#changes.on('change', listener);
    return () => this.#changes.off('change', listener);
  }

  find(channel: string, ts: string): Message | undefined {
    const message = this.#byTs.get(`${channel} ${ts}`);
    return message?.isDeleted === false ? message : undefined;
  }

  /** The form on top of a person's stack. */
  openForm(team: string, user: string): View | undefined {
    return this.views.findLast(
      (view) =>
        view.team === team && view.user === user && view.content.type === 'modal' && !view.isClosed,
    );
  }

  home(team: string, user: string): View | undefined {
    return this.views.find(
      (view) => view.team === team && view.user === user && view.content.type === 'home',
    );
  }
}
