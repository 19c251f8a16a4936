import { randomUUID } from 'node:crypto';
import type { Answer } from '../../command/answer.ts';

/** The console's rooms, in the order shown. The first is where people start. */
export const CHANNELS = [
  { name: 'newsroom', topic: 'Answers for stories: figures, sources, attribution' },
  { name: 'campaign-security', topic: 'Who is targeted, how, and what is known about the actors' },
] as const;

export type ChannelName = (typeof CHANNELS)[number]['name'];

/** One question with its answer. */
export interface Message {
  readonly id: string;
  readonly at: Date;
  readonly channel: ChannelName;
  /** The session that asked. */
  readonly asker: string;
  /** As typed, or as the button carried it. */
  readonly typed: string;
  readonly answer: Answer;
}

type Listener = (message: Message) => void;

/** Messages of this process, gone when it ends. */
export interface Channels {
  add(message: Omit<Message, 'id'>): Message;
  /** Oldest first; what only the asker may see is left out for anybody else. */
  visible(channel: ChannelName, session: string): readonly Message[];
  find(id: string, session: string): Message | undefined;
  /** Calls back with each later message, in any channel, that the session may see. */
  subscribe(session: string, listener: Listener): () => void;
}

export function isChannel(name: string): name is ChannelName {
  return CHANNELS.some((channel) => channel.name === name);
}

function maySee(message: Message, session: string): boolean {
  return message.answer.visibility === 'channel' || message.asker === session;
}

/** @param limit how many messages each channel keeps; the oldest go first */
export function createChannels(limit: number): Channels {
  const kept = new Map<ChannelName, Message[]>(CHANNELS.map(({ name }) => [name, []]));
  const listeners = new Map<Listener, string>();

  function messagesOf(channel: ChannelName): Message[] {
    return kept.get(channel) ?? [];
  }

  return {
    add(content) {
      const message = { ...content, id: randomUUID() };
      kept.set(message.channel, [...messagesOf(message.channel), message].slice(-limit));
      for (const [listener, session] of listeners) {
        if (maySee(message, session)) listener(message);
      }
      return message;
    },
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
