import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createEventStreams } from '../../../../src/platform/console/event-stream.ts';

/** A stream that nobody reads until `read`, and what sends to it. */
async function unreadStream(isAllowed = () => true) {
  const streams = createEventStreams();
  let send = (_event: object) => {};
  let subscribed = true;
  const app = new Hono();
  app.get('/', (c) =>
    streams.open(c, {
      isAllowed,
      subscribe(given) {
        send = given;
        return () => {
          subscribed = false;
        };
      },
    }),
  );
  const { body } = await app.request('/');
  return {
    send: (text: string) => send({ text }),
    isSubscribed: () => subscribed,
    close: streams.close,
    read: async () => (await new Response(body).text()).length,
  };
}

/** Lets the streams take what was written. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a reader that falls behind is cut off, and what waited for it is dropped', async () => {
  const { send, isSubscribed, read } = await unreadStream();
  for (let count = 0; count < 100; count += 1) {
    if (isSubscribed()) send('x'.repeat(100_000));
    await turn();
  }
  expect(isSubscribed()).toBe(false);
  expect(await read()).toBeLessThan(600_000);
});

test('one event may be longer than what a reader may be behind by', async () => {
  const { send, isSubscribed, close, read } = await unreadStream();
  await turn();
  const length = read();
  await turn();
  send('x'.repeat(1_000_000));
  for (let count = 0; count < 20; count += 1) await turn();
  expect(isSubscribed()).toBe(true);
  close();
  expect(await length).toBeGreaterThan(1_000_000);
});

test('a stream ends with the first event that its reader may not have', async () => {
  let allowed = true;
  const { send, isSubscribed, read } = await unreadStream(() => allowed);
  await turn();
  allowed = false;
  send('for others');
  expect(await read()).toBeLessThan(100);
  expect(isSubscribed()).toBe(false);
});
