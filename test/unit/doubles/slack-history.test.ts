import { expect, it } from 'vitest';
import { failure, reasons, start } from './slack-start.ts';

const metadata = (key: string) => ({ event_type: 'tocsin_post', event_payload: { key } });

it('keeps what a message carries unseen, and gives it to whoever asks for it', async () => {
  const { slack, web, id } = await start();
  const { ts = '' } = await web.chat.postMessage({
    channel: id,
    text: 'a',
    metadata: metadata('k1'),
  });
  await web.chat.update({ channel: id, ts, text: 'b' });
  const plain = await web.conversations.history({ channel: id });
  expect(plain.messages?.[0]).toMatchObject({ text: 'b', ts });
  expect(plain.messages?.[0]).not.toHaveProperty('metadata');
  const full = await web.conversations.history({ channel: id, include_all_metadata: true });
  expect(full.messages?.[0]?.metadata).toEqual(metadata('k1'));
  await web.chat.update({ channel: id, ts, text: 'c', metadata: metadata('k2') });
  const again = await web.conversations.history({ channel: id, include_all_metadata: true });
  expect(again.messages?.[0]?.metadata).toEqual(metadata('k2'));
  expect(slack.violations).toEqual([]);
});

it('refuses metadata of another shape, and too much of it', async () => {
  const { slack, web, id } = await start();
  const post = (given: unknown) =>
    web.chat.postMessage({ channel: id, text: 'a', metadata: given as never });
  await expect(post({ event_type: 'a b', event_payload: {} })).rejects.toEqual(
    failure('invalid_metadata_schema'),
  );
  const deep = { event_type: 'a', event_payload: { a: { b: { c: 1 } } } };
  await expect(post(deep)).rejects.toEqual(failure('invalid_metadata_schema'));
  await expect(post('{')).rejects.toEqual(failure('invalid_metadata_format'));
  await expect(post(metadata('k'.repeat(9_000)))).rejects.toEqual(failure('metadata_too_large'));
  expect(reasons(slack)).toHaveLength(4);
});

it('lists a channel from the newest on, in pages, and between two moments', async () => {
  const { slack, web, id } = await start();
  const stamps: string[] = [];
  for (const text of ['a', 'b', 'c', 'd', 'e']) {
    const { ts = '' } = await web.chat.postMessage({ channel: id, text });
    stamps.push(ts);
  }
  const read = async (more: object) =>
    await web.conversations.history({ channel: id, limit: 2, ...more });
  const first = await read({});
  const cursor = first.response_metadata?.next_cursor;
  const second = await read({ cursor });
  const third = await read({ cursor: second.response_metadata?.next_cursor });
  const texts = [first, second, third].map(({ messages }) => messages?.map(({ text }) => text));
  expect(texts).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
  expect([first.has_more, third.has_more]).toEqual([true, false]);
  expect(third.response_metadata?.next_cursor).toBe('');
  const between = await read({ oldest: stamps[1], latest: stamps[3], limit: 9 });
  expect(between.messages?.map(({ text }) => text)).toEqual(['c']);
  const inclusive = await read({ oldest: stamps[1], latest: stamps[3], limit: 9, inclusive: true });
  expect(inclusive.messages?.map(({ text }) => text)).toEqual(['d', 'c', 'b']);
  await expect(read({ cursor: 'x' })).rejects.toEqual(failure('invalid_cursor'));
  await expect(read({ limit: 1_000 })).rejects.toEqual(failure('invalid_limit'));
  expect(reasons(slack)).toHaveLength(2);
});

it('lists threads apart', async () => {
  const { slack, web, id, alice } = await start();
  const root = alice.say('root');
  await web.chat.postMessage({ channel: id, text: 'r1', thread_ts: root.ts });
  const { ts: last = '' } = await web.chat.postMessage({
    channel: id,
    text: 'r2',
    thread_ts: root.ts,
  });
  alice.say('other');
  const { messages } = await web.conversations.history({ channel: id });
  expect(messages?.map(({ text }) => text)).toEqual(['other', 'root']);
  const thread = await web.conversations.replies({ channel: id, ts: root.ts });
  expect(thread.messages?.map(({ text }) => text)).toEqual(['root', 'r1', 'r2']);
  const late = await web.conversations.replies({
    channel: id,
    ts: last,
    oldest: last,
    inclusive: true,
  });
  expect(late.messages?.map(({ text }) => text)).toEqual(['root', 'r2']);
  const unknown = web.conversations.replies({ channel: id, ts: '1.000000' });
  await expect(unknown).rejects.toEqual(failure('thread_not_found'));
  expect(slack.violations).toEqual([]);
});

it('lets a bot read only where it is a member, with the scope of that kind', async () => {
  const { slack, team, web, channel, id } = await start();
  const read = (of: string) => web.conversations.history({ channel: of });
  channel.botIsMember = false;
  await expect(read(id)).rejects.toEqual(failure('not_in_channel'));
  const secret = team.addChannel({ isPrivate: true });
  team.scopes = ['channels:history'];
  await expect(read(secret.id)).rejects.toEqual(
    failure('missing_scope', { needed: 'groups:history' }),
  );
  team.scopes = ['groups:history'];
  await read(secret.id);
  secret.botIsMember = false;
  await expect(read(secret.id)).rejects.toEqual(failure('channel_not_found'));
  channel.botIsMember = true;
  await expect(read(id)).rejects.toEqual(failure('missing_scope', { needed: 'channels:history' }));
  expect(slack.violations).toEqual([]);
});
