import { expect, it, onTestFinished } from 'vitest';
import { addPosts, channel, openBeside, tasks } from './support/queue.ts';
import { startRelay } from './support/relay.ts';
import { databases } from './support/store.ts';

const server = databases();

/** A queue whose connections can be cut between question and answer. */
async function setUp() {
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
  return { relay, done, add: (...ids: string[]) => addPosts(db, channel('C1'), ...ids) };
}

it('does jobs that were taken for it by a look whose answer was lost', async () => {
  const { relay, done, add } = await setUp();
  const lost = relay.loseAnswerTo('get_job');
  await add('2', '3');
  await lost;
  await expect.poll(() => done, { timeout: 15_000 }).toEqual(['1', '2', '3']);
});

it('goes on when a look gets no answer at all', async () => {
  const { relay, done, add } = await setUp();
  const silent = relay.goSilentAt('get_job');
  await add('2');
  await silent;
  await expect.poll(() => done, { timeout: 25_000 }).toEqual(['1', '2']);
});
