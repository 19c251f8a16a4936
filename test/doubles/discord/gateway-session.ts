import type { WebSocket } from 'ws';
import { GATEWAY } from './gateway-rules.ts';
import { shardOf } from './snowflake.ts';

/** A frame as it goes over the wire. */
export interface Frame {
  readonly op: number;
  readonly d: unknown;
  readonly s: number | null;
  readonly t: string | null;
}

/** What one event is, and who may have it. */
export interface GatewayEvent {
  readonly name: string;
  readonly data: unknown;
  /** Goes to the shard of that guild; to shard 0 when there is none. */
  readonly guildId?: string;
  /** Sent only to sessions with this intent. */
  readonly intent?: number;
  /** What sessions without the intent for content get. */
  readonly withoutContent?: unknown;
}

/** A frame that begins nothing: it has no sequence number. */
export function control(op: number, d: unknown = null): Frame {
  return { op, d, s: null, t: null };
}

/** Whether events of a guild, or of direct messages, go to a shard. DD:gateway */
export function heldBy(shard: readonly [number, number], guildId: string | undefined): boolean {
  const [id, count] = shard;
  return guildId === undefined ? id === 0 : shardOf(guildId, count) === id;
}

/** One session of a client: it outlives the sockets it is carried by, until it runs out. */
export class Session {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  /** The last sequence number given out. */
  seq = 0;
  /** The latest frames with a sequence number, in order, kept for a resume. */
  readonly sent: Frame[] = [];
  socket: WebSocket | undefined;
  /** When the last socket was lost, ms since 1970. */
  lostAt: number | undefined;
  /** The client may come back to it. */
  resumable = true;
  /** How often a client came back to it. */
  resumes = 0;
  /** Nothing reaches the client, beats are not answered, and no socket is closed. */
  silent = false;

  constructor(id: string, shard: readonly [number, number], intents: number, socket: WebSocket) {
    this.id = id;
    this.shard = shard;
    this.intents = intents;
    this.socket = socket;
  }

  get connected(): boolean {
    return this.socket !== undefined;
  }

  /** What comes from now on is kept for a resume. */
  detach(now: number): void {
    this.socket = undefined;
    this.silent = false;
    this.lostAt = now;
  }

  /** A client is there, or may still come back. */
  reachable(now: number): boolean {
    if (this.connected) return true;
    return this.resumable && now - (this.lostAt ?? now) < GATEWAY.resumeMs;
  }

  /** Sends an event now, or keeps it for a resume. */
  dispatch(name: string, data: unknown): Frame {
    this.seq += 1;
    const frame: Frame = { op: 0, t: name, s: this.seq, d: data };
    this.sent.push(frame);
    if (this.sent.length > GATEWAY.kept) this.sent.shift();
    this.send(frame);
    return frame;
  }

  /** What came after a sequence number; undefined when that is no longer known. */
  since(seq: number): readonly Frame[] | undefined {
    const missed = this.sent.filter((frame) => (frame.s ?? 0) > seq);
    return missed.length === this.seq - seq ? missed : undefined;
  }

  send(frame: Frame): void {
    if (!this.silent) this.socket?.send(JSON.stringify(frame));
  }
}
