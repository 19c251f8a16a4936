import { setTimeout as sleep } from 'node:timers/promises';
import { TocsinError } from '../../../shared/errors.ts';
import type { Input, InputStream } from '../../core/input.ts';
import { readJson } from '../../core/json.ts';
import { notAllowed, notTaxii, otherVersion, refusalIn } from './problems.ts';

const MEDIA_TYPE = 'application/taxii+json;version=2.1';
/** Before each further try where the server does not say how long to wait, in milliseconds. */
const WAITS_MS = [0, 2_000, 10_000, 30_000];
/** A server that wants to be left alone for longer is asked another time. */
const LONGEST_WAIT_MS = 120_000;

export interface Answer {
  readonly body: unknown;
  readonly headers: InputStream['headers'];
  /** Without a query; for messages. */
  readonly where: string;
}

export interface ClientOptions {
  readonly input: Input;
  readonly authorization: string | undefined;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly note: (what: string) => void;
}

/** Asks a TAXII server, again where it was busy or the line broke. */
export class TaxiiClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Where the whole began, without a query. */
  get address(): string {
    return this.#options.input.name;
  }

  /**
   * @param url absolute; the address itself when absent
   * @throws TocsinError `import.taxii-not-allowed`, `import.taxii-version`, `import.not-taxii`, and with
   *   fault `far-side` when it failed too often
   */
  async get(url?: string): Promise<Answer> {
    const { note, signal } = this.#options;
    const where = url === undefined ? this.address : url.replace(/[?#].*$/s, '');
    for (let tries = 0; ; tries += 1) {
      signal.throwIfAborted();
      try {
        return await this.#once(url, where);
      } catch (error) {
        const wait = this.#waitAfter(error, tries);
        if (wait === undefined) throw this.#explained(error, where);
        note('asked again after the server was busy or the line broke');
        await sleep(wait, undefined, { signal });
      }
    }
  }

  async #once(url: string | undefined, where: string): Promise<Answer> {
    const { authorization, input } = this.#options;
    const request = { accept: MEDIA_TYPE, ...(authorization !== undefined && { authorization }) };
    const { bytes, headers } = await input.open(url, request);
    const type = headers['content-type'] ?? 'json';
    if (!type.toLowerCase().includes('json')) throw notTaxii(where);
    return { body: await readJson(bytes, where), headers, where };
  }

  /** In milliseconds; undefined when there is no use in trying again. */
  #waitAfter(error: unknown, tries: number): number | undefined {
    const usual = WAITS_MS[tries];
    if (!(error instanceof TocsinError) || error.fault !== 'far-side') return undefined;
    const refusal = refusalIn(error);
    const isPassing = refusal === undefined || refusal.status === 429 || refusal.status >= 500;
    if (usual === undefined || !isPassing) return undefined;
    const wanted = waitIn(refusal?.headers['retry-after'], this.#options.now());
    if (wanted === undefined) return usual;
    return wanted > LONGEST_WAIT_MS ? undefined : wanted;
  }

  #explained(error: unknown, where: string): unknown {
    const status = refusalIn(error)?.status;
    if (status === 401 || status === 403) {
      return notAllowed(where, status, this.#options.authorization !== undefined);
    }
    return status === 406 || status === 415 ? otherVersion(where) : error;
  }
}

/** Seconds or a date: RFC 9110, section 10.2.3. */
function waitIn(header: string | undefined, now: Date): number | undefined {
  const words = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(words)) return Number(words) * 1_000;
  const at = Date.parse(words);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
