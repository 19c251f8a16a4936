import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { contentHash } from '../shared/content-hash.ts';
import type { Mount } from './mount.ts';

export interface ChartStoreOptions<Spec> {
  /** Keys are an HMAC with it: whoever has not been shown a chart cannot compute its address. */
  readonly secret: string | Buffer;
  /** How many charts are kept; the one longest unused goes first. */
  readonly capacity: number;
  draw(spec: Spec): Promise<Buffer>;
  /** Looks elsewhere for a chart that is not kept here; undefined when there is none. */
  find?(key: string): Promise<Spec | undefined>;
}

/** Charts that may be fetched by address, drawn when first asked for. */
export interface ChartStore<Spec> {
  /** Makes a chart fetchable. Equal specs have equal keys. */
  put(spec: Spec): string;
  /** The picture, or undefined for a key that was never given out or is no longer kept. */
  png(key: string): Promise<Buffer | undefined>;
}

interface Kept<Spec> {
  readonly spec: Spec;
  picture?: Promise<Buffer>;
}

export function chartStore<Spec extends object>(
  options: ChartStoreOptions<Spec>,
): ChartStore<Spec> {
  const kept = new Map<string, Kept<Spec>>();
  const keys = new WeakMap<Spec, string>();

  function keyOf(spec: Spec): string {
    const known = keys.get(spec);
    if (known !== undefined) return known;
    const key = createHmac('sha256', options.secret).update(contentHash(spec)).digest('hex');
    keys.set(spec, key);
    return key;
  }

  function touch(key: string, entry: Kept<Spec>): void {
    kept.delete(key);
    kept.set(key, entry);
    if (kept.size <= options.capacity) return;
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  }

  async function findElsewhere(key: string): Promise<Kept<Spec> | undefined> {
    const spec = await options.find?.(key);
    // Somebody else may have asked for it meanwhile.
    return spec === undefined ? undefined : (kept.get(key) ?? { spec });
  }

  return {
    put(spec) {
      const key = keyOf(spec);
      touch(key, kept.get(key) ?? { spec });
      return key;
    },
    async png(key) {
      const entry = kept.get(key) ?? (await findElsewhere(key));
      if (entry === undefined) return undefined;
      touch(key, entry);
      entry.picture ??= options.draw(entry.spec);
      try {
        return await entry.picture;
      } catch (error) {
        delete entry.picture;
        throw error;
      }
    },
  };
}

/** `/charts/<key>.png`. A key names its content, so a picture may be cached for ever. */
export function chartMount(charts: Pick<ChartStore<unknown>, 'png'>): Mount {
  const app = new Hono();
  app.get('/charts/:file{[0-9a-f]{64}\\.png}', async (c) => {
    const picture = await charts.png(c.req.param('file').slice(0, 64));
    if (picture === undefined) return c.notFound();
    return c.body(new Uint8Array(picture), 200, {
      'Content-Type': 'image/png',
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });
  return { prefix: '/charts', app, callers: 'services' };
}
