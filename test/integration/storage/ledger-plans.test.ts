import { describe, expect, it } from 'vitest';
import { Filter } from '../../../src/domain/subscription.ts';
import { until } from './support/processes.ts';
import { databases } from './support/store.ts';
import { disclosure, type House, openHouse, slack } from './support/telling.ts';

const server = databases();
const CHANNELS = 20_000;

/** Shown in many channels, of many tenants, each with a happening and a subscription. */
async function largeHouse(): Promise<House> {
  const house = await openHouse(server);
  await house.publish('D-00001', { disclosure: disclosure('D-00001', { incident: 'incident' }) });
  await house.sql(
    `insert into tocsin.subscription
       (id, platform, tenant, channel, filter, filter_hash, cadence, added_by, added_name, added_at,
        version)
     select 'S-' || n, 'slack', 'T' || n % 100, 'C' || n, $2, n::text, '{"every": "item"}', 'U',
       'U', now(), nextval('tocsin.subscription_version')
     from generate_series(1, $1::integer) as n`,
    [CHANNELS, JSON.stringify(Filter.parse({ severity: 'critical' }))],
  );
  await house.sql(
    `with made as (
       insert into tocsin.post
         (key, platform, tenant, channel, kind, state, due_at, created_at, ref_channel, ref_id)
       select 'many/' || n, 'slack', 'T' || n % 100, 'C' || n, 'disclosure', 'shown', now(), now(),
         'C' || n, n::text
       from generate_series(1, $1::integer) as n
       returning id, platform, tenant, channel
     ),
     held as (
       insert into tocsin.delivery (post, disclosure, platform, tenant, channel, subscriptions, shown)
       select id, 'D-00001', platform, tenant, channel, array['S-' || substr(channel, 2)], 1
       from made
     )
     insert into tocsin.happening (post, disclosure, revision, what, reason, at)
     select id, 'D-00001', 1, 'sent', '', now() from made`,
    [CHANNELS],
  );
  await house.sql('analyze');
  return house;
}

/** How often each large table was read from end to end; connections tell when they have ended. */
async function scans(house: House): Promise<Record<string, number>> {
  await until(async () => {
    const others = await house.sql(
      `select from pg_stat_activity
       where backend_type = 'client backend' and application_name in ('', 'tocsin')
         and datname = current_database()`,
    );
    return others.length === 0;
  });
  const rows = await house.sql<{ name: string; scans: string }>(
    `select relname as name, seq_scan as scans from pg_stat_user_tables
     where schemaname = 'tocsin' and relname in ('post', 'delivery', 'happening', 'subscription')`,
  );
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.scans)]));
}

describe('what is done for every message', () => {
  it('reads no table from end to end, however much was sent', async () => {
    const house = await largeHouse();
    await house.storage.close();
    await house.threads(slack('C7', 'T7'));
    const setUp = await house.node();
    const incident = { disclosure: disclosure('D-00002', { incident: 'incident' }) };
    const { version } = await setUp.desk.keep({
      ...{ act: 'publish', base: 0, ...incident, reason: undefined, embargo: undefined },
      ...{ records: [], changes: [], by: { id: 'U', name: 'U' } },
    });
    await house.follow({ place: slack('C7', 'T7') });
    await house.follow({ place: slack('C8', 'T8'), mention: 'R1' });
    await setUp.desk.publish('D-00002', version, { id: 'U', name: 'U' });
    const posts = await house.sql<{ id: string }>(
      "select post as id from tocsin.delivery where disclosure = 'D-00002'",
    );
    await setUp.close();

    const atFirst = await scans(house);
    await house.database.query("select from tocsin.post where reason = 'control'");
    const before = await scans(house);
    expect(before.post).toBe((atFirst.post ?? 0) + 1);
    const node = await house.node();
    for (const { id } of posts) {
      const loaded = await node.ledger.load(id);
      expect(loaded?.items).toHaveLength(1);
      await node.ledger.begin(id, 'post', 'h');
      const rest = { why: 'archived', reason: 'archived', whole: 'channel' } as const;
      await node.ledger.finish(id, {
        ...{ state: 'failed', reason: 'archived', happened: { what: 'failed', reason: '' } },
        rest,
      });
      await node.ledger.finish(id, {
        ...{ state: 'shown', ref: { channel: 'C', id: '1' }, note: true },
        shows: { hash: 'h', revisions: { 'D-00002': 1 } },
        happened: { what: 'sent', reason: '' },
      });
    }
    expect(posts).toHaveLength(2);
    await node.deliveries.health();
    await node.deliveries.troubles('everywhere', 10);
    await node.notices.whoFollows(slack('C7', 'T7'));
    await node.close();
    expect(await scans(house)).toEqual(before);
  });
});
