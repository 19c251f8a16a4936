import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TocsinError } from '../shared/errors.ts';

/** All in milliseconds but the last two. A client that is slower than this is cut off. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 5_000,
  /** Silence in either direction; event streams speak more often. */
  silence: 60_000,
  /** What requests under way get when the server closes. */
  grace: 2_000,
  /** How often connections that have become idle are looked for while the server closes. */
  sweep: 20,
  maxHeaderSize: 16 * 1024,
  maxConnections: 1_000,
} as const;

/** @throws TocsinError that names the setting to change */
function refusal(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const at = { fault: 'user', where: `${host}:${port}`, cause: error } as const;
  switch (error.code) {
    case 'EADDRINUSE':
      return new TocsinError(`Port ${port} is in use by another program.`, {
        ...at,
        code: 'http.port-in-use',
        remedy: `Stop that program, or set PORT to a free port, such as PORT=${port === 65_535 ? 3000 : port + 1}.`,
      });
    case 'EACCES':
      return new TocsinError(`This user may not listen on port ${port}.`, {
        ...at,
        code: 'http.port-forbidden',
        remedy: 'Set PORT to a number from 1024 up, such as PORT=3000.',
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new TocsinError(`"${host}" is not an address of this machine.`, {
        ...at,
        code: 'http.address-unknown',
        remedy: 'Set HOST=127.0.0.1, or to an address that this machine has.',
      });
    default:
      return error;
  }
}

/** Starts to listen, with limits against slow clients. */
export function listen(listener: RequestListener, host: string, port: number): Promise<Server> {
  const server = createServer(
    {
      headersTimeout: LIMITS.headersTimeout,
      requestTimeout: LIMITS.requestTimeout,
      connectionsCheckingInterval: LIMITS.connectionsCheckingInterval,
      keepAliveTimeout: LIMITS.keepAliveTimeout,
      maxHeaderSize: LIMITS.maxHeaderSize,
    },
    listener,
  );
  server.timeout = LIMITS.silence;
  server.maxConnections = LIMITS.maxConnections;
  const { promise, resolve, reject } = Promise.withResolvers<Server>();
  server.once('error', (error) => reject(refusal(error, host, port)));
  server.listen({ host, port }, () => resolve(server));
  return promise;
}

/** The address to open, with the port that was given out when 0 was asked for. */
export function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** Takes no more connections, lets requests under way finish, and then cuts what is left. */
export async function shut(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cut = setTimeout(() => server.closeAllConnections(), LIMITS.grace);
  // A connection becomes idle again after its last response, and would be kept alive.
  const sweep = setInterval(() => server.closeIdleConnections(), LIMITS.sweep);
  server.close(() => resolve());
  await promise;
  clearTimeout(cut);
  clearInterval(sweep);
}
