import { describe, expect, it } from 'vitest';
import { databases } from './support/store.ts';
import { EDITOR, type House, openHouse, slack } from './support/telling.ts';

const server = databases();
const EMBARGO = new Date('2026-03-05T08:00:00Z');

async function embargoed(): Promise<House> {
  const house = await openHouse(server);
  await house.follow({ place: slack('C1') });
  await house.publish('D-00001', { embargo: EMBARGO });
  return house;
}

const shown = async ({ storage: { desk } }: House) => ({
  revisions: (await desk.revisions('D-00001')).map(({ revision }) => revision),
  since: (await desk.since(new Date('2026-03-01'))).map(({ revision }) => revision),
});
const NOTHING = { revisions: [], since: [] };

describe('an embargo', () => {
  it('keeps everything back until it is over, then everything leaves, with who follows then', async () => {
    const house = await embargoed();
    expect(await house.receipts('D-00001')).toEqual([]);
    expect(await shown(house)).toEqual(NOTHING);
    expect(await house.jobs()).toMatchObject([
      { task: 'release', payload: { disclosure: 'D-00001', revision: 1 }, runAt: EMBARGO },
    ]);
    // Anybody may ask for it.
    expect((await house.storage.deliveries.health()).scheduled).toBe(0);
    await house.follow({ place: slack('C2') });
    house.clock.at('2026-03-05T08:00:00Z');
    expect((await house.storage.deliveries.health()).scheduled).toBe(0);
    await house.clearJobs();
    await house.storage.release('D-00001', 1);
    expect(await house.receipts('D-00001')).toMatchObject([
      { place: slack('C1'), state: 'waiting', dueAt: EMBARGO },
      { place: slack('C2'), state: 'waiting', dueAt: EMBARGO },
    ]);
    expect(await house.keys()).toHaveLength(2);
    expect(await shown(house)).toEqual({ revisions: [1], since: [1] });
  });

  it('ends once, however often and wherever that is said', async () => {
    const house = await embargoed();
    const other = await house.node();
    house.clock.at('2026-03-05T09:30:00Z');
    const nodes = [house.storage, other, other, house.storage];
    await Promise.all(nodes.map((node) => node.release('D-00001', 1)));
    await house.follow({ place: slack('C2') });
    await house.storage.release('D-00001', 1);
    expect(await house.receipts('D-00001')).toHaveLength(1);
  });

  it('tells what is published when it is over as new: the newest of that time', async () => {
    const house = await embargoed();
    const published = new Date('2026-03-02T12:00:00Z');
    house.clock.at('2026-03-05T08:00:00Z');
    const since = async (from: Date) => (await house.storage.desk.since(from)).length;
    expect(await since(new Date(published.getTime() + 1))).toBe(1);
    expect(await since(new Date('2026-03-05T08:00:00.001Z'))).toBe(0);
  });

  it('holds for corrections too, and only the last of them is sent', async () => {
    const house = await embargoed();
    const { revision, reach } = await house.correct('D-00001', 1);
    expect(revision.embargo).toEqual(EMBARGO);
    expect(reach).toEqual({ posts: { slack: { now: 1, digest: 0 } }, edits: 0 });
    expect(await house.receipts('D-00001')).toEqual([]);
    expect(await shown(house)).toEqual(NOTHING);
    house.clock.at('2026-03-05T08:00:00Z');
    await house.storage.release('D-00001', 1);
    expect(await house.receipts('D-00001')).toEqual([]);
    await house.storage.release('D-00001', 2);
    const [receipt] = await house.receipts('D-00001');
    await house.deliver(receipt!.post);
    // Nothing was ever meant to go out but the second.
    expect(await house.receipts('D-00001')).toMatchObject([
      { shows: { revision: 2 }, happened: [{ what: 'sent', revision: 2 }] },
    ]);
    const item = (await house.storage.ledger.load(receipt!.post))?.items[0];
    expect(item?.history.map(({ revision }) => revision)).toEqual([1, 2]);
  });

  it('is over for a correction that comes after it while every node was down', async () => {
    const house = await embargoed();
    house.clock.at('2026-03-05T09:00:00Z');
    const { revision } = await house.correct('D-00001', 1);
    expect(revision.embargo).toBeUndefined();
    expect(await house.receipts('D-00001')).toHaveLength(1);
    await house.follow({ place: slack('C2') });
    await house.storage.release('D-00001', 1);
    expect(await house.receipts('D-00001')).toHaveLength(1);
  });

  it('under which something is retracted never lets it out', async () => {
    const house = await embargoed();
    const { reach, revision } = await house.retract('D-00001', 1);
    expect(revision).toMatchObject({ state: 'retracted', embargo: EMBARGO });
    expect(reach).toEqual({ posts: {}, edits: 0 });
    expect((await house.storage.deliveries.health()).scheduled).toBe(0);
    house.clock.at('2026-03-06T00:00:00Z');
    await house.storage.release('D-00001', 1);
    await house.storage.release('D-00001', 2);
    expect(await house.receipts('D-00001')).toEqual([]);
    expect(await shown(house)).toEqual(NOTHING);
  });

  it('that is over when it is published holds nothing back', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1') });
    const past = new Date('2026-03-01T00:00:00Z');
    const { revision } = await house.publish('D-00001', { embargo: past });
    expect(revision.embargo).toBeUndefined();
    expect(await house.receipts('D-00001')).toHaveLength(1);
  });

  it('is not over because the queue asks a moment early', async () => {
    const house = await embargoed();
    house.clock.at('2026-03-05T07:59:59.950Z');
    await house.storage.release('D-00001', 1);
    expect(await house.receipts('D-00001')).toEqual([]);
    expect(await house.keys()).toEqual(['release/D-00001/1']);
  });

  it('ended by a clock ahead of this one is over', async () => {
    const house = await embargoed();
    house.clock.at('2026-03-05T08:00:00.100Z');
    await house.storage.release('D-00001', 1);
    house.clock.at('2026-03-05T07:59:59Z');
    const { version } = await house.keep('D-00001', 'retract', 1);
    const { revision } = await house.storage.desk.publish('D-00001', version, EDITOR);
    expect(revision.embargo).toBeUndefined();
    expect(await house.keys()).toContain(`post/${await house.postIn('C1', 'D-00001')}`);
  });
});
