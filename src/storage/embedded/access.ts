import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import { SOCKET_PORT } from './cluster.ts';

/** What a client of the embedded server connects with. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password?: string;
  readonly ssl: false;
}

/** A way into the embedded server. */
export interface Access {
  /** Whether clients come by a socket in the cluster's directory. */
  readonly bySocket: boolean;
  /**
   * For a new cluster.
   * @param workshop a private directory that is thrown away afterwards
   * @returns arguments for initdb, and files to put into the cluster, content by name
   */
  prepare(workshop: string): Promise<{ initdb: string[]; files: Record<string, string> }>;
  /** Server settings for one start. No server runs on the cluster when this is called. */
  settings(cluster: string): Promise<Record<string, string>>;
  endpoint(cluster: string): Promise<Endpoint>;
}

/** The one role, and initdb's own database: there is nothing else in the cluster to keep apart. */
const IDENTITY = { user: 'tocsin', database: 'postgres', ssl: false } as const;

/**
 * By Unix socket. The file system is the guard: directory and socket are open to the owner and to
 * root alone, who could read the files anyway, so a password would keep nobody out.
 */
const socketAccess: Access = {
  bySocket: true,
  prepare: async () => ({ initdb: ['--auth=trust'], files: {} }),
  settings: async () => ({
    listen_addresses: '',
    // Relative to the cluster, so that a data directory may be moved.
    unix_socket_directories: '.',
    unix_socket_permissions: '0700',
    port: String(SOCKET_PORT),
  }),
  endpoint: async (cluster) => ({ ...IDENTITY, host: cluster, port: SOCKET_PORT }),
};

interface Loopback {
  readonly port: number;
  readonly password: string;
}

const LOOPBACK_FILE = 'tocsin-access.json';

async function readLoopback(cluster: string): Promise<Loopback> {
  return JSON.parse(await readFile(join(cluster, LOOPBACK_FILE), 'utf8')) as Loopback;
}

/** A port of this machine that nobody listens on: the wished one if it is free; 0 wishes for any. */
function freePort(wished: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && wished !== 0) freePort(0).then(resolve, reject);
      else reject(error);
    });
    probe.listen({ host: '127.0.0.1', port: wished, exclusive: true }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** By TCP on this machine only, with a random port and password kept in the cluster: Windows. */
export const loopbackAccess: Access = {
  bySocket: false,
  async prepare(workshop) {
    const password = randomBytes(24).toString('base64url');
    const file = join(workshop, 'password');
    await writeFile(file, password);
    return {
      initdb: ['--auth=scram-sha-256', `--pwfile=${file}`],
      files: { [LOOPBACK_FILE]: JSON.stringify({ port: await freePort(0), password }) },
    };
  },
  async settings(cluster) {
    const { port: wished, password } = await readLoopback(cluster);
    const port = await freePort(wished);
    if (port !== wished) {
      await writeFile(join(cluster, LOOPBACK_FILE), JSON.stringify({ port, password }));
    }
    return { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) };
  },
  async endpoint(cluster) {
    return { ...IDENTITY, host: '127.0.0.1', ...(await readLoopback(cluster)) };
  },
};

/** The way in that this system offers. */
export function defaultAccess(): Access {
  return platform() === 'win32' ? loopbackAccess : socketAccess;
}
