import { Hono } from 'hono';
import type { Mount } from './mount.ts';

/**
 * `/healthz`: whether the process answers at all, for a supervisor that asks every few seconds. It
 * touches nothing else and tells nothing; what works and what does not is `status`.
 */
export function healthMount(): Mount {
  const app = new Hono();
  app.get('/healthz', (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json({ status: 'ok' });
  });
  return { prefix: '/healthz', app, callers: 'services' };
}
