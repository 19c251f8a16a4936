import type { Gate } from './gate.ts';
import { refused, shownAddress } from './problems.ts';
import { targetOf } from './target.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const FOR_GOOD: ReadonlySet<number> = new Set([301, 308]);

/** What says nothing about who asks; everything else may be a secret of the host it was meant for. */
const KEPT_ELSEWHERE: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'if-modified-since',
  'if-none-match',
  'user-agent',
]);

export interface Redirect {
  readonly to: URL;
  readonly isForGood: boolean;
}

/** Header bytes are read as Latin-1; addresses in them are written in UTF-8, when they are not ASCII. */
function asUtf8(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8');
}

/**
 * Where an answer leads on; undefined when it does not.
 * @throws TocsinError `fetch.refused` when nobody may be led there
 */
export function redirectOf(
  status: number,
  location: string | undefined,
  from: URL,
  gate: Gate,
): Redirect | undefined {
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  const to = targetOf(asUtf8(location).trim(), gate, from);
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw refused('it leads on from https to http', shownAddress(from));
  }
  return { to, isForGood: FOR_GOOD.has(status) };
}

/** The headers that may be sent on. */
export function headersFor(
  headers: Readonly<Record<string, string>>,
  from: URL,
  to: URL,
): Readonly<Record<string, string>> {
  if (from.origin === to.origin) return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => KEPT_ELSEWHERE.has(name)));
}
