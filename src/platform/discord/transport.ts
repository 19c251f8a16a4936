import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { TLSSocket } from 'node:tls';
import type { RESTOptions } from 'discord.js';
import type { Gate, Passage } from './gate.ts';

type MakeRequest = RESTOptions['makeRequest'];

const OPEN: Gate = async () => ({ over() {}, unused() {} });

/** Nothing of the request left this machine. */
export class Unsent extends Error {
  override readonly name = 'Unsent';
}

/** Their responses have no body. RFC 9110 */
const BODILESS: readonly number[] = [204, 205, 304];

/** Whether what is written now goes out at once: no address to look up, nobody to shake hands with. */
function isReady(socket: Socket): boolean {
  if (socket.connecting) return false;
  return !(socket instanceof TLSSocket) || /^TLSv/.test(socket.getProtocol() ?? '');
}

/** Resolves when the request has a connection. A failing request never gets one. */
function connected(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    request.once('socket', (socket) => {
      if (isReady(socket)) resolve();
      else socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', resolve);
    });
  });
}

async function responseOf(message: IncomingMessage): Promise<Response> {
  const { statusCode: status = 0, statusMessage: statusText = '' } = message;
  // Read to its end here, so that the time limit of a request holds for all of its answer.
  const bytes = await buffer(message);
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  const body = BODILESS.includes(status) ? null : new Uint8Array(bytes);
  return new Response(body, { status, statusText, headers });
}

/**
 * Sends the requests of discord.js by Node's own HTTP client. What discord.js brings for it, undici,
 * shares one dispatcher with every other copy in the process; where Slack's library was loaded first,
 * that is a later major's, which takes no uploads of discord.js.
 * @param gate passed when the connection stands, right before the first byte goes out
 * @returns for `RESTOptions.makeRequest`; its promise rejects with `Unsent` when nothing went out
 */
export function transport(gate: Gate = OPEN): MakeRequest {
  return async (address, { method, headers, body, signal }) => {
    // Node encodes forms, and knows their boundaries. The two kinds of options differ in types alone.
    const whole = new Request(address, { method, headers, body } as RequestInit);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const length = bytes.length === 0 ? {} : { 'content-length': String(bytes.length) };
    const { request } = address.startsWith('http:') ? http : https;
    const sending = request(address, {
      method: whole.method,
      headers: { ...Object.fromEntries(whole.headers), ...length },
      signal: signal as AbortSignal,
    });
    let passage: Passage | undefined;
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      sending.once('response', resolve);
      // It may fail again while it is given up.
      sending.on('error', reject);
    });
    const leaving = connected(sending)
      .then(gate)
      .then((passed) => {
        if (sending.destroyed) return passed.unused();
        passage = passed;
        sending.end(bytes);
      });
    try {
      await Promise.race([answered, leaving]);
      const message = await answered;
      passage?.over();
      return (await responseOf(message)) as unknown as Awaited<ReturnType<MakeRequest>>;
    } catch (failed) {
      sending.destroy();
      passage?.over();
      const error: unknown = signal?.aborted === true ? signal.reason : failed;
      if (passage !== undefined) throw error;
      throw new Unsent(error instanceof Error ? error.message : String(error), { cause: error });
    }
  };
}
