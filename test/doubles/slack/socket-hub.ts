import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isJson, type Json } from './json.ts';
import type { Attempt, Carrier, Outcome, Parcel } from './parcel.ts';
import { SocketConnection } from './socket-connection.ts';
import type { World } from './world.ts';

/** Connections of one app at once. SD using-socket-mode */
const MOST_CONNECTIONS = 10;
/** Envelopes remembered, to know late and double acknowledgements. */
const REMEMBERED = 2000;

interface Sent {
  readonly parcel: Parcel;
  times: number;
  acks: number;
  isOver: boolean;
  readonly onAck: (payload: unknown) => void;
}

/** Socket Mode: gives out one-use addresses, holds the connections, and delivers over them. */
export class SocketHub implements Carrier {
  readonly connections = new Set<SocketConnection>();
  readonly #tickets = new Set<string>();
  readonly #sent = new Map<string, Sent>();
  readonly #waiting = new Set<() => void>();
  readonly #server = new WebSocketServer({ noServer: true, autoPong: false });
  readonly #world: World;
  #refusals = 0;
  #turn = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** An address for one connection. */
  address(): string {
    const ticket = this.#world.ids.secret(16);
    this.#tickets.add(ticket);
    const { origin, app } = this.#world;
    return `${origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${app.appId}`;
  }

  /** Refuses the next connections with 503. */
  refuseConnections(times: number): void {
    this.#refusals = times;
  }

  /** Sends every open connection away, as Slack does every few hours. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void {
    const { disconnect } = this.#world.timings;
    for (const connection of this.connections) connection.disconnect(reason, disconnect);
  }

  dropAll(): void {
    for (const connection of this.connections) connection.drop();
  }

  /** Answers no more pings on the connections now open. */
  silence(): void {
    for (const connection of this.connections) connection.silence();
  }

  /** Resolves once `count` connections are open and the app knows; rejects after five seconds of real time. */
  async connected(count = 1): Promise<void> {
    const end = performance.now() + 5000;
    for (;;) {
      const ready = this.#open().filter((connection) => connection.hasReadHello).length;
      if (ready >= count) return;
      const left = end - performance.now();
      if (left <= 0) throw new Error(`${ready} of ${count} connections are open`);
      await this.#change(left);
    }
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', this.#world.origin);
    const ticket = url.searchParams.get('ticket') ?? '';
    const isKnown = url.pathname === '/link/' && this.#tickets.delete(ticket);
    if (!isKnown) this.#world.record.violation('socket', 'unknown or used address', url.href);
    if (!isKnown || this.#refusals > 0) {
      if (isKnown) this.#refusals -= 1;
      const status = isKnown ? '503 Service Unavailable' : '404 Not Found';
      socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#welcome(ws));
  }

  async carry(parcel: Parcel, attempt: Attempt): Promise<Outcome> {
    const { timings } = this.#world;
    const start = performance.now();
    const acked = Promise.withResolvers<unknown>();
    const sent = this.#remember(parcel, acked.resolve);
    let patience = timings.dispatch;
    for (;;) {
      const connection = await this.#next(patience);
      if (!connection) {
        sent.isOver = true;
        return { acked: false, error: 'dispatch_failed', detail: 'no connection was open' };
      }
      const sentAt = performance.now();
      sent.times += 1;
      connection.send(envelope(parcel, attempt));
      const end = await this.#firstOf(acked.promise, connection.closed, timings.ack);
      if (end.by === 'ack')
        return { acked: true, body: end.payload, afterMs: performance.now() - sentAt };
      if (end.by === 'time') {
        sent.isOver = true;
        const detail = `not acknowledged within ${timings.ack} ms`;
        this.#world.record.violation(parcel.label, detail, parcel.body);
        return { acked: false, error: 'timeout', detail };
      }
      patience = timings.dispatch - (performance.now() - start);
      if (parcel.type === 'events_api' || patience <= 0) {
        sent.isOver = true;
        return { acked: false, error: 'timeout', detail: 'the connection ended' };
      }
    }
  }

  stop(): void {
    this.dropAll();
    this.#server.close();
  }

  #open(): SocketConnection[] {
    return [...this.connections].filter((connection) => connection.isOpen);
  }

  #welcome(ws: WebSocket): void {
    const connection = new SocketConnection(this.#world, ws, (id, payload) =>
      this.#acknowledge(id, payload),
    );
    if (this.#open().length >= MOST_CONNECTIONS) {
      this.#world.record.violation('socket', `more than ${MOST_CONNECTIONS} connections`);
      connection.disconnect('too_many_websockets', 0);
      return;
    }
    this.connections.add(connection);
    void connection.closed.then(() => {
      this.connections.delete(connection);
      this.#changed();
    });
    const read = connection.greet({
      type: 'hello',
      num_connections: this.connections.size,
      debug_info: { host: 'applink-0', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: this.#world.app.appId },
    });
    void read.then(() => this.#changed());
    this.#changed();
  }

  #changed(): void {
    for (const tell of [...this.#waiting]) tell();
  }

  async #change(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.add(resolve);
    const timer = setTimeout(resolve, ms);
    await promise;
    clearTimeout(timer);
    this.#waiting.delete(resolve);
  }

  /** An open connection, each in its turn. */
  async #next(ms: number): Promise<SocketConnection | undefined> {
    const end = performance.now() + ms;
    for (;;) {
      const open = this.#open();
      this.#turn += 1;
      const connection = open[this.#turn % Math.max(1, open.length)];
      const left = end - performance.now();
      if (connection || left <= 0 || this.#world.stopped.aborted) return connection;
      await this.#change(left);
    }
  }

  #remember(parcel: Parcel, onAck: (payload: unknown) => void): Sent {
    const before = this.#sent.get(parcel.id);
    const sent: Sent = {
      parcel,
      times: before?.times ?? 0,
      acks: before?.acks ?? 0,
      isOver: false,
      onAck,
    };
    this.#sent.set(parcel.id, sent);
    const [oldest] = this.#sent.keys();
    if (this.#sent.size > REMEMBERED && oldest !== undefined) this.#sent.delete(oldest);
    return sent;
  }

  #acknowledge(id: string, payload: unknown): void {
    const { record } = this.#world;
    record.request({
      method: 'ack',
      args: { envelope_id: id, payload },
      teamId: null,
      token: null,
      headers: {},
    });
    const sent = this.#sent.get(id);
    if (!sent) {
      record.violation('socket', 'acknowledged an unknown envelope', id);
      return;
    }
    sent.acks += 1;
    const { label } = sent.parcel;
    if (sent.acks > sent.times) record.violation(label, 'acknowledged twice', payload);
    else if (sent.isOver) record.violation(label, 'acknowledged too late', payload);
    else sent.onAck(payload);
  }

  async #firstOf(
    acked: Promise<unknown>,
    closed: Promise<void>,
    ms: number,
  ): Promise<{ by: 'ack'; payload: Json | undefined } | { by: 'close' | 'time' }> {
    const { promise: time, resolve } = Promise.withResolvers<{ by: 'time' }>();
    const timer = setTimeout(() => resolve({ by: 'time' }), ms);
    const end = await Promise.race([
      acked.then((payload) => {
        const isEmpty = !isJson(payload) || Object.keys(payload).length === 0;
        return { by: 'ack', payload: isEmpty ? undefined : payload } as const;
      }),
      closed.then(() => ({ by: 'close' }) as const),
      time,
    ]);
    clearTimeout(timer);
    return end;
  }
}

/** The frame a parcel travels in, as recorded from Slack's own. */
function envelope(parcel: Parcel, attempt: Attempt): Json {
  const { id, type, body, takesReply } = parcel;
  return {
    envelope_id: id,
    payload: body,
    type,
    accepts_response_payload: takesReply,
    ...(type === 'events_api'
      ? { retry_attempt: attempt.number, retry_reason: attempt.reason }
      : {}),
  };
}
