import { Hono } from 'hono';
import { guardsFor } from './guards.ts';
import { type AppMount, mountFor } from './mount.ts';
import { securityHeaders } from './security-headers.ts';

/** The part of a pino logger that the server uses. */
export interface HttpLogger {
  error(details: object, message: string): void;
}

function guarded(mount: AppMount, logger: HttpLogger | undefined) {
  const app = new Hono();
  for (const guard of guardsFor(mount.callers)) app.use(guard);
  app.route('/', mount.app);
  app.notFound((c) => c.json({ error: 'There is nothing at this address.' }, 404));
  app.onError((error, c) => {
    logger?.error({ err: error, method: c.req.method, path: c.req.path }, 'request failed');
    return c.json({ error: 'Tocsin could not do this. Its log says why.' }, 500);
  });
  return { prefix: mount.prefix, app };
}

/**
 * One app of all mounts. Each runs behind its own guards and sees only its own paths, so that what
 * one of them registers can never apply to another.
 */
export function rootApp(mounts: readonly AppMount[], logger: HttpLogger | undefined): Hono {
  const parts = mounts.map((mount) => guarded(mount, logger));
  const root = new Hono();
  root.use(securityHeaders());
  root.all('*', async (c) => {
    const part = mountFor(parts, c.req.path);
    if (part === undefined) return c.json({ error: 'There is nothing at this address.' }, 404);
    return part.app.fetch(c.req.raw, c.env);
  });
  return root;
}
