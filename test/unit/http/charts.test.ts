import { afterEach, describe, expect, test } from 'vitest';
import { chartMount, chartStore } from '../../../src/http/charts.ts';
import { type HttpServer, startHttp } from '../../../src/http/server.ts';

interface Spec {
  readonly title: string;
}

function counting(capacity = 2) {
  const drawn: string[] = [];
  const charts = chartStore<Spec>({
    secret: 'key',
    capacity,
    draw: async (spec) => {
      drawn.push(spec.title);
      if (spec.title === 'broken' && drawn.length === 1) throw new Error('no font');
      return Buffer.from(`png of ${spec.title}`);
    },
  });
  return { charts, drawn };
}

describe('chartStore', () => {
  test('equal specs have one key, which another secret does not give', () => {
    const { charts } = counting();
    const key = charts.put({ title: 'a' });
    expect(charts.put({ title: 'a' })).toBe(key);
    expect(charts.put({ title: 'b' })).not.toBe(key);
    const other = chartStore<Spec>({ secret: 'other', capacity: 1, draw: async () => Buffer.of() });
    expect(other.put({ title: 'a' })).not.toBe(key);
  });

  test('draws what another node showed, and keeps it', async () => {
    const asked: string[] = [];
    const there = chartStore<Spec>({
      secret: 'key',
      capacity: 2,
      draw: async ({ title }) => Buffer.from(`png of ${title}`),
      find: async (key) => {
        asked.push(key);
        return key === counting().charts.put({ title: 'a' }) ? { title: 'a' } : undefined;
      },
    });
    const key = counting().charts.put({ title: 'a' });
    expect(String(await there.png(key))).toBe('png of a');
    expect(String(await there.png(key))).toBe('png of a');
    expect(await there.png('0'.repeat(64))).toBeUndefined();
    expect(asked).toEqual([key, '0'.repeat(64)]);
  });

  test('draws once, also when asked twice at the same time', async () => {
    const { charts, drawn } = counting();
    const key = charts.put({ title: 'a' });
    const pictures = await Promise.all([charts.png(key), charts.png(key)]);
    expect(pictures.map(String)).toEqual(['png of a', 'png of a']);
    expect(drawn).toEqual(['a']);
  });

  test('forgets the one longest unused', async () => {
    const { charts } = counting(2);
    const [a, b] = [charts.put({ title: 'a' }), charts.put({ title: 'b' })];
    await charts.png(a);
    charts.put({ title: 'c' });
    expect(await charts.png(b)).toBeUndefined();
    expect(String(await charts.png(a))).toBe('png of a');
  });

  test('draws again after a failure', async () => {
    const { charts } = counting();
    const key = charts.put({ title: 'broken' });
    await expect(charts.png(key)).rejects.toThrow('no font');
    expect(String(await charts.png(key))).toBe('png of broken');
  });
});

describe('/charts', () => {
  let server: HttpServer | undefined;
  afterEach(() => server?.close());

  test('serves a picture for ever, and 404 for anything else', async () => {
    const { charts } = counting();
    server = await startHttp({ host: '127.0.0.1', port: 0, mounts: [chartMount(charts)] });
    const key = charts.put({ title: 'a' });
    const found = await fetch(`${server.address}/charts/${key}.png`);
    expect(await found.text()).toBe('png of a');
    expect(found.headers.get('content-type')).toBe('image/png');
    expect(found.headers.get('cache-control')).toContain('immutable');
    for (const wrong of ['0'.repeat(64), 'x', '..%2f..%2fpackage.json']) {
      expect((await fetch(`${server.address}/charts/${wrong}.png`)).status).toBe(404);
    }
  });
});
