import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Endpoint } from '../../../../src/storage/embedded/access.ts';

/** Stands between client and server, and can fail as a network does. */
export interface Proxy {
  readonly endpoint: Endpoint;
  /** Stops passing on what comes, without hanging up; who comes later is served. */
  fallSilent(): void;
  /** Hangs up, and turns away who comes. */
  close(): void;
  /** Serves again who comes. */
  reopen(): void;
}

/** @param server reached by a socket in a directory */
export async function startProxy(server: Endpoint): Promise<Proxy> {
  const links: [Socket, Socket][] = [];
  let open = true;
  const proxy = createServer((near) => {
    near.on('error', () => {});
    if (!open) return near.destroy();
    const far = connect(`${server.host}/.s.PGSQL.${server.port}`).on('error', () => {});
    near.pipe(far).pipe(near);
    links.push([near, far]);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const hangUp = () => {
    for (const socket of links.flat()) socket.destroy();
  };
  onTestFinished(() => {
    hangUp();
    proxy.close();
  });
  const address = proxy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: { ...server, host: '127.0.0.1', port },
    fallSilent() {
      for (const [near, far] of links) {
        near.unpipe(far).resume();
        far.unpipe(near).resume();
      }
    },
    close() {
      open = false;
      hangUp();
    },
    reopen() {
      open = true;
    },
  };
}
