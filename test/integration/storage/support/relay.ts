import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoint } from '../../../../src/storage/embedded/access.ts';

/** PostgreSQL's name for the socket in its directory. */
const SOCKET = '.s.PGSQL.5432';

/** Stands between Tocsin and a server, and can lose an answer on its way. */
export interface Relay extends AsyncDisposable {
  /** As a DATABASE_URL. */
  readonly url: string;
  /**
   * Of the next question that holds the words, breaks the connection off when its answer is there: the
   * server has done it, and whoever asked does not know.
   */
  loseAnswerTo(words: string): Promise<void>;
  /** The next question that holds the words, and all after it on its connection, get no answer. */
  goSilentAt(words: string): Promise<void>;
}

export async function startRelay({ user, host, database }: Endpoint): Promise<Relay> {
  const directory = mkdtempSync(join(tmpdir(), 'tocsin-relay-'));
  const open = new Set<Socket>();
  let armed:
    | { readonly words: string; readonly silent: boolean; readonly met: () => void }
    | undefined;

  function relay(client: Socket): void {
    const server = connect(join(host, SOCKET));
    let losing: typeof armed;
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (armed !== undefined && chunk.includes(armed.words)) {
        losing = armed;
        armed = undefined;
        if (losing.silent) losing.met();
      }
      server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (losing === undefined) client.write(chunk);
      // The command is complete.
      else if (!losing.silent && /(?:SELECT|UPDATE) \d/.test(chunk.toString('latin1'))) {
        losing.met();
        client.destroy();
      }
    });
  }

  function arm(words: string, silent: boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    armed = { words, silent, met: resolve };
    return promise;
  }

  const listener = createServer(relay);
  await new Promise<void>((resolve) => listener.listen(join(directory, SOCKET), resolve));
  return {
    url: `postgresql://${user}@/${database}?host=${encodeURIComponent(directory)}`,
    loseAnswerTo: (words) => arm(words, false),
    goSilentAt: (words) => arm(words, true),
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
