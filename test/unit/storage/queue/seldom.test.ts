import { describe, expect, it } from 'vitest';
import { seldom } from '../../../../src/storage/queue/seldom.ts';

describe('what is told seldom', () => {
  it('is told the first time, and of what comes soon after it only how much it was', () => {
    const told: string[] = [];
    let now = 0;
    const tell = seldom(
      (text) => told.push(text),
      1_000,
      () => now,
    );
    for (const text of ['It failed.', 'It failed too.', 'It failed again.']) tell(text);
    now = 1_000;
    tell('It fails still.');
    now = 2_000;
    tell('Still.');
    expect(told).toEqual([
      'It failed.',
      'It fails still. (And 2 more since the last time.)',
      'Still.',
    ]);
  });
});
