import { randomUUID } from 'node:crypto';
import type { Card } from '../../card/card.ts';
import type { Answer } from '../../command/answer.ts';

/** The console's rooms, in the order shown. The first is where people start. */
export const CHANNELS = [
  { name: 'newsroom', topic: 'Answers for stories: figures, sources, attribution' },
  { name: 'campaign-security', topic: 'Who is targeted, how, and what is known about the actors' },
] as const;

export type ChannelName = (typeof CHANNELS)[number]['name'];

interface Placed {
  readonly id: string;
  readonly at: Date;
  readonly channel: ChannelName;
}

/** One question with its answer. */
export interface Exchange extends Placed {
  readonly kind: 'exchange';
  /** The session that asked. */
  readonly asker: string;
  /** As typed, or as the button carried it. */
  readonly typed: string;
  readonly answer: Answer;
}

/** What nobody there asked for. */
export interface Post extends Placed {
  readonly kind: 'post';
  /** The same however often it is tried. */
  readonly key: string;
  readonly card: Card;
  /** The line that shows the card again. */
  readonly commandLine: string;
  /** Id of the message that it goes below. */
  readonly replyTo: string | undefined;
  /** The session that it is for; undefined: everybody in the channel. */
  readonly onlyFor: string | undefined;
  /** When it was last changed in place. */
  readonly changedAt: Date | undefined;
  /** How often it was changed. */
  readonly version: number;
}

export type Message = Exchange | Post;

type Listener = (message: Message) => void;

/** Messages of this process, gone when it ends. */
export interface Channels {
  add(exchange: Omit<Exchange, 'id' | 'kind'>): Exchange;
  post(post: Omit<Post, 'id' | 'kind' | 'changedAt' | 'version'>): Post;
  /** @returns undefined when there is no such post any more */
  change(id: string, change: Pick<Post, 'card' | 'commandLine'>, at: Date): Post | undefined;
  postOf(key: string): Post | undefined;
  /** Oldest first; what only one person may see is left out for anybody else. */
  visible(channel: ChannelName, session: string): readonly Message[];
  find(id: string, session: string): Message | undefined;
  /**
   * Calls back with each later message, in any channel, that the session may see, and again with each
   * post that is changed.
   */
  subscribe(session: string, listener: Listener): () => void;
}

export function isChannel(name: string): name is ChannelName {
  return CHANNELS.some((channel) => channel.name === name);
}

function maySee(message: Message, session: string): boolean {
  if (message.kind === 'post') return (message.onlyFor ?? session) === session;
  return message.answer.visibility === 'channel' || message.asker === session;
}

/** @param limit how many messages each channel keeps; the oldest go first */
export function createChannels(limit: number): Channels {
  const kept = new Map<ChannelName, Message[]>(CHANNELS.map(({ name }) => [name, []]));
  const listeners = new Map<Listener, string>();

  function messagesOf(channel: ChannelName): Message[] {
    return kept.get(channel) ?? [];
  }

  function posts(): Post[] {
    return [...kept.values()].flat().filter((message) => message.kind === 'post');
  }

  function tell(message: Message): void {
    for (const [listener, session] of listeners) {
      if (maySee(message, session)) listener(message);
    }
  }

  function append<T extends Message>(message: T): T {
    kept.set(message.channel, [...messagesOf(message.channel), message].slice(-limit));
    tell(message);
    return message;
  }

  return {
    add: (exchange) => append({ ...exchange, kind: 'exchange', id: randomUUID() }),
    post: (post) =>
      append({ ...post, kind: 'post', id: randomUUID(), changedAt: undefined, version: 0 }),
    change(id, change, at) {
      const post = posts().find((one) => one.id === id);
      if (post === undefined) return undefined;
      const changed = { ...post, ...change, changedAt: at, version: post.version + 1 };
      const others = messagesOf(post.channel);
      kept.set(
        post.channel,
        others.map((one) => (one === post ? changed : one)),
      );
      tell(changed);
      return changed;
    },
    postOf: (key) => posts().find((post) => post.key === key),
    visible(channel, session) {
      return messagesOf(channel).filter((message) => maySee(message, session));
    },
    find(id, session) {
      const message = [...kept.values()].flat().find((candidate) => candidate.id === id);
      return message !== undefined && maySee(message, session) ? message : undefined;
    },
    subscribe(session, listener) {
      listeners.set(listener, session);
      return () => listeners.delete(listener);
    },
  };
}
