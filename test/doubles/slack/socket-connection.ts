import type { WebSocket } from 'ws';
import { isJson, type Json } from './json.ts';
import type { World } from './world.ts';

/** One open Socket Mode connection. */
export class SocketConnection {
  readonly closed: Promise<void>;
  /** Takes no more envelopes; acknowledgements still count. */
  isLeaving = false;
  hasReadHello = false;
  #isSilent = false;
  readonly #ws: WebSocket;
  readonly #world: World;

  constructor(world: World, ws: WebSocket, onAck: (id: string, payload: unknown) => void) {
    this.#world = world;
    this.#ws = ws;
    this.closed = new Promise((resolve) => ws.once('close', () => resolve()));
    ws.on('error', () => ws.terminate());
    ws.on('ping', (data) => {
      if (!this.#isSilent) ws.pong(data);
    });
    ws.on('message', (data, isBinary) => this.#read(isBinary ? '' : String(data), onAck));
    this.#keepAlive();
  }

  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN && !this.isLeaving;
  }

  send(frame: Json): void {
    this.#ws.send(JSON.stringify(frame));
  }

  /** Says hello. Resolves once the app has read it; never when the connection ends before. */
  greet(hello: Json): Promise<void> {
    const read = new Promise<void>((resolve) => this.#ws.once('pong', () => resolve()));
    this.send(hello);
    this.#ws.ping('Ping from applink-0');
    return read.then(() => {
      this.hasReadHello = true;
    });
  }

  /** Tells the app to go, and hangs up after a while. */
  disconnect(reason: string, afterMs: number): void {
    this.isLeaving = true;
    this.send({ type: 'disconnect', reason, debug_info: { host: 'applink-0' } });
    const timer = setTimeout(() => this.#ws.close(1000), afterMs);
    timer.unref();
    void this.closed.then(() => clearTimeout(timer));
  }

  /** Breaks the connection without a word. */
  drop(): void {
    this.isLeaving = true;
    this.#ws.terminate();
  }

  /** Answers no ping from now on, and sends none. */
  silence(): void {
    this.#isSilent = true;
  }

  #keepAlive(): void {
    let isAnswered = true;
    this.#ws.on('pong', () => {
      isAnswered = true;
    });
    const timer = setInterval(() => {
      if (this.#isSilent) return;
      if (!isAnswered) this.drop();
      isAnswered = false;
      if (this.#ws.readyState === this.#ws.OPEN) this.#ws.ping('Ping from applink-0');
    }, this.#world.timings.ping);
    timer.unref();
    void this.closed.then(() => clearInterval(timer));
  }

  #read(text: string, onAck: (id: string, payload: unknown) => void): void {
    let frame: unknown;
    try {
      frame = JSON.parse(text);
    } catch {
      frame = undefined;
    }
    const keys = isJson(frame) ? Object.keys(frame) : ['nothing'];
    if (!isJson(frame) || keys.some((key) => key !== 'envelope_id' && key !== 'payload')) {
      this.#world.record.violation('socket', 'not an acknowledgement', text);
      return;
    }
    onAck(String(frame.envelope_id), frame.payload);
  }
}
