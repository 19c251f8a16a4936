import { describe, expect, it } from 'vitest';
import { forManyQueues } from '../../../../src/storage/queue/many-queues.ts';

describe('the query for jobs', () => {
  it('is left alone where it is not the one that is known', () => {
    expect(forManyQueues('select 1')).toBeUndefined();
    expect(forManyQueues('update jobs set attempts = jobs.attempts + 1, x = 1')).toBeUndefined();
  });
});
