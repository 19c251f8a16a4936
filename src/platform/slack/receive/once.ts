import type { Clock } from '../../../shared/clock.ts';

/** Acknowledges a request, with an answer where that is one. */
export type Acknowledge = (body?: unknown) => Promise<void>;

/** One delivery of a request. */
export interface Delivery {
  readonly key: string | undefined;
  readonly acknowledge: Acknowledge;
  /**
   * Whether what was acknowledged can be believed to have arrived: false once its socket is closed.
   * Absent where it always can. It is remembered, so it must not hold on to the request.
   */
  readonly hasArrived: (() => boolean) | undefined;
}

export interface Once {
  /**
   * Runs the handler for the first delivery of a request. A later one is acknowledged when the first
   * was, and says again what that said if it may not have arrived; where the first was never
   * acknowledged, the later one is handled in its place.
   */
  run(delivery: Delivery, handle: (acknowledge: Acknowledge) => Promise<void>): Promise<void>;
}

/** Slack delivers an event again after 0, 1 and 5 minutes (SD events-api); the inbox knows it for longer. */
const REMEMBER_FOR = 600_000;
const REMEMBERED = 1_000;
/** What was said is large, and wanted only while a broken socket is replaced. */
const SAID_FOR = 30_000;
const SAID_KEPT = 100;

/** Keeps the newest entries for a while. */
function fewRecent<T>(clock: Clock, keepFor: number, capacity: number) {
  const entries = new Map<string, { readonly at: number; readonly value: T }>();
  return {
    get: (key: string): T | undefined => entries.get(key)?.value,
    delete: (key: string) => entries.delete(key),
    set(key: string, value: T): void {
      const now = clock.now().getTime();
      for (const [old, { at }] of entries) {
        if (entries.size < capacity && now - at < keepFor) break;
        entries.delete(old);
      }
      entries.set(key, { at: now, value });
    },
  };
}

interface First {
  /** Settles when the request was acknowledged, or its handler ended without that. */
  readonly acknowledged: Promise<boolean>;
  readonly hasArrived: Delivery['hasArrived'];
}

const ACKNOWLEDGED = Promise.resolve(true);

export function onceOnly(clock: Clock): Once {
  const firsts = fewRecent<First>(clock, REMEMBER_FOR, REMEMBERED);
  const said = fewRecent<unknown>(clock, SAID_FOR, SAID_KEPT);

  /** Where it cannot be said now, whoever handles it says it in another way. */
  async function acknowledge(key: string, delivery: Delivery, body: unknown): Promise<void> {
    try {
      await delivery.acknowledge(body);
    } catch (error) {
      said.delete(key);
      throw error;
    }
  }

  async function handleFirst(
    key: string,
    delivery: Delivery,
    handle: (acknowledge: Acknowledge) => Promise<void>,
  ): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const { hasArrived } = delivery;
    firsts.set(key, { acknowledged: promise, hasArrived });
    let acknowledged = false;
    try {
      await handle(async (body) => {
        acknowledged = true;
        if (body !== undefined && hasArrived !== undefined) said.set(key, body);
        firsts.set(key, { acknowledged: ACKNOWLEDGED, hasArrived });
        resolve(true);
        await acknowledge(key, delivery, body);
      });
    } finally {
      if (!acknowledged) firsts.delete(key);
      resolve(false);
    }
  }

  return {
    async run(delivery, handle) {
      const { key } = delivery;
      if (key === undefined) return await handle(delivery.acknowledge);
      for (let first = firsts.get(key); first !== undefined; first = firsts.get(key)) {
        if (!(await first.acknowledged)) continue;
        const hasArrived = first.hasArrived?.() ?? true;
        return await delivery.acknowledge(hasArrived ? undefined : said.get(key));
      }
      await handleFirst(key, delivery, handle);
    },
  };
}
