import { expect, it, onTestFinished } from 'vitest';
import { addPosts, channel, openBeside, tasks } from './support/queue.ts';
import { startRelay } from './support/relay.ts';
import { databases } from './support/store.ts';

const server = databases();

it('does jobs that were taken for it by a look whose answer was lost', async () => {
  const database = await server.create();
  const relay = await startRelay(database.endpoint);
  onTestFinished(() => relay[Symbol.asyncDispose]());
  const storage = await database.open({ databaseUrl: relay.url });
  const db = openBeside(database);
  const done: string[] = [];
  const deliver = async (post: string) => void done.push(post);
  await storage.startQueue({
    ...{ tasks: tasks({ deliver }), platforms: ['slack'], concurrency: 10 },
  });
  await addPosts(db, channel('C1'), '1');
  await expect.poll(() => done).toEqual(['1']);
  const lost = relay.loseAnswerTo('get_job');
  await addPosts(db, channel('C1'), '2', '3');
  await lost;
  await expect.poll(() => done, { timeout: 15_000 }).toEqual(['1', '2', '3']);
});
