import type { Hono } from 'hono';

/**
 * Who calls a mount, which decides what is checked before its own code runs.
 * - `services`: programs that prove themselves with a signature or an unguessable address.
 * - `browsers`: people who signed in; a change must come from a page of this very server.
 * - `local-browsers`: people at this machine, not signed in; as `browsers`, and the server must
 *   listen on a loopback address and be called by a loopback name.
 */
export type Callers = 'services' | 'browsers' | 'local-browsers';

/** A part of the server. It registers whole paths, and gets only those under its prefix. */
export interface Mount {
  /** `/slack` takes `/slack` and `/slack/…`; `/` takes what no other mount takes. */
  readonly prefix: string;
  readonly app: Hono;
  readonly callers: Callers;
  /** Ends streams that would otherwise stay open for ever. Called once, when the server closes. */
  close?(): void;
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
