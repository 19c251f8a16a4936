import { describe, expect, it } from 'vitest';
import type { ChannelChange } from '../../../src/disclosure/subscriptions.ts';
import type { Place } from '../../../src/domain/place.ts';
import { Filter } from '../../../src/domain/subscription.ts';
import { ACME, DAY, OTHERS, testClock } from '../../contract/stores/nodes.ts';
import { databases, type TestDatabase } from './support/store.ts';

const server = databases();
const place = { ...ACME, channel: 'C1' };
const moved = { ...ACME, channel: 'C2' };
const REASON = 'the channel was archived';
const ARCHIVED = { is: 'archived', reason: REASON } as const;

async function setUp() {
  const database = await server.create();
  const clock = testClock();
  const storage = await database.open({ clock });
  const { subscriptions, places } = storage;
  const follow = (at: Place, sectors: readonly string[] = []) =>
    subscriptions.add({
      ...{ place: at, filter: Filter.parse({ sectors }), cadence: { every: 'item' } },
      ...{ mention: undefined, pausedUntil: undefined, addedBy: { id: 'U1', name: 'Ann' } },
    });
  const rest = async (at: Place) => (await subscriptions.channel(at)).rest;
  return { database, clock, subscriptions, places, follow, rest };
}

/** Posts past the ledger: this is about where they are, not how they came there. */
async function post(database: TestDatabase, key: string, state: string): Promise<string> {
  const ref = state === 'shown' ? `'C1', 'm-${key}'` : 'null, null';
  const [row] = await database.query(`
    insert into tocsin.post
      (key, platform, tenant, channel, kind, state, due_at, created_at, ref_channel, ref_id)
    values ('${key}', 'slack', 'T1', 'C1', 'disclosure', '${state}', '2019-01-01', '2019-01-01', ${ref})
    returning id`);
  await database.query(`
    insert into tocsin.delivery (post, disclosure, platform, tenant, channel, subscriptions, shown)
    values (${row?.id}, 'D-${key}', 'slack', 'T1', 'C1', '{}', ${state === 'shown' ? 1 : 'null'})`);
  return String(row?.id);
}

async function revise(database: TestDatabase, key: string, revision: number): Promise<void> {
  await database.query(`
    insert into tocsin.disclosure (id, revision, body, state, published_at, by_id, by_name)
    values ('D-${key}', ${revision}, '{}', 'published', '2019-01-01', 'U1', 'Ann')`);
}

/** Tasks and queues of what waits in the queue. */
async function jobs(database: TestDatabase): Promise<readonly string[]> {
  const rows = await database.query(`
    select concat_ws(' ', identifier, coalesce(key, ''), queue_name) as job
    from graphile_worker._private_jobs as job
    join graphile_worker._private_tasks as task on task.id = task_id
    left join graphile_worker._private_job_queues as queue on queue.id = job_queue_id
    order by 1`);
  return rows.map(({ job }) => String(job));
}

describe('a channel that cannot be posted in', () => {
  it('rests, keeps its subscriptions, and whoever made them is told, once', async () => {
    const { database, clock, subscriptions, places, follow, rest } = await setUp();
    const { subscription } = await follow(place);
    await places.changed(place, ARCHIVED);
    const since = clock.now();
    expect(await rest(place)).toEqual({ why: 'archived', reason: REASON, since });
    clock.pass(DAY);
    await places.changed(place, { is: 'deleted', reason: 'it is gone' });
    expect((await rest(place))?.since).toEqual(since);
    expect(await subscriptions.of(place)).toEqual([subscription]);
    expect(await jobs(database)).toEqual(['tell-slack tell/slack/T1/C1']);
  });

  it('is woken when it can be posted in again', async () => {
    const { places, follow, rest } = await setUp();
    await follow(place);
    await places.changed(place, { is: 'no-access', reason: 'taken out' });
    await places.changed(place, { is: 'open' });
    expect(await rest(place)).toBeUndefined();
    await places.changed(place, { is: 'open' });
  });

  it('is woken by whoever subscribes it to something', async () => {
    const { places, follow, rest } = await setUp();
    await follow(place);
    await places.changed(place, ARCHIVED);
    expect((await follow(place)).is).toBe('changed');
    expect(await rest(place)).toBeUndefined();
  });

  it('catches up, when it is woken, with what was corrected meanwhile', async () => {
    const { database, places, follow } = await setUp();
    await follow(place);
    const ids = [await post(database, 'old', 'shown'), await post(database, 'new', 'shown')];
    for (const key of ['old', 'new']) await revise(database, key, 1);
    await places.changed(place, ARCHIVED);
    await revise(database, 'old', 2);
    await database.query('truncate graphile_worker._private_jobs');
    await places.changed(place, { is: 'open' });
    expect(await jobs(database)).toEqual([`deliver-slack post/${ids[0]} slack/T1/C1`]);
  });

  it('is nobody’s concern when it follows nothing', async () => {
    const { database, places, rest } = await setUp();
    const changes: ChannelChange[] = [
      ARCHIVED,
      { is: 'deleted', reason: '' },
      { is: 'no-access', reason: '' },
      { is: 'open' },
      { is: 'renamed', name: 'other' },
      { is: 'moved', channel: 'C2' },
    ];
    for (const change of changes) await places.changed(place, change);
    expect(await rest(place)).toBeUndefined();
    expect(await database.query('select * from tocsin.channel')).toEqual([]);
    expect(await jobs(database)).toEqual([]);
  });

  it('is not that of another tenant', async () => {
    const { places, follow, rest } = await setUp();
    const elsewhere = OTHERS.map((other) => ({ ...other, channel: 'C1' }));
    for (const other of elsewhere) await follow(other);
    await follow(place);
    await places.changed(place, ARCHIVED);
    await places.left(ACME);
    for (const other of elsewhere) expect(await rest(other)).toBeUndefined();
  });
});

describe('a tenant that Tocsin was removed from', () => {
  it('rests in all its channels, and wakes in those that rest for it alone', async () => {
    const { places, follow, rest, clock } = await setUp();
    await follow(place);
    await follow(moved);
    await places.changed(moved, ARCHIVED);
    await places.left(ACME);
    await places.left(ACME);
    expect(await rest(place)).toMatchObject({ why: 'uninstalled', since: clock.now() });
    expect(await rest(moved)).toMatchObject({ why: 'archived' });
    await places.returned(ACME);
    expect(await rest(place)).toBeUndefined();
    expect(await rest(moved)).toMatchObject({ why: 'archived' });
    await places.returned(ACME);
  });

  it('may be one that follows nothing', async () => {
    const { places } = await setUp();
    await places.left(ACME);
    await places.returned(ACME);
  });
});

describe('a channel', () => {
  it('has the name that its platform told last', async () => {
    const { subscriptions, places, follow } = await setUp();
    await follow(place);
    for (const name of ['general', 'news\0']) await places.changed(place, { is: 'renamed', name });
    expect((await subscriptions.channel(place)).name).toBe('news\uFFFD');
  });

  it('that goes on under another id takes along what it follows and how', async () => {
    const { subscriptions, places, follow } = await setUp();
    const { subscription } = await follow(place);
    await subscriptions.setThreads(place, true);
    await places.changed(place, { is: 'renamed', name: 'general' });
    await places.changed(place, ARCHIVED);
    for (let n = 0; n < 2; n += 1) await places.changed(place, { is: 'moved', channel: 'C2' });
    expect(await subscriptions.of(place)).toEqual([]);
    expect(await subscriptions.of(moved)).toEqual([{ ...subscription, place: moved }]);
    const state = { place: moved, name: 'general', threads: true, rest: undefined };
    expect(await subscriptions.channel(moved)).toEqual(state);
    expect(await subscriptions.channel(place)).toMatchObject({ name: undefined, threads: false });
  });

  it('that moves to where something is followed already follows the same once', async () => {
    const { subscriptions, places, follow } = await setUp();
    await follow(place);
    await follow(place, ['media']);
    const there = await follow(moved);
    await subscriptions.setThreads(moved, true);
    await places.changed(place, { is: 'moved', channel: 'C2' });
    const all = await subscriptions.of(moved);
    expect(all.map(({ filter }) => filter.sectors)).toEqual(
      expect.arrayContaining([[], ['media']]),
    );
    expect(all).toHaveLength(2);
    expect(all).toContainEqual(there.subscription);
    expect(await subscriptions.channel(moved)).toMatchObject({ threads: true });
  });

  it('that moves takes its posts along: those that wait are sent to the new id', async () => {
    const { database, places, follow } = await setUp();
    await follow(place);
    const waits = await post(database, 'waits', 'waiting');
    const stands = await post(database, 'stands', 'shown');
    await places.changed(place, { is: 'moved', channel: 'C2' });
    const rows = await database.query(
      'select id, post.channel, delivery.channel as told, ref_channel from tocsin.post join tocsin.delivery on post = id order by id',
    );
    expect(rows).toEqual([
      { id: waits, channel: 'C2', told: 'C2', ref_channel: null },
      { id: stands, channel: 'C2', told: 'C2', ref_channel: 'C1' },
    ]);
    expect(await jobs(database)).toEqual([`deliver-slack post/${waits} slack/T1/C2`]);
  });

  it('that moves takes along a digest that is not due yet', async () => {
    const { database, places, follow } = await setUp();
    await follow(place);
    await post(database, 'digest/slack/T1/C1/2030-01-01T00:00:00Z', 'waiting');
    await database.query(`update tocsin.post set kind = 'digest'`);
    await places.changed(place, { is: 'moved', channel: 'C2' });
    expect(await database.query('select key from tocsin.post')).toEqual([
      { key: 'digest/slack/T1/C2/2030-01-01T00:00:00Z' },
    ]);
  });
});
