import { setTimeout as pause } from 'node:timers/promises';

/** What is told of one that passed. */
export interface Passage {
  /** It was answered, or is given up. Told again, it makes no difference. */
  over(): void;
  /** It never left. */
  unused(): void;
}

/** Resolves when one may pass, in the order in which they came. */
export type Gate = () => Promise<Passage>;

interface Passed {
  readonly at: number;
  /** Milliseconds from then to its answer; undefined while there is none. */
  took: number | undefined;
}

/** Time as a gate takes it: milliseconds since any moment, and a promise of later. */
export interface GateTime {
  now(): number;
  pause(milliseconds: number): Promise<unknown>;
}

const REAL: GateTime = { now: () => performance.now(), pause };

/** What a timer may be early by, in milliseconds. */
const MARGIN_MS = 2;

/** A request that is not answered for longer holds up no others: it arrived, or never will. */
const LONGEST_DETOUR_MS = 500;

/**
 * Before so many answers nothing is known of the shortest way: the first requests open connections, all at
 * once, and each of them takes longer for it.
 */
const FIRST_WAYS = 100;

/** How many of the latest answers say what the shortest way is: the network changes now and then. */
const WAYS = 500;

/**
 * Lets so many through that no more than `most` *arrive* in any span, however it is counted there and
 * however long they are on their way: n requests later, one goes out only when the span is over since the
 * latest moment at which the first can have arrived. That is when it left, the shortest way that any took
 * lately, and as much longer as its own answer took. What this process was kept from sending in time comes
 * in a heap afterwards, and is spread too.
 * @param span milliseconds
 */
export function gate(most: number, span: number, time: GateTime = REAL): Gate {
  const passed: Passed[] = [];
  const ways: number[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  /** How long one that passed was on its way beyond what others were. */
  function detour({ at, took }: Passed, now: number): number {
    const shortest = ways.length < FIRST_WAYS ? 0 : Math.min(...ways);
    return Math.max(0, Math.min((took ?? now - at) - shortest, LONGEST_DETOUR_MS));
  }

  async function pass(): Promise<Passage> {
    for (;;) {
      const now = time.now();
      const [first] = passed;
      if (first === undefined || passed.length < most) break;
      const wait = first.at + span + detour(first, now) + MARGIN_MS - now;
      if (wait <= 0) break;
      await time.pause(wait);
    }
    const one: Passed = { at: time.now(), took: undefined };
    passed.push(one);
    if (passed.length > most) passed.shift();
    return {
      over() {
        if (one.took !== undefined) return;
        one.took = time.now() - one.at;
        ways.push(one.took);
        if (ways.length > WAYS) ways.shift();
      },
      unused() {
        const index = passed.indexOf(one);
        if (index >= 0) passed.splice(index, 1);
      },
    };
  }

  return () => {
    const mine = turn.then(pass);
    turn = mine;
    return mine;
  };
}
