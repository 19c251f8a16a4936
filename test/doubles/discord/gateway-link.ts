import type { WebSocket } from 'ws';
import { CLOSE, type CloseCode } from './gateway-rules.ts';
import type { Frame, Session } from './gateway-session.ts';

/** Thrown while a frame is handled: the socket is closed with that code. */
export class Closing extends Error {
  override readonly name = 'Closing';
  readonly code: CloseCode;

  constructor(code: CloseCode, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** Codes after which there is no way back to the session. DD:opcodes-and-status-codes */
const FINAL: readonly number[] = [1000, 1001, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014];

/** One socket, and the session that it carries once the client said who it is. */
export class Link {
  readonly socket: WebSocket;
  /** Opened at the address that READY gave for a resume, or told that a resume is in order. */
  mayResume: boolean;
  session: Session | undefined;
  /** Times of the sends that still count, ms since 1970. */
  readonly sends: number[] = [];
  /** By the machine's clock: a client's beats follow real time. */
  lastBeat = Date.now();
  closedByServer = false;

  constructor(socket: WebSocket, mayResume: boolean) {
    this.socket = socket;
    this.mayResume = mayResume;
  }

  get shard(): number | undefined {
    return this.session?.shard[0];
  }

  send(frame: Frame): void {
    if (this.session?.silent !== true) this.socket.send(JSON.stringify(frame));
  }

  close(code: CloseCode): void {
    this.closedByServer = true;
    this.socket.close(code, CLOSE[code]);
  }

  /** Lets go of the session when the socket is gone. */
  release(code: number, now: number): void {
    const { session } = this;
    if (session?.socket !== this.socket) return;
    session.detach(now);
    if (FINAL.includes(code)) session.resumable = false;
  }

  /** Ends the session on this socket, which stays open for a resume or a new identify. */
  invalidate(resumable: boolean, now: number): void {
    const { session } = this;
    if (session === undefined) return;
    session.detach(now);
    session.resumable = resumable;
    this.session = undefined;
    this.mayResume = true;
  }
}
