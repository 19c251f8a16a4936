import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { takeCallback } from './callbacks.ts';
import type { Context } from './context.ts';
import { parseBody } from './http-body.ts';
import type { Interaction } from './interaction.ts';
import { Refusal } from './refusal.ts';

const ANSWER_MS = 3_000;

/** How a request to the application is signed. */
export interface Signing {
  /** The timestamp lies so far back, ms. */
  readonly timestampAgoMs?: number;
  /** The signature is of other bytes. */
  readonly bad?: true;
  /** Neither header is sent. */
  readonly missing?: true;
}

export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Replied {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** Interactions and webhook events by signed HTTP. */
export class HttpDelivery {
  /** Raw Ed25519 public key, in hex as Discord shows it. */
  readonly publicKey: string;
  /** Where interactions go; null while they go by the gateway. */
  url: string | null = null;
  readonly #key: KeyObject;
  readonly #context: Context;
  readonly #sent = new Map<string, SignedRequest>();

  constructor(context: Context) {
    this.#context = context;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.#key = privateKey;
    const { x = '' } = publicKey.export({ format: 'jwk' });
    this.publicKey = Buffer.from(x, 'base64url').toString('hex');
  }

  /** The bytes and headers that Discord would send. */
  signed(body: string, signing: Signing = {}): SignedRequest {
    const at = this.#context.clock.now() - (signing.timestampAgoMs ?? 0);
    const timestamp = String(Math.floor(at / 1000));
    const bytes = Buffer.from(`${timestamp}${signing.bad === true ? '!' : ''}${body}`);
    const proof = {
      'x-signature-ed25519': sign(null, bytes, this.#key).toString('hex'),
      'x-signature-timestamp': timestamp,
    };
    return {
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
        ...(signing.missing === true ? {} : proof),
      },
      body,
    };
  }

  async post(url: string, request: SignedRequest): Promise<Replied> {
    const response = await fetch(url, {
      method: 'POST',
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? undefined,
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  /**
   * Saves an address as the developer portal does: a ping must be answered, a bad signature refused.
   * @throws Error saying what was wrong with the answer
   */
  async save(url: string | null): Promise<void> {
    if (url !== null) {
      const ping = JSON.stringify({
        id: this.#context.world.ids.next(),
        application_id: this.#context.world.applicationId,
        type: 1,
        token: 'ping',
        version: 1,
      });
      const pong = await this.post(url, this.signed(ping));
      if (pong.status !== 200 || !isPong(pong.body))
        throw new Error(`A ping was answered ${pong.status} ${pong.body}`);
      const refused = await this.post(url, this.signed(ping, { bad: true }));
      if (refused.status !== 401)
        throw new Error(`A bad signature was answered ${refused.status}, not 401`);
    }
    this.url = url;
  }

  /** Sends an interaction; what is answered is taken when it comes. */
  start(interaction: Interaction, signing: Signing = {}): void {
    const request = this.signed(JSON.stringify(interaction.payload), signing);
    this.#sent.set(interaction.id, request);
    void this.#carry(interaction, request);
  }

  /** Sends the very same bytes again, or the same interaction signed anew. */
  async again(interaction: Interaction, signing?: Signing): Promise<Replied> {
    const before = this.#sent.get(interaction.id);
    if (this.url === null || before === undefined) throw new Error('It was not sent by HTTP');
    const request = signing === undefined ? before : this.signed(before.body, signing);
    const replied = await this.post(this.url, request);
    await this.#take(interaction, replied);
    return replied;
  }

  forget(): void {
    this.#sent.clear();
  }

  async #carry(interaction: Interaction, request: SignedRequest): Promise<void> {
    try {
      const replied = await this.post(this.url ?? '', request);
      interaction.sending.status = replied.status;
      interaction.sending.body = replied.body.toString();
      const fault = await this.#take(interaction, replied);
      if (fault === undefined) interaction.sending.state = 'sent';
      else this.#refused(interaction, fault);
    } catch (error) {
      this.#refused(interaction, String(error));
    }
    this.#context.signal.changed();
  }

  #refused(interaction: Interaction, reason: string): void {
    interaction.sending.state = 'refused';
    interaction.sending.reason = reason;
  }

  /** Takes the answer as a callback; gives what was wrong with it. */
  async #take(interaction: Interaction, replied: Replied): Promise<string | undefined> {
    const { status, body, contentType } = replied;
    if (status === 202 && body.length === 0) return undefined;
    if (status !== 200) return `the endpoint answered ${status} ${body}`;
    try {
      const { json, files } = await parseBody(body, contentType);
      takeCallback(this.#context, interaction, json, files);
      return undefined;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#context.record.fault('http-interaction', error.code, error.reason);
      return error.reason;
    }
  }
}

function isPong(body: Buffer): boolean {
  try {
    return JSON.parse(body.toString()).type === 1;
  } catch {
    return false;
  }
}
