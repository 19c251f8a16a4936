import { describe, expect, it } from 'vitest';
import { atMost, oneAhead, turnsByKey } from '../../../src/storage/turns.ts';

/** Work that begins when it may, and ends when the test says so. */
function stage() {
  const begun: string[] = [];
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const work = (name: string) => () => {
    begun.push(name);
    const gate = Promise.withResolvers<void>();
    gates.set(name, gate);
    return gate.promise;
  };
  const end = (name: string) => gates.get(name)!.resolve();
  const fail = (name: string) => gates.get(name)!.reject(new Error(name));
  return {
    begun,
    work,
    end,
    fail,
    begins: (names: string[]) => expect.poll(() => begun).toEqual(names),
  };
}

describe('turnsByKey', () => {
  it('runs one at a time for a key, in order, and goes on after a failure', async () => {
    const { work, end, fail, begins } = stage();
    const inTurn = turnsByKey();
    const [a1, a2, a3] = ['a1', 'a2', 'a3'].map((name) => inTurn('a', work(name)));
    const b1 = inTurn('b', work('b1'));
    await begins(['a1', 'b1']);
    fail('a1');
    await expect(a1).rejects.toThrow('a1');
    await begins(['a1', 'b1', 'a2']);
    end('a2');
    await begins(['a1', 'b1', 'a2', 'a3']);
    for (const name of ['a3', 'b1']) end(name);
    await Promise.all([a2, a3, b1]);
  });
});

describe('atMost', () => {
  it('runs so many at once, and others in order as places become free', async () => {
    const { work, end, fail, begins } = stage();
    const few = atMost(2);
    const all = ['a', 'b', 'c', 'd'].map((name) => few(work(name)));
    await begins(['a', 'b']);
    fail('b');
    await expect(all[1]).rejects.toThrow('b');
    await begins(['a', 'b', 'c']);
    end('a');
    await begins(['a', 'b', 'c', 'd']);
    for (const name of ['c', 'd']) end(name);
    await Promise.all([all[0], all[2], all[3]]);
    expect(await few(async () => 'later')).toBe('later');
  });
});

describe('oneAhead', () => {
  it('runs once more for all who call while it runs', async () => {
    const { begun, work, end, begins } = stage();
    const names = ['first', 'second', 'third'];
    const run = oneAhead(() => work(names[begun.length]!)());
    const first = run();
    await begins(['first']);
    const later = [run(), run(), run()];
    end('first');
    await first;
    await begins(['first', 'second']);
    end('second');
    await Promise.all(later);
    const third = run();
    await begins(names);
    end('third');
    await third;
  });
});
