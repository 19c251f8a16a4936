import { describe, expect, it } from 'vitest';
import { until } from './support/processes.ts';
import { databases } from './support/store.ts';
import { type House, openHouse, slack } from './support/telling.ts';

const server = databases();

/** A gate in the database's own statements: whoever passes it waits while a test holds it. */
const GATE = 4_242;

const whats = (happened: readonly { what: string; revision: number }[] = []) =>
  happened.map(({ what, revision }) => `${what} ${revision}`);

async function withPost(): Promise<{ house: House; post: string }> {
  // The real time: the queue goes by the database's clock.
  const house = await openHouse(server, new Date(Date.now() - 1_000).toISOString());
  await house.follow({ place: slack('C1') });
  await house.publish('D-00001');
  return { house, post: await house.postIn('C1', 'D-00001') };
}

describe('a correction that comes while its post is being worked on', () => {
  it.each([
    ['before it began', 'load'],
    ['after it began', 'begin'],
    ['after it was written down', 'finish'],
  ])('%s leads to one more run of the real queue, and is what stands there', async (_, moment) => {
    const { house, post } = await withPost();
    const { ledger } = house.storage;
    let runs = 0;
    await house.work({
      'deliver-slack': async (payload) => {
        runs += 1;
        expect(payload).toEqual({ post });
        const correct = async (now: string) => {
          if (runs === 1 && now === moment) await house.correct('D-00001', 1);
        };
        const loaded = await ledger.load(post);
        const revision = loaded?.items[0]?.current.revision ?? 0;
        await correct('load');
        const act = loaded?.ref === undefined ? 'post' : 'edit';
        const hash = `h${revision}`;
        await ledger.begin(post, act, hash);
        await correct('begin');
        await ledger.finish(post, {
          ...{ state: 'shown', shows: { hash, revisions: { 'D-00001': revision } } },
          ...(act === 'post' && { ref: { channel: 'C1', id: '1' } }),
          happened: { what: act === 'post' ? 'sent' : 'edited', reason: '' },
        });
        await correct('finish');
      },
    });
    expect(runs).toBe(2);
    const [receipt] = await house.receipts('D-00001');
    expect(whats(receipt?.happened)).toEqual(['sent 1', 'edited 2']);
    expect(receipt?.shows?.revision).toBe(2);
    expect((await house.storage.deliveries.health()).due).toBe(0);
    expect(await house.jobs()).toEqual([]);
  });

  it('in the very moment that a worker takes its job is not lost', async () => {
    const { house, post } = await withPost();
    await house.sql(`
      create or replace function tocsin.at_the_gate() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock_shared(${GATE});
        return null;
      end $$`);
    await house.sql(`
      create trigger gate after update on graphile_worker._private_jobs
        for each statement execute function tocsin.at_the_gate()`);
    const holder = await house.pool.connect();
    await holder.query('select pg_advisory_lock($1)', [GATE]);
    const correcting = house.correct('D-00001', 1);
    await until(async () => {
      const waiting = await house.sql(
        `select from pg_locks join pg_database as base on base.oid = database
         where datname = current_database() and locktype = 'advisory' and objid = $1
           and not granted`,
        [GATE],
      );
      return waiting.length === 1;
    });
    // Between two statements of add_jobs: the first saw no locked job, the second will.
    await holder.query(
      `update graphile_worker._private_jobs
       set locked_at = now(), locked_by = 'worker', attempts = 1 where key = $1`,
      [`post/${post}`],
    );
    await holder.query('select pg_advisory_unlock($1)', [GATE]);
    holder.release();
    await correcting;
    await house.sql('drop trigger gate on graphile_worker._private_jobs');
    expect(await house.keys()).toEqual([`post/${post}`]);
    const locked = await house.sql(
      'select key from graphile_worker._private_jobs where locked_at is not null',
    );
    expect(locked).toEqual([{ key: null }]);
  });

  it('ends with what was published last, whatever order nodes and editors come in', async () => {
    const house = await openHouse(server, new Date(Date.now() - 1_000).toISOString());
    const other = await house.node();
    const channels = Array.from({ length: 40 }, (_, index) => `C${index}`);
    for (const channel of channels) await house.follow({ place: slack(channel) });
    await house.publish('D-00001');
    const nodes = [house.storage, other];
    const deliver = (node: (typeof nodes)[number]) => ({
      'deliver-slack': async (payload: unknown) => {
        const { post } = payload as { post: string };
        const loaded = await node.ledger.load(post);
        const current = loaded?.items[0]?.current.revision ?? 0;
        if (loaded === undefined || loaded.items[0]?.shown === current) return;
        const act = loaded.ref === undefined ? 'post' : 'edit';
        await node.ledger.begin(post, act, `h${current}`);
        await node.ledger.finish(post, {
          ...{ state: 'shown', shows: { hash: `h${current}`, revisions: { 'D-00001': current } } },
          ...(act === 'post' && { ref: { channel: loaded.place.channel, id: post } }),
          happened: { what: act === 'post' ? 'sent' : 'edited', reason: '' },
        });
      },
    });
    const correctAll = async () => {
      for (let base = 1; base <= 5; base += 1) await house.correct('D-00001', base);
    };
    await Promise.all([
      correctAll(),
      ...nodes.map((node) => house.work(deliver(node))),
      ...nodes.map((node) => house.work(deliver(node))),
    ]);
    await house.work(deliver(other));
    const { shown, counts } = await other.deliveries.of('D-00001', 'everywhere', 0, 1);
    expect(shown).toEqual([{ revision: 6, channels: 40 }]);
    expect(counts.shown).toBe(40);
    for (const { happened } of await house.receipts('D-00001')) {
      // Each revision once, in order, and one message.
      expect(happened.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(happened.filter(({ what }) => what === 'sent')).toHaveLength(1);
    }
    expect(await other.deliveries.health()).toMatchObject({ due: 0 });
  });
});
