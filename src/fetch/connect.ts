import type { LookupAddress } from 'node:dns';
import { connect as openSocket, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { type Gate, literalAddress } from './gate.ts';
import { refused, shownAddress } from './problems.ts';
import { portOf } from './target.ts';

/** What a name leads to. Fails as a system's lookup does, with a `code`. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

type LookupDone = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * The one lookup of a connection: what it answers is what is connected to, so that no second answer can
 * differ from the one that was judged. One address inside among others is a trick, and refuses them all.
 */
function guardedLookup(resolve: Resolve, mayReach: (address: string) => boolean, where: string) {
  function judge(addresses: readonly LookupAddress[]): LookupAddress[] {
    if (addresses.length === 0) throw Object.assign(new Error(), { code: 'ENOTFOUND' });
    if (addresses.every(({ address }) => mayReach(address))) return [...addresses];
    throw refused('its host leads to what is not in the public Internet', where);
  }
  return (
    host: string,
    options: { readonly all?: boolean | undefined },
    done: LookupDone,
  ): void => {
    resolve(host)
      .then(judge)
      .then(
        (found) =>
          options.all === true
            ? done(null, found)
            : done(null, found[0]?.address ?? '', found[0]?.family),
        (error: Error) => done(error, ''),
      );
  };
}

/**
 * Opens connections to where `target` leads, if `gate` lets them: judged by the address that is connected
 * to, and once more by what the socket says of itself before a byte is sent.
 */
export function createConnector(
  target: URL,
  gate: Gate,
  resolve: Resolve,
): buildConnector.connector {
  const where = shownAddress(target);
  const port = portOf(target);
  const isAllowed = gate.isAllowed(target.hostname, port);
  const mayReach = (address: string): boolean => isAllowed || gate.isOutside(address, port);
  const literal = literalAddress(target.hostname);
  const lookup = guardedLookup(resolve, mayReach, where);
  const upgrade = buildConnector({ allowH2: false, maxCachedSessions: 0, timeout: 0 });

  // A literal address is never looked up.
  if (literal !== undefined && !mayReach(literal)) {
    throw refused('it is not in the public Internet', where);
  }

  return (options, callback): Socket => {
    const socket = openSocket({ host: literal ?? target.hostname, port, lookup });
    const settle = Promise.withResolvers<void>();
    socket.on('error', settle.reject).once('connect', settle.resolve);
    settle.promise.then(
      () => {
        if (!mayReach(socket.remoteAddress ?? '')) {
          socket.destroy();
          callback(refused('its host leads to what is not in the public Internet', where), null);
        } else if (target.protocol === 'https:') {
          upgrade({ ...options, httpSocket: socket }, callback);
        } else {
          callback(null, socket.setNoDelay(true));
        }
      },
      (error: Error) => callback(error, null),
    );
    return socket;
  };
}
