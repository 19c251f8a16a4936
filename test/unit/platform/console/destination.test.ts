import { describe, expect, test } from 'vitest';
import type { Card } from '../../../../src/card/card.ts';
import type { Place } from '../../../../src/domain/place.ts';
import { createChannels, type Message } from '../../../../src/platform/console/channels.ts';
import { consoleDestination } from '../../../../src/platform/console/destination.ts';

const at = (channel: string): Place => ({ platform: 'console', tenant: 'local', channel });
const NEWSROOM = at('newsroom');

function message(key: string, title = key) {
  const card: Card = {
    title,
    tone: 'answer',
    blocks: [],
    sources: [],
    actions: [],
    footer: { asOf: [], tlp: 'TLP:CLEAR' },
  };
  return { key, card, commandLine: `news ${key}` };
}

function start({ limit = 200, isServed = true } = {}) {
  let now = new Date('2026-11-22T14:05:00Z');
  const channels = createChannels(limit);
  const destination = consoleDestination({
    channels,
    clock: { now: () => now },
    address: () => (isServed ? 'http://127.0.0.1:3000' : undefined),
  });
  const heard: Message[] = [];
  channels.subscribe('somebody', (one) => heard.push(one));
  const titles = (session = 'somebody') =>
    channels.visible('newsroom', session).map((one) => one.kind === 'post' && one.card.title);
  async function post(place: Place, key: string, replyTo?: { channel: string; id: string }) {
    const outcome = await destination.post(place, { ...message(key), replyTo });
    if (outcome.is !== 'sent') throw new Error(outcome.is);
    return outcome.ref;
  }
  return {
    channels,
    destination,
    heard,
    titles,
    post,
    setNow(to: string) {
      now = new Date(to);
    },
  };
}

describe('the console as a destination', () => {
  test('shows a post to everybody in its channel, at once', async () => {
    const { post, heard, titles } = start();
    const ref = await post(NEWSROOM, 'a');
    expect(heard).toMatchObject([
      { kind: 'post', id: ref.id, channel: 'newsroom', changedAt: undefined },
    ]);
    expect(titles('anybody')).toEqual(['a']);
    expect(ref.channel).toBe('newsroom');
  });

  test('shows a post that is repeated with its key once, and finds it', async () => {
    const { post, destination, titles } = start();
    const ref = await post(NEWSROOM, 'a');
    expect(await post(NEWSROOM, 'a')).toEqual(ref);
    expect(titles()).toEqual(['a']);
    expect(await destination.find(NEWSROOM, 'a', new Date(0), undefined)).toEqual({
      is: 'found',
      ref,
    });
    expect(await destination.find(NEWSROOM, 'b', new Date(0), undefined)).toEqual({ is: 'absent' });
    expect(destination.singleFor).toBeGreaterThan(0);
  });

  test('changes a post where it stands, and says when', async () => {
    const { post, destination, titles, heard, setNow } = start();
    const ref = await post(NEWSROOM, 'a');
    await post(NEWSROOM, 'b');
    setNow('2026-11-22T15:40:00Z');
    expect(await destination.edit(NEWSROOM, ref, message('a', 'a, corrected'))).toEqual({
      is: 'edited',
    });
    expect(titles()).toEqual(['a, corrected', 'b']);
    expect(heard.at(-1)).toMatchObject({
      id: ref.id,
      at: new Date('2026-11-22T14:05:00Z'),
      changedAt: new Date('2026-11-22T15:40:00Z'),
    });
  });

  test('has lost its posts after a restart, and the oldest of a full channel', async () => {
    const { post, destination } = start({ limit: 2 });
    const first = await post(NEWSROOM, 'a');
    await post(NEWSROOM, 'b');
    await post(NEWSROOM, 'c');
    for (const [where, ref] of [
      [destination, first],
      [start().destination, await post(NEWSROOM, 'd')],
    ] as const) {
      const outcome = await where.edit(NEWSROOM, ref, message('a'));
      expect(outcome).toMatchObject({ is: 'gone', reason: expect.stringContaining('newest') });
    }
  });

  test('puts what is for one person before that person alone, what is for the owner before all', async () => {
    const { post, titles, heard } = start();
    await post(at('@console-1'), 'private');
    await post(at('@owner'), 'owner');
    expect(titles('console-1')).toEqual(['private', 'owner']);
    expect(titles('console-2')).toEqual(['owner']);
    expect(heard).toHaveLength(1);
  });

  test('has no other channels', async () => {
    const { destination } = start();
    expect(await destination.post(at('elsewhere'), message('a'))).toEqual({
      is: 'refused',
      what: 'channel',
      rest: 'deleted',
      reason: 'The console has no channel “elsewhere”.',
    });
    expect(destination.link(at('elsewhere'), { channel: 'elsewhere', id: '1' })).toBeUndefined();
  });

  test('keeps what a post is a reply to, and links to each', async () => {
    const { post, destination, channels } = start();
    const first = await post(at('campaign-security'), 'a');
    const second = await post(at('campaign-security'), 'b', first);
    expect(channels.find(second.id, 'somebody')).toMatchObject({ replyTo: first.id });
    expect(destination.link(at('campaign-security'), second)).toBe(
      `http://127.0.0.1:3000/#campaign-security/${second.id}`,
    );
    const unserved = start({ isServed: false });
    const ref = await unserved.post(NEWSROOM, 'a');
    expect(unserved.destination.link(NEWSROOM, ref)).toBeUndefined();
  });

  test('has no limits', () => {
    const { destination } = start();
    expect(destination.pace('post', NEWSROOM)).toEqual([]);
  });
});
