import { describe } from 'vitest';
import { memoryStores } from '../../support/memory-stores.ts';
import { everyStore } from './every-store.ts';

describe('in memory', () => {
  everyStore(async (clock) => {
    const stores = memoryStores(clock);
    return [stores, stores];
  });
});
