import { type Gate, literalAddress } from './gate.ts';
import { refused, shownAddress } from './problems.ts';

const LONGEST_ADDRESS = 4000;

/**
 * Names that lead inside wherever they are asked: RFC 6761 and 6762 (localhost, local), RFC 8375
 * (home.arpa), RFC 7686 (onion), ICANN's reserved `internal`, and what house networks call themselves.
 */
const INSIDE_NAMES =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|onion)$/;

// A backslash is a slash to some who read addresses and a letter to others; controls are dropped by some.
const AMBIGUOUS = /[\\\p{Cc}]/u;

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function whyNotHost(url: URL, gate: Gate): string | undefined {
  const port = portOf(url);
  if (gate.isAllowed(url.hostname, port)) return undefined;
  const literal = literalAddress(url.hostname);
  if (literal !== undefined && !gate.isOutside(literal, port)) {
    return 'it is not in the public Internet';
  }
  const name = url.hostname.replace(/\.$/, '');
  if (literal === undefined && !name.includes('.')) return 'its host is a name of one word';
  if (literal === undefined && INSIDE_NAMES.test(name)) return 'its host is a name for the inside';
  if (!gate.isUsualPort(port)) return `port ${port} is neither 80 nor 443`;
  return undefined;
}

/**
 * An address that may be asked, as far as it says itself; what its name leads to is judged when it is
 * connected to.
 * @param base what a relative one is relative to
 * @throws TocsinError `fetch.refused`
 */
export function targetOf(address: string, gate: Gate, base?: URL): URL {
  const where = shownAddress(base ?? address);
  if (address.length > LONGEST_ADDRESS) throw refused('it is too long', where);
  if (AMBIGUOUS.test(address)) throw refused('it has a backslash or a control character', where);
  const url = URL.parse(address, base?.href);
  if (url === null) throw refused('it is not an address', where);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused('only http and https are', where);
  }
  const shown = shownAddress(url);
  if (url.username !== '' || url.password !== '') throw refused('it has a user name in it', shown);
  const why = whyNotHost(url, gate);
  if (why !== undefined) throw refused(why, shown);
  url.hash = '';
  return url;
}
