import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { Context } from './context.ts';
import {
  CLOSE,
  type CloseCode,
  GATEWAY,
  INTENT,
  KNOWN_INTENTS,
  PRIVILEGED,
} from './gateway-rules.ts';
import { type Frame, type GatewayEvent, Session } from './gateway-session.ts';
import { startLimit, type StartLimit } from './gateway-starts.ts';
import { guildCreatePayload, memberPayload, userPayload } from './payloads.ts';

export interface GatewayOptions {
  /** Shards that `GET /gateway/bot` recommends; 1 when left out. */
  readonly shards?: number;
  /** Identifies allowed in 5 seconds; 1 when left out. */
  readonly maxConcurrency?: number;
  readonly starts?: number;
  readonly heartbeatMs?: number;
  /** Privileged intents that the application was granted; none when left out. */
  readonly grantedIntents?: number;
}

/** One frame seen on a socket. */
export interface LoggedFrame {
  readonly from: 'client' | 'server';
  readonly shard: number | undefined;
  readonly frame: Frame;
}

interface Connection {
  readonly socket: WebSocket;
  readonly resumeAddress: boolean;
  session: Session | undefined;
  readonly sends: number[];
  lastBeat: number;
}

/** The gateway: sessions, their sockets, and what a test does to them. */
export class Gateway {
  readonly sessions: Session[] = [];
  readonly log: LoggedFrame[] = [];
  /** Close codes sent and received, in order. */
  readonly closes: { readonly by: 'client' | 'server'; readonly code: number }[] = [];
  readonly starts: StartLimit;
  readonly #context: Context;
  readonly #options: GatewayOptions;
  readonly #server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #connections = new Set<Connection>();
  readonly #timer: NodeJS.Timeout;
  #refusals = 0;

  constructor(context: Context, options: GatewayOptions) {
    this.#context = context;
    this.#options = options;
    this.starts = startLimit(context.clock, options);
    const pulse = this.#heartbeatMs / 4;
    this.#timer = setInterval(() => this.#closeDead(), pulse);
    this.#timer.unref();
  }

  get #heartbeatMs(): number {
    return this.#options.heartbeatMs ?? GATEWAY.heartbeatMs;
  }

  get shards(): number {
    return this.#options.shards ?? 1;
  }

  /** Sessions that a socket carries now. */
  get connected(): readonly Session[] {
    return this.sessions.filter((session) => session.connected);
  }

  /** Asks every client (of one shard) to reconnect: op 7. */
  reconnect(shard?: number): void {
    for (const session of this.#of(shard)) session.send({ op: 7, d: null, s: null, t: null });
  }

  /** Tells every client (of one shard) that its session is over: op 9. */
  invalidate(resumable: boolean, shard?: number): void {
    for (const session of this.#of(shard)) {
      session.resumable = resumable;
      session.send({ op: 9, d: resumable, s: null, t: null });
    }
  }

  /** Cuts the sockets (of one shard) without a word. */
  drop(shard?: number): void {
    for (const session of this.#of(shard)) session.socket?.terminate();
  }

  /** Closes the sockets (of one shard) with a code. */
  close(code: CloseCode, shard?: number): void {
    for (const connection of this.#connections)
      if (shard === undefined || connection.session?.shard[0] === shard)
        this.#close(connection, code);
  }

  /** From now on nothing reaches the clients (of one shard): they have to notice by missing beats. */
  silence(shard?: number): void {
    for (const session of this.#of(shard)) session.silent = true;
  }

  /** Asks for a heartbeat at once: op 1. */
  requestHeartbeat(shard?: number): void {
    for (const session of this.#of(shard)) session.send({ op: 1, d: null, s: null, t: null });
  }

  /** Refuses the next connections with status 503. */
  refuse(times: number): void {
    this.#refusals = times;
  }

  /** Sends an event to the sessions that it belongs to, connected or not, and says to how many. */
  dispatch(event: GatewayEvent): number {
    const now = this.#context.clock.now();
    const targets = this.sessions.filter(
      (session) =>
        (session.connected ||
          (session.resumable && now - (session.lostAt ?? now) < GATEWAY.resumeMs)) &&
        session.holds(event.guildId) &&
        (event.intent === undefined || (session.intents & event.intent) !== 0),
    );
    for (const session of targets) {
      session.dispatch(event.name, event.data);
      this.#logServer(session.shard[0], session.sent.at(-1));
    }
    this.#context.signal.changed();
    return targets.length;
  }

  /** Takes over a socket that asked to become a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#refusals > 0) {
      this.#refusals -= 1;
      socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (client) => {
      this.#accept(client, new URL(request.url ?? '/', 'ws://double'));
    });
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const { socket } of this.#connections) socket.terminate();
    this.#server.close();
  }

  #of(shard: number | undefined): Session[] {
    return this.sessions.filter(
      (session) => session.connected && (shard === undefined || session.shard[0] === shard),
    );
  }

  #logServer(shard: number | undefined, frame: Frame | undefined): void {
    if (frame !== undefined) this.log.push({ from: 'server', shard, frame });
  }

  #accept(socket: WebSocket, address: URL): void {
    const connection: Connection = {
      socket,
      resumeAddress: address.pathname === '/resume',
      session: undefined,
      sends: [],
      lastBeat: Date.now(),
    };
    this.#connections.add(connection);
    socket.on('message', (data) => this.#receive(connection, data));
    socket.on('close', (code) => this.#closed(connection, code));
    socket.on('error', () => socket.terminate());
    if (address.searchParams.get('v') !== '10') return this.#close(connection, 4012);
    if (address.searchParams.get('encoding') !== 'json') return this.#close(connection, 4002);
    const hello = { heartbeat_interval: this.#heartbeatMs, _trace: ['["double"]'] };
    this.#send(connection, { op: 10, d: hello, s: null, t: null });
  }

  #send(connection: Connection, frame: Frame): void {
    if (connection.session?.silent === true) return;
    this.#logServer(connection.session?.shard[0], frame);
    connection.socket.send(JSON.stringify(frame));
  }

  #close(connection: Connection, code: CloseCode, reason?: string): void {
    this.closes.push({ by: 'server', code });
    if (reason !== undefined) this.#context.record.fault('gateway', code, reason);
    connection.socket.close(code, CLOSE[code]);
  }

  #closed(connection: Connection, code: number): void {
    this.#connections.delete(connection);
    const { session } = connection;
    if (!this.closes.some((one) => one.by === 'server' && one.code === code))
      this.closes.push({ by: 'client', code });
    if (session?.socket === connection.socket) {
      session.socket = undefined;
      session.silent = false;
      session.lostAt = this.#context.clock.now();
      if (code === 1000 || code === 1001) session.resumable = false;
    }
    this.#context.signal.changed();
  }

  #closeDead(): void {
    const oldest = Date.now() - this.#heartbeatMs * GATEWAY.patience;
    for (const connection of this.#connections)
      if (connection.lastBeat < oldest && connection.session?.silent !== true)
        this.#close(connection, 4009, 'The client sent no heartbeat');
  }

  #receive(connection: Connection, data: RawData): void {
    const text = data.toString();
    const now = this.#context.clock.now();
    connection.sends.push(now);
    while (now - (connection.sends[0] ?? now) > GATEWAY.sendsWindowMs) connection.sends.shift();
    if (connection.sends.length > GATEWAY.sends)
      return this.#close(connection, 4008, 'Over 120 sends in 60 s');
    if (text.length > GATEWAY.payloadBytes)
      return this.#close(connection, 4002, `A payload of ${text.length} bytes`);
    const frame = parseFrame(text);
    if (frame === undefined) return this.#close(connection, 4002, `Not a frame: ${text}`);
    this.log.push({ from: 'client', shard: connection.session?.shard[0], frame });
    this.#handle(connection, frame);
    this.#context.signal.changed();
  }

  #handle(connection: Connection, frame: Frame): void {
    const data = (frame.d ?? {}) as Readonly<Record<string, unknown>>;
    if (frame.op === 1) {
      connection.lastBeat = Date.now();
      return this.#send(connection, { op: 11, d: null, s: null, t: null });
    }
    if (frame.op === 2) return this.#identify(connection, data);
    if (frame.op === 6) return this.#resume(connection, data);
    if (connection.session === undefined)
      return this.#close(connection, 4003, `op ${frame.op} before identify`);
    if (frame.op === 8) return this.#members(connection.session, data);
    if (frame.op !== 3 && frame.op !== 4 && frame.op !== 31)
      this.#close(connection, 4001, `Unknown op ${frame.op}`);
  }

  #identify(connection: Connection, data: Readonly<Record<string, unknown>>): void {
    const shard = (data.shard ?? [0, 1]) as [number, number];
    const code = this.#identifyFault(connection, data, shard);
    if (code !== undefined)
      return this.#close(connection, code, `Identify was refused: ${CLOSE[code]}`);
    const start = this.starts.take(shard[0]);
    if (start === 'spent') {
      this.#context.token = randomBytes(24).toString('base64url');
      return this.#close(connection, 4004, 'All session starts were spent: the token was reset');
    }
    if (start === 'early') return this.#send(connection, { op: 9, d: false, s: null, t: null });
    const id = randomBytes(16).toString('hex');
    const session = new Session(id, shard, data.intents as number, connection.socket);
    connection.session = session;
    this.sessions.push(session);
    this.#greet(session);
  }

  #identifyFault(
    connection: Connection,
    data: Readonly<Record<string, unknown>>,
    shard: readonly number[],
  ): CloseCode | undefined {
    const { token, properties, intents } = data;
    if (connection.session !== undefined) return 4005;
    if (token !== this.#context.token) return 4004;
    if (typeof properties !== 'object' || typeof intents !== 'number') return 4002;
    if ((intents & ~KNOWN_INTENTS) !== 0) return 4013;
    if ((intents & PRIVILEGED & ~(this.#options.grantedIntents ?? 0)) !== 0) return 4014;
    const [id = -1, count = 0] = shard;
    if (shard.length !== 2 || id < 0 || id >= count) return 4010;
    const guilds = [...this.#context.world.guilds.values()].filter(({ installed }) => installed);
    const held = new Session('', [id, count], 0, connection.socket);
    return guilds.filter((guild) => held.holds(guild.id)).length >= GATEWAY.guildsInShard
      ? 4011
      : undefined;
  }

  #greet(session: Session): void {
    const { world, base } = this.#context;
    const guilds = [...world.guilds.values()].filter(
      (guild) => guild.installed && session.holds(guild.id),
    );
    this.#tell(session, 'READY', {
      v: 10,
      user: userPayload(world.bot),
      user_settings: {},
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${base.replace('http', 'ws')}/resume`,
      session_type: 'normal',
      private_channels: [],
      relationships: [],
      presences: [],
      shard: session.shard,
      application: { id: world.applicationId, flags: 8_388_608 },
      _trace: [],
    });
    if ((session.intents & INTENT.guilds) === 0) return;
    for (const guild of guilds)
      if (guild.available)
        this.#tell(session, 'GUILD_CREATE', guildCreatePayload(guild, world.bot.id));
  }

  #tell(session: Session, name: string, data: unknown): void {
    session.dispatch(name, data);
    this.#logServer(session.shard[0], session.sent.at(-1));
  }

  #resume(connection: Connection, data: Readonly<Record<string, unknown>>): void {
    const { token, session_id: id, seq } = data;
    if (token !== this.#context.token)
      return this.#close(connection, 4004, 'Resume with a wrong token');
    const session = this.sessions.find((one) => one.id === id);
    const now = this.#context.clock.now();
    const gone =
      session === undefined ||
      !session.resumable ||
      now - (session.lostAt ?? now) >= GATEWAY.resumeMs;
    const missed = gone ? undefined : session.since(Number(seq));
    if (session === undefined || missed === undefined)
      return this.#send(connection, { op: 9, d: false, s: null, t: null });
    if (typeof seq !== 'number' || seq > session.seq)
      return this.#close(connection, 4007, `Resume at ${seq}, the session is at ${session.seq}`);
    if (!connection.resumeAddress)
      this.#context.record.fault('gateway', 0, 'Resume at another address than READY gave');
    if (session.socket !== undefined && session.socket !== connection.socket)
      session.socket.terminate();
    session.socket = connection.socket;
    session.lostAt = undefined;
    session.silent = false;
    session.resumes += 1;
    connection.session = session;
    for (const frame of missed) session.send(frame);
    this.#tell(session, 'RESUMED', { _trace: [] });
  }

  #members(session: Session, data: Readonly<Record<string, unknown>>): void {
    const guild = this.#context.world.guilds.get(String(data.guild_id));
    this.#tell(session, 'GUILD_MEMBERS_CHUNK', {
      guild_id: data.guild_id,
      members: [...(guild?.members.values() ?? [])].map(memberPayload),
      chunk_index: 0,
      chunk_count: 1,
      not_found: [],
      ...(data.nonce === undefined ? {} : { nonce: data.nonce }),
    });
  }
}

function parseFrame(text: string): Frame | undefined {
  try {
    const frame = JSON.parse(text);
    return typeof frame?.op === 'number' ? frame : undefined;
  } catch {
    return undefined;
  }
}
