import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GateTime, gate } from '../../../../src/platform/discord/gate.ts';

interface Timed extends GateTime {
  /** Runs until nobody waits any more. */
  run(): Promise<void>;
}

/** Time that passes only when everybody waits for it. */
function virtualTime(): Timed {
  let now = 0;
  const waiting: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    pause: (ms) =>
      new Promise<void>((wake) => {
        waiting.push({ at: now + ms, wake });
      }),
    async run() {
      for (;;) {
        await new Promise((done) => setImmediate(done));
        waiting.sort((a, b) => a.at - b.at);
        const next = waiting.shift();
        if (next === undefined) return;
        now = Math.max(now, next.at);
        next.wake();
      }
    },
  };
}

const MOST = 5;
const SPAN = 100;

/** A request: when somebody wants to send it, and how long it is on its way there and back. */
interface Request {
  readonly wanted: number;
  readonly there: number;
  readonly back: number;
}

async function arrivals(
  requests: readonly Request[],
): Promise<{ sent: number[]; arrived: number[] }> {
  const time = virtualTime();
  const pass = gate(MOST, SPAN, time);
  const [sent, arrived]: [number[], number[]] = [[], []];
  for (const { wanted, there, back } of requests) {
    void (async () => {
      await time.pause(wanted);
      const passage = await pass();
      sent.push(time.now());
      await time.pause(there);
      arrived.push(time.now());
      await time.pause(back);
      passage.over();
    })();
  }
  await time.run();
  return { sent, arrived };
}

/** The most that fall into any span. */
function busiest(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.max(
    ...sorted.map((at) => sorted.filter((one) => one >= at && one < at + SPAN).length),
  );
}

describe('the gate', () => {
  test('lets no more arrive in any span than may, however long each is on its way', async () => {
    const request = fc.record({
      wanted: fc.integer({ min: 0, max: 600 }),
      there: fc.integer({ min: 10, max: 200 }),
      back: fc.integer({ min: 10, max: 200 }),
    });
    const shortest: Request = { wanted: 0, there: 10, back: 10 };
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 30 }), async (requests) => {
        // One that is there and back by the shortest way is among any few, as on a real way.
        const mixed = requests.flatMap((one) => [one, { ...shortest, wanted: one.wanted }]);
        const { sent, arrived } = await arrivals(mixed);
        expect(arrived).toHaveLength(mixed.length);
        expect(busiest(sent)).toBeLessThanOrEqual(MOST);
        expect(busiest(arrived)).toBeLessThanOrEqual(MOST);
      }),
    );
  });

  test('holds nobody up while there is room', async () => {
    const requests = Array.from({ length: 20 }, (_, n) => ({ wanted: n * 21, there: 1, back: 1 }));
    const { sent } = await arrivals(requests);
    expect(sent).toEqual(requests.map(({ wanted }) => wanted));
  });

  test('gives back the place of one that never left', async () => {
    const time = virtualTime();
    const pass = gate(1, SPAN, time);
    const first = await pass();
    first.unused();
    const second = await pass();
    second.over();
    second.over();
    expect(time.now()).toBe(0);
    const third = pass();
    await time.run();
    await third;
    expect(time.now()).toBeGreaterThanOrEqual(SPAN);
  });

  test('is not shut by requests that are never answered', async () => {
    const requests = Array.from({ length: 12 }, () => ({ wanted: 0, there: 1, back: 1e6 }));
    const { sent } = await arrivals(requests);
    expect(sent).toHaveLength(12);
    expect(Math.max(...sent)).toBeLessThan(2_000);
  });
});
