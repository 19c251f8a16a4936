import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Hono } from 'hono';

const FOLDER = new URL('./assets/', import.meta.url);
const CARD_STYLES = new URL('../../render/html/card.css', import.meta.url);

/** Only files of these kinds are served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Asset {
  readonly body: string;
  readonly type: string;
  readonly etag: string;
}

function load(file: URL): Asset | undefined {
  const type = TYPES[extname(file.pathname)];
  if (type === undefined) return undefined;
  const body = readFileSync(file, 'utf8');
  return { body, type, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"` };
}

/** All files of the page by name, read once: a request never reaches the file system. */
function loadAll(): ReadonlyMap<string, Asset> {
  const files = readdirSync(FOLDER).map((name) => [name, new URL(name, FOLDER)] as const);
  return new Map(
    [...files, ['card.css', CARD_STYLES] as const].flatMap(([name, file]) => {
      const asset = load(file);
      return asset === undefined ? [] : [[name, asset] as const];
    }),
  );
}

/** The page, the sign-in page and what they load. None of it is secret. */
export function assetRoutes(): Hono {
  const assets = loadAll();
  const app = new Hono();

  function serve(name: string, ifNoneMatch: string | undefined): Response | undefined {
    const asset = assets.get(name);
    if (asset === undefined) return undefined;
    const headers = { ETag: asset.etag, 'Cache-Control': 'no-cache' };
    if (ifNoneMatch === asset.etag) return new Response(null, { status: 304, headers });
    return new Response(asset.body, { headers: { ...headers, 'Content-Type': asset.type } });
  }

  app.get('/', (c) => serve('index.html', c.req.header('if-none-match')) ?? c.notFound());
  app.get('/sign-in', (c) => serve('sign-in.html', c.req.header('if-none-match')) ?? c.notFound());
  app.get(
    '/assets/:file',
    (c) => serve(c.req.param('file'), c.req.header('if-none-match')) ?? c.notFound(),
  );
  return app;
}
