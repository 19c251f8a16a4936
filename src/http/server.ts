import type { IncomingMessage } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { TocsinError } from '../shared/errors.ts';
import { isLoopback } from '../shared/loopback.ts';
import { healthMount } from './health.ts';
import { addressOf, listen, shut } from './listen.ts';
import { type AppMount, isListenerMount, type Mount, mountFor } from './mount.ts';
import { type HttpLogger, rootApp } from './root.ts';

export interface HttpOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly mounts: readonly Mount[];
  readonly logger?: HttpLogger;
}

export interface HttpServer {
  /** As a URL without a trailing slash. */
  readonly address: string;
  /** Ends streams, lets requests under way finish for two seconds, frees the port. */
  close(): Promise<void>;
}

function assertPrivate({ host, mounts }: HttpOptions): void {
  const open = mounts.find((mount) => mount.callers === 'local-browsers');
  if (open === undefined || isLoopback(host)) return;
  throw new TocsinError('The console has no password, so it may not be reached over a network.', {
    code: 'http.console-without-password',
    fault: 'user',
    where: host,
    remedy: 'Set TOCSIN_CONSOLE_PASSWORD, or HOST=127.0.0.1.',
  });
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}

/**
 * Starts the one HTTP server of the process: `/healthz` and the given mounts.
 * @throws TocsinError when the port or host cannot be had, or when people who have not signed in
 * would be served to a network
 */
export async function startHttp(options: HttpOptions): Promise<HttpServer> {
  assertPrivate(options);
  const mounts = [healthMount(), ...options.mounts];
  const apps = mounts.filter((mount): mount is AppMount => !isListenerMount(mount));
  const root = rootApp(apps, options.logger);
  const toApp = getRequestListener(root.fetch, { overrideGlobalObjects: false });
  const server = await listen(
    (request, response) => {
      const mount = mountFor(mounts, pathOf(request));
      if (mount !== undefined && isListenerMount(mount)) mount.listener(request, response);
      else void toApp(request, response);
    },
    options.host,
    options.port,
  );
  let closed: Promise<void> | undefined;
  return {
    address: addressOf(server),
    close() {
      if (closed === undefined) {
        for (const mount of options.mounts) mount.close?.();
        closed = shut(server);
      }
      return closed;
    },
  };
}
