import { describe } from 'vitest';
import { databases } from '../../integration/storage/support/store.ts';
import { everyStore } from './every-store.ts';

const server = databases();

describe('on PostgreSQL', () => {
  everyStore(async (clock) => {
    const database = await server.create();
    return [await database.open({ clock }), await database.open({ clock })];
  });
});
