import type { Message } from './message.ts';

/** All messages, and those of each channel, so that a channel is read as fast among thousands as alone. */
export class MessageStore {
  readonly #byId = new Map<string, Message>();
  readonly #byChannel = new Map<string, Message[]>();

  add(message: Message): void {
    this.#byId.set(message.id, message);
    const there = this.#byChannel.get(message.channelId) ?? [];
    this.#byChannel.set(message.channelId, there);
    there.push(message);
  }

  get(id: string): Message | undefined {
    return this.#byId.get(id);
  }

  /** Oldest first; deleted ones too. */
  in(channelId: string): readonly Message[] {
    return this.#byChannel.get(channelId) ?? [];
  }

  clear(): void {
    this.#byId.clear();
    this.#byChannel.clear();
  }
}
