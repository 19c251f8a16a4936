import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A web server that keeps what it was asked. */
export interface Web {
  readonly port: number;
  /** `127.0.0.1:PORT`, as a fetcher is told to allow it. */
  readonly authority: string;
  /** What was asked, the first first. */
  readonly requests: readonly IncomingMessage[];
  /** Connections that were opened to it, whether anything was asked or not. */
  readonly connections: number;
  /** Those that are still open. */
  readonly open: ReadonlySet<Socket>;
  url(path?: string): string;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface WebPlace {
  readonly host?: string;
  readonly port?: number;
}

/** Answers as `listener` does, on an address of this machine. */
export async function openWeb(listener: RequestListener, place: WebPlace = {}): Promise<Web> {
  const { host = '127.0.0.1', port: wanted = 0 } = place;
  const requests: IncomingMessage[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  server.on('connection', (socket) => {
    connections += 1;
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
  });
  server.listen(wanted, host);
  await new Promise((resolve, reject) => server.on('listening', resolve).on('error', reject));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    authority: `${host}:${port}`,
    requests,
    open,
    get connections() {
      return connections;
    },
    url: (path = '/') => `http://${host}:${port}${path}`,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
