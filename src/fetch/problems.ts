import { TocsinError } from '../shared/errors.ts';

/** An address for messages: no user name, no query, no fragment, whatever of them is secret. */
export function shownAddress(url: URL | string): string {
  const parsed = typeof url === 'string' ? URL.parse(url) : url;
  if (parsed === null) return 'an address that cannot be read';
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}`.slice(0, 200);
}

export function refused(why: string, where: string): TocsinError {
  return new TocsinError(`this address is not fetched: ${why}`, {
    code: 'fetch.refused',
    fault: 'user',
    where,
    remedy:
      'Name a public http or https address; whoever runs Tocsin can allow single hosts and ports besides.',
  });
}

function tooSlow(timeoutMs: number, where: string): TocsinError {
  return new TocsinError(`it was not done within ${timeoutMs / 1000} seconds`, {
    code: 'fetch.too-slow',
    fault: 'far-side',
    where,
    remedy: 'Try again later.',
  });
}

export function tooBig(what: string, where: string): TocsinError {
  return new TocsinError(`there is more than is taken: ${what}`, {
    code: 'fetch.too-big',
    fault: 'far-side',
    where,
    remedy: 'Check that the address is the one meant.',
  });
}

export function tooManyRedirects(most: number, where: string): TocsinError {
  return new TocsinError(`it leads on more than ${most} times`, {
    code: 'fetch.too-many-redirects',
    fault: 'far-side',
    where,
    remedy: 'Name the address that it leads to in the end.',
  });
}

export function broken(why: string, where: string, cause?: unknown): TocsinError {
  return new TocsinError(`the answer cannot be read: ${why}`, {
    code: 'fetch.broken',
    fault: 'far-side',
    where,
    remedy: 'Try again later; if it stays so, tell whoever runs that address.',
    cause,
  });
}

function unreachable(why: string, where: string, cause: unknown): TocsinError {
  return new TocsinError(`it cannot be reached: ${why}`, {
    code: 'fetch.unreachable',
    fault: 'far-side',
    where,
    remedy: 'Check the address; if it is right, try again later.',
    cause,
  });
}

/** What the codes of Node and undici mean; a message of theirs may repeat what the far side sent. */
const MEANINGS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host is known',
  EAI_AGAIN: 'the host could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  CERT_HAS_EXPIRED: 'its certificate has run out',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'nobody trusted vouches for its certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'nobody trusted vouches for its certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'nobody trusted vouches for its certificate',
};

/** By which codes an answer that did arrive cannot be read. */
const NOT_HTTP = /^HPE_|^UND_ERR_RES/;

/** One fetch, as far as what goes wrong with it depends on it. */
export interface Attempt {
  /** Ends it when its time is over, or nobody wants it any more. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly where: string;
}

function ownProblem(error: unknown, { signal, timeoutMs, where }: Attempt): unknown {
  if (error instanceof TocsinError) return error;
  if (!signal.aborted) return undefined;
  return signal.reason?.name === 'TimeoutError' ? tooSlow(timeoutMs, where) : signal.reason;
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '');
}

/** Why there is no answer, for people. */
export function problemOf(error: unknown, attempt: Attempt): unknown {
  const { where } = attempt;
  const own = ownProblem(error, attempt);
  if (own !== undefined) return own;
  const code = codeOf(error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return tooBig('its headers are too long', where);
  const isNotHttp = NOT_HTTP.test(code) || (error as Error | null)?.name === 'HTTPParserError';
  if (isNotHttp) return broken('it is not well-formed HTTP', where, error);
  return unreachable(MEANINGS[code] ?? (code || 'the connection failed'), where, error);
}

/** Why an answer is not all there, for people. */
export function bodyProblemOf(error: unknown, attempt: Attempt): unknown {
  const own = ownProblem(error, attempt);
  if (own !== undefined) return own;
  const isCut = /^UND_ERR|^ECONN|^EPIPE/.test(codeOf(error));
  const why = isCut ? 'the connection was cut' : 'it cannot be unpacked';
  return broken(why, attempt.where, error);
}
