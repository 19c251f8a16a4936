import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

/** One request to send, and what its answer must be. */
export interface Shot {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LoadResult {
  /** Milliseconds from the first byte sent to the last received, one for each request, sorted. */
  readonly times: readonly number[];
  /** Requests a second. */
  readonly throughput: number;
  /** Bytes of one answer, the median. */
  readonly bytes: number;
}

/** @throws when an answer is not 200 or does not hold `expected` */
function send(base: URL, agent: Agent, shot: Shot, expected: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const call = request(
    {
      agent,
      host: base.hostname,
      port: base.port,
      method: 'POST',
      path: shot.path,
      headers: { ...shot.headers, 'content-length': String(Buffer.byteLength(shot.body)) },
    },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks);
        if (response.statusCode === 200 && answer.includes(expected)) resolve(answer.length);
        else reject(new Error(`answered ${response.statusCode}: ${answer.subarray(0, 300)}`));
      });
    },
  );
  call.on('error', reject);
  call.end(shot.body);
  return promise;
}

/**
 * Sends requests over kept connections, several at a time, each made just before it is sent. Own code,
 * because every request bears a signature over its own time and id, and times are below a millisecond:
 * load generators from npm repeat one request, or count whole milliseconds.
 */
export async function load(
  address: string,
  make: (index: number) => Shot,
  { count, abreast, expected }: { count: number; abreast: number; expected: string },
): Promise<LoadResult> {
  const base = new URL(address);
  const agent = new Agent({ keepAlive: true, maxSockets: abreast });
  const times: number[] = [];
  const sizes: number[] = [];
  let next = 0;
  async function worker(): Promise<void> {
    while (next < count) {
      const shot = make(next++);
      const start = performance.now();
      sizes.push(await send(base, agent, shot, expected));
      times.push(performance.now() - start);
    }
  }
  const start = performance.now();
  await Promise.all(Array.from({ length: abreast }, worker));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return {
    times: times.sort((a, b) => a - b),
    throughput: count / seconds,
    bytes: sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0,
  };
}
