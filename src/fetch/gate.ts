import { isIP, isIPv6 } from 'node:net';
import { TocsinError } from '../shared/errors.ts';
import { isOutside } from './addresses.ts';

const USUAL_PORTS: readonly number[] = [80, 443];

/** What may be reached. */
export interface Gate {
  /** Whether whoever runs Tocsin allowed this host, as it is written in the address, at this port. */
  isAllowed(host: string, port: number): boolean;
  /** Whether the port may be used at a host that nobody allowed. */
  isUsualPort(port: number): boolean;
  /** Whether a host that nobody allowed may be reached at this address. */
  isOutside(address: string, port: number): boolean;
}

interface Entry {
  readonly host: string;
  readonly ports: readonly number[];
}

function readEntry(text: string): Entry {
  const written = isIPv6(text) ? `[${text}]` : text;
  const url = /^[^/?#@\\\s]+$/.test(written) ? URL.parse(`http://${written}`) : null;
  if (url === null || url.hostname === '') {
    throw new TocsinError(`“${text}” is no host that can be allowed`, {
      code: 'fetch.bad-allow',
      fault: 'user',
      remedy: 'Write a host or an IP address, with a port or without: feeds.example.org:8080.',
    });
  }
  const port = /:(\d+)$/.exec(isIPv6(text) ? '' : text)?.[1];
  return { host: url.hostname, ports: port === undefined ? USUAL_PORTS : [Number(port)] };
}

/** The host of a URL as an address, when it is one; a URL has already read every notation of IPv4. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? undefined : bare;
}

/**
 * @param allow `host:port`, `ip:port`, or either without a port for 80 and 443. An entry is held against
 *   the host as an address has it, never against what a name leads to: so no other name reaches what is
 *   allowed.
 * @param standIns `ip:port` that count as outside: for tests, which have no outside
 * @throws TocsinError `fetch.bad-allow`
 */
export function createGate(allow: readonly string[], standIns: readonly string[] = []): Gate {
  const allowed = allow.map(readEntry);
  const outside = standIns.map(readEntry);
  const has = (entries: readonly Entry[], host: string, port: number): boolean =>
    entries.some((entry) => entry.host === host && entry.ports.includes(port));
  return {
    isAllowed: (host, port) => has(allowed, host, port),
    isUsualPort: (port) =>
      USUAL_PORTS.includes(port) || outside.some((entry) => entry.ports.includes(port)),
    isOutside: (address, port) => isOutside(address) || has(outside, address, port),
  };
}
