import type { RequestListener } from 'node:http';
import type { Hono } from 'hono';

/**
 * Who calls a mount, which decides what is checked before its own code runs.
 * - `services`: programs that prove themselves with a signature or an unguessable address.
 * - `browsers`: people who signed in; a change must come from a page of this very server.
 * - `local-browsers`: people at this machine, not signed in; as `browsers`, and the server must
 *   listen on a loopback address and be called by a loopback name.
 */
export type Callers = 'services' | 'browsers' | 'local-browsers';

interface Taken {
  /** `/slack` takes `/slack` and `/slack/…`; `/` takes what no other mount takes. */
  readonly prefix: string;
  /** Ends streams that would otherwise stay open for ever. Called once, when the server closes. */
  close?(): void;
}

/** A part of the server. It registers whole paths, and gets only those under its prefix. */
export interface AppMount extends Taken {
  readonly app: Hono;
  readonly callers: Callers;
}

/**
 * A part that a platform's own library serves. It gets the bare request: what is checked, and how
 * much is read, is the library's business.
 */
export interface ListenerMount extends Taken {
  readonly listener: RequestListener;
  readonly callers: 'services';
}

export type Mount = AppMount | ListenerMount;

export function isListenerMount(mount: Mount): mount is ListenerMount {
  return 'listener' in mount;
}

function takes(prefix: string, path: string): boolean {
  return prefix === '/' || path === prefix || path.startsWith(`${prefix}/`);
}

/** The mount with the longest prefix that takes a path. */
export function mountFor<M extends Pick<Mount, 'prefix'>>(
  mounts: readonly M[],
  path: string,
): M | undefined {
  return mounts
    .filter((mount) => takes(mount.prefix, path))
    .reduce<M | undefined>(
      (best, mount) =>
        best !== undefined && best.prefix.length >= mount.prefix.length ? best : mount,
      undefined,
    );
}
