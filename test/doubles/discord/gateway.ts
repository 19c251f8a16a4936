import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Context } from './context.ts';
import { type CloseCode, INTENT } from './gateway-rules.ts';
import { control, type GatewayEvent, heldBy, type Session } from './gateway-session.ts';
import { type StartLimit, startLimit } from './gateway-starts.ts';
import { GatewayWire, type LoggedFrame } from './gateway-wire.ts';

export interface GatewayOptions {
  /** Shards that `GET /gateway/bot` recommends; 1 when left out. */
  readonly shards?: number;
  /** Identifies allowed in 5 seconds; 1 when left out, as Discord gives a small application. */
  readonly maxConcurrency?: number;
  /** New sessions allowed in a day; 1000 when left out. */
  readonly starts?: number;
  readonly heartbeatMs?: number;
  /** Privileged intents that the application was granted; none when left out. */
  readonly grantedIntents?: number;
}

/** The gateway, as a test handles it. */
export class Gateway {
  readonly starts: StartLimit;
  readonly shards: number;
  readonly #context: Context;
  readonly #wire: GatewayWire;
  #refusals = 0;

  constructor(context: Context, options: GatewayOptions) {
    this.#context = context;
    this.shards = options.shards ?? 1;
    this.starts = startLimit(context.clock, options);
    this.#wire = new GatewayWire(context, this.starts, options);
  }

  /** Every session there was, in order. */
  get sessions(): readonly Session[] {
    return this.#wire.sessions;
  }

  /** Every frame, in order. */
  get log(): readonly LoggedFrame[] {
    return this.#wire.log;
  }

  /** How sockets ended, in order. */
  get closes(): GatewayWire['closes'] {
    return this.#wire.closes;
  }

  /** Sessions that a socket carries now. */
  get connected(): readonly Session[] {
    return this.sessions.filter((session) => session.connected);
  }

  /** Asks every client (of one shard) to reconnect: op 7. */
  reconnect(shard?: number): void {
    for (const session of this.#of(shard)) this.#wire.control(session, control(7));
  }

  /** Tells every client (of one shard) that its session is over, for good or not: op 9. */
  invalidate(resumable: boolean, shard?: number): void {
    for (const session of this.#of(shard)) this.#wire.control(session, control(9, resumable));
    for (const link of this.#wire.links)
      if (shard === undefined || link.shard === shard)
        link.invalidate(resumable, this.#context.clock.now());
    this.#context.signal.changed();
  }

  /** Asks for a heartbeat at once: op 1. */
  requestHeartbeat(shard?: number): void {
    for (const session of this.#of(shard)) this.#wire.control(session, control(1));
  }

  /** Cuts the sockets (of one shard) without a word. */
  drop(shard?: number): void {
    for (const session of this.#of(shard)) session.socket?.terminate();
  }

  /** Closes the sockets (of one shard) with a code. */
  close(code: CloseCode, shard?: number): void {
    for (const link of this.#wire.links)
      if (shard === undefined || link.shard === shard) link.close(code);
  }

  /** From now on nothing reaches the clients (of one shard): they have to notice by missing beats. */
  silence(shard?: number): void {
    for (const session of this.#of(shard)) session.silent = true;
  }

  /** Refuses the next connections with status 503. */
  refuse(times: number): void {
    this.#refusals = times;
  }

  /** Sends an event to the sessions that it belongs to, connected or not, and says to how many. */
  dispatch(event: GatewayEvent): number {
    const { intent, withoutContent } = event;
    const now = this.#context.clock.now();
    const targets = this.sessions.filter(
      (session) =>
        session.reachable(now) &&
        heldBy(session.shard, event.guildId) &&
        (intent === undefined || (session.intents & intent) !== 0),
    );
    for (const session of targets) {
      const whole = (session.intents & INTENT.messageContent) !== 0 || withoutContent === undefined;
      this.#wire.tell(session, event.name, whole ? event.data : withoutContent);
    }
    this.#context.signal.changed();
    return targets.length;
  }

  /** Takes over a socket that asked to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#refusals === 0) {
      this.#wire.upgrade(request, socket, head);
      return;
    }
    this.#refusals -= 1;
    socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n');
  }

  /** Forgets the frames and the sessions that are over. */
  forget(): void {
    const { log, closes, sessions } = this.#wire;
    log.length = 0;
    closes.length = 0;
    const alive = sessions.filter((session) => session.reachable(this.#context.clock.now()));
    sessions.splice(0, sessions.length, ...alive);
  }

  stop(): void {
    this.#wire.stop();
  }

  #of(shard: number | undefined): readonly Session[] {
    return this.connected.filter((session) => shard === undefined || session.shard[0] === shard);
  }
}
