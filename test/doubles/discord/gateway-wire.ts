import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Context } from './context.ts';
import { checkIdentify, greeting, missedFrames } from './gateway-handshake.ts';
import { Closing, Link } from './gateway-link.ts';
import { GATEWAY } from './gateway-rules.ts';
import { control, type Frame, Session } from './gateway-session.ts';
import type { StartLimit } from './gateway-starts.ts';
import { type Json, memberPayload } from './payloads.ts';

/** One frame seen on a socket. */
export interface LoggedFrame {
  readonly from: 'client' | 'server';
  readonly shard: number | undefined;
  readonly frame: Frame;
}

/** The sockets of the gateway: what clients send, and what they are told for it. */
export class GatewayWire {
  readonly sessions: Session[] = [];
  readonly links = new Set<Link>();
  readonly log: LoggedFrame[] = [];
  /** How sockets ended, in order. */
  readonly closes: { readonly by: 'client' | 'server'; readonly code: number }[] = [];
  readonly #context: Context;
  readonly #starts: StartLimit;
  readonly #heartbeatMs: number;
  readonly #grantedIntents: number;
  readonly #server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #pulse: NodeJS.Timeout;

  constructor(
    context: Context,
    starts: StartLimit,
    options: { readonly heartbeatMs?: number; readonly grantedIntents?: number },
  ) {
    this.#context = context;
    this.#starts = starts;
    this.#heartbeatMs = options.heartbeatMs ?? GATEWAY.heartbeatMs;
    this.#grantedIntents = options.grantedIntents ?? 0;
    this.#pulse = setInterval(() => this.#closeDead(), this.#heartbeatMs / 4).unref();
  }

  /** Takes over a socket that asked to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (client) => {
      this.#accept(client, new URL(request.url ?? '/', 'ws://double'));
    });
  }

  stop(): void {
    clearInterval(this.#pulse);
    for (const { socket } of this.links) socket.terminate();
    this.#server.close();
  }

  /** Sends a frame that is not an event, and notes it. */
  control(session: Session, frame: Frame): void {
    this.log.push({ from: 'server', shard: session.shard[0], frame });
    session.send(frame);
  }

  /** Sends an event, or keeps it for a resume, and notes it. */
  tell(session: Session, name: string, data: unknown): void {
    const frame = session.dispatch(name, data);
    this.log.push({ from: 'server', shard: session.shard[0], frame });
  }

  #reply(link: Link, frame: Frame): void {
    this.log.push({ from: 'server', shard: link.shard, frame });
    link.send(frame);
  }

  #accept(socket: WebSocket, address: URL): void {
    const link = new Link(socket, address.pathname === '/resume');
    this.links.add(link);
    socket.on('message', (data) => this.#receive(link, data));
    socket.on('close', (code) => this.#closed(link, code));
    socket.on('error', () => socket.terminate());
    this.#guarded(link, () => {
      if (address.searchParams.get('v') !== '10')
        throw new Closing(4012, `Version ${address.searchParams.get('v')}`);
      if (address.searchParams.get('encoding') !== 'json')
        throw new Closing(4002, `Encoding ${address.searchParams.get('encoding')}`);
      const hello = { heartbeat_interval: this.#heartbeatMs, _trace: ['["double"]'] };
      this.#reply(link, control(10, hello));
    });
  }

  /** Runs a step; what it throws closes the socket and is noted. */
  #guarded(link: Link, step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!(error instanceof Closing)) throw error;
      this.#context.record.fault('gateway', error.code, error.message);
      link.close(error.code);
    }
    this.#context.signal.changed();
  }

  #closed(link: Link, code: number): void {
    this.links.delete(link);
    this.closes.push({ by: link.closedByServer ? 'server' : 'client', code });
    link.release(code, this.#context.clock.now());
    this.#context.signal.changed();
  }

  #closeDead(): void {
    const oldest = Date.now() - this.#heartbeatMs * GATEWAY.patience;
    for (const link of this.links)
      if (link.lastBeat < oldest && link.session?.silent !== true)
        this.#guarded(link, () => {
          throw new Closing(4009, 'The client sent no heartbeat');
        });
  }

  #receive(link: Link, data: RawData): void {
    this.#guarded(link, () => {
      const text = data.toString();
      const now = this.#context.clock.now();
      link.sends.push(now);
      while (now - (link.sends[0] ?? now) > GATEWAY.sendsWindowMs) link.sends.shift();
      if (link.sends.length > GATEWAY.sends) throw new Closing(4008, 'Over 120 sends in 60 s');
      if (text.length > GATEWAY.payloadBytes)
        throw new Closing(4002, `A payload of ${text.length} bytes`);
      const frame = parseFrame(text);
      this.log.push({ from: 'client', shard: link.shard, frame });
      this.#handle(link, frame);
    });
  }

  #handle(link: Link, frame: Frame): void {
    const data = (frame.d ?? {}) as Json;
    if (frame.op === 1) this.#beat(link);
    else if (frame.op === 2) this.#identify(link, data);
    else if (frame.op === 6) this.#resume(link, data);
    else if (link.session === undefined) throw new Closing(4003, `op ${frame.op} before identify`);
    else if (frame.op === 8) this.#members(link.session, data);
    else if (![3, 4, 31].includes(frame.op)) throw new Closing(4001, `Unknown op ${frame.op}`);
  }

  #beat(link: Link): void {
    link.lastBeat = Date.now();
    this.#reply(link, control(11));
  }

  #identify(link: Link, data: Json): void {
    const { shard, intents } = checkIdentify(this.#context, link, data, this.#grantedIntents);
    const start = this.#starts.take(shard[0]);
    if (start === 'spent') {
      this.#context.token = randomBytes(24).toString('base64url');
      throw new Closing(4004, 'All session starts of the day are spent: the token was reset');
    }
    if (start === 'early') {
      this.#reply(link, control(9, false));
      return;
    }
    const id = randomBytes(16).toString('hex');
    const session = new Session(id, shard, intents, link.socket);
    link.session = session;
    this.sessions.push(session);
    for (const [name, payload] of greeting(this.#context, session))
      this.tell(session, name, payload);
  }

  #resume(link: Link, data: Json): void {
    const session = this.sessions.find(({ id }) => id === data.session_id);
    const missed = missedFrames(this.#context, session, data);
    if (session === undefined || missed === undefined) {
      this.#reply(link, control(9, false));
      return;
    }
    if (!link.mayResume)
      this.#context.record.fault('gateway', 0, 'Resume at another address than READY gave');
    if (session.socket !== link.socket) session.socket?.terminate();
    session.socket = link.socket;
    session.lostAt = undefined;
    session.silent = false;
    session.resumes += 1;
    link.session = session;
    for (const frame of missed) session.send(frame);
    this.tell(session, 'RESUMED', { _trace: [] });
  }

  #members(session: Session, data: Json): void {
    const guild = this.#context.world.guilds.get(String(data.guild_id));
    this.tell(session, 'GUILD_MEMBERS_CHUNK', {
      guild_id: data.guild_id,
      members: [...(guild?.members.values() ?? [])].map(memberPayload),
      chunk_index: 0,
      chunk_count: 1,
      not_found: [],
      ...(data.nonce === undefined ? {} : { nonce: data.nonce }),
    });
  }
}

function parseFrame(text: string): Frame {
  try {
    const frame = JSON.parse(text);
    if (typeof frame?.op === 'number') return frame;
  } catch {
    // Told below, like a frame without an op.
  }
  throw new Closing(4002, `Not a frame: ${text}`);
}
