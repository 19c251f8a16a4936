import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/delivery/ledger.ts';
import { databases } from './support/store.ts';
import { disclosure, discord, openHouse, slack } from './support/telling.ts';

const server = databases();

describe('a channel that takes nothing any more', () => {
  const reason = 'the channel is archived';
  const resting = 'nothing can be posted in this channel: the channel is archived';
  const refused = (whole: 'channel' | 'tenant'): Result => ({
    ...{ state: 'failed', reason, happened: { what: 'failed', reason } },
    rest: { why: whole === 'tenant' ? 'uninstalled' : 'archived', reason, whole },
  });

  it('rests: what waits there is not sent, and it is told once', async () => {
    const house = await openHouse(server);
    const cadence = { every: 'day', at: '08:00', zone: 'UTC' } as const;
    await house.follow({ place: slack('C1'), filter: { severity: 'high' } });
    await house.follow({ place: slack('C1'), cadence, filter: { severity: 'low' } });
    await house.follow({ place: slack('C2') });
    await house.publish('D-00001');
    await house.publish('D-00002');
    await house.publish('D-00003', { disclosure: disclosure('D-00003', { severity: 'low' }) });
    await house.clearJobs();
    const [first, second] = [
      await house.postIn('C1', 'D-00001'),
      await house.postIn('C1', 'D-00002'),
    ];
    const { ledger } = house.storage;
    await ledger.begin(first, 'post', 'h');
    await ledger.finish(first, refused('channel'));
    expect(await ledger.load(second)).toMatchObject({
      state: 'suppressed',
      channel: { rest: { why: 'archived', reason, since: house.clock.now() } },
    });
    expect((await house.receipts('D-00001'))[0]).toMatchObject({ state: 'failed', reason });
    expect((await house.receipts('D-00002')).map(({ state }) => state)).toEqual([
      ...['suppressed', 'waiting'],
    ]);
    expect((await house.receipts('D-00002'))[0]).toMatchObject({
      reason: resting,
      happened: [{ what: 'suppressed', revision: 1, reason: resting }],
    });
    // A digest that is due later is decided then: the channel may be open again.
    expect((await house.receipts('D-00003'))[0]?.state).toBe('waiting');
    expect(await house.keys()).toEqual(['tell/slack/T1/C1']);
    await house.clearJobs();
    await ledger.finish(second, refused('channel'));
    expect(await house.keys()).toEqual([]);
  });

  it('takes all of its tenant with it when that is gone, and no other tenant', async () => {
    const house = await openHouse(server);
    for (const channel of ['C1', 'C2']) await house.follow({ place: slack(channel) });
    await house.follow({ place: slack('C3', 'T2') });
    await house.follow({ place: discord('C4', 'T1') });
    await house.publish('D-00001');
    await house.clearJobs();
    const { ledger } = house.storage;
    await ledger.finish(await house.postIn('C1', 'D-00001'), refused('tenant'));
    const states = (await house.receipts('D-00001')).map(({ state }) => state);
    expect(states).toEqual(['failed', 'suppressed', 'waiting', 'waiting']);
    const channels = await house.sql('select channel from tocsin.channel where rest is not null');
    expect(channels).toEqual([{ channel: 'C1' }, { channel: 'C2' }]);
    expect(await house.keys()).toEqual(['tell/slack/T1/C1']);
    expect((await house.storage.deliveries.health()).restingChannels).toBe(2);
  });

  it('rests once when all of its tenant says so at once', async () => {
    const house = await openHouse(server);
    const other = await house.node();
    const channels = Array.from({ length: 8 }, (_, index) => `C${index}`);
    for (const channel of channels) await house.follow({ place: slack(channel) });
    await house.publish('D-00001');
    await house.clearJobs();
    const posts = await Promise.all(channels.map((channel) => house.postIn(channel, 'D-00001')));
    for (const post of posts) await house.storage.ledger.begin(post, 'post', 'h');
    const nodes = [house.storage, other];
    await Promise.all(
      posts.map((post, index) => nodes[index % 2]!.ledger.finish(post, refused('tenant'))),
    );
    const receipts = await house.receipts('D-00001');
    expect(receipts.map(({ state }) => state)).toEqual(channels.map(() => 'failed'));
    expect(receipts.every(({ happened }) => happened.length === 1)).toBe(true);
    expect(await house.keys()).toHaveLength(1);
  });

  it('is no person: somebody who takes no messages is not told of', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1') });
    const { ledger, notices } = house.storage;
    const post = await notices.announce(slack('@U1'), 'k', { title: 'Hello' } as never);
    await house.clearJobs();
    await ledger.finish(post, refused('channel'));
    expect(await house.sql('select * from tocsin.channel')).toEqual([]);
    expect(await house.keys()).toEqual([]);
    // But it may be by a message to a person that the whole tenant is found gone.
    await ledger.finish(post, refused('tenant'));
    expect(await house.sql('select channel from tocsin.channel')).toEqual([{ channel: 'C1' }]);
    expect(await house.keys()).toEqual(['tell/slack/T1/C1']);
  });
});
