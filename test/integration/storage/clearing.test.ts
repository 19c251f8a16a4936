import { describe, expect, it } from 'vitest';
import { DAY, SECOND, testClock } from '../../contract/stores/nodes.ts';
import { databases } from './support/store.ts';

const server = databases();
const tenant = { platform: 'slack', tenant: 'T1' } as const;

async function setUp() {
  const database = await server.create();
  const clock = testClock();
  const open = () => database.open({ clock });
  const keys = async (table: string, where = 'true') =>
    (await database.query(`select key from tocsin.${table} where ${where} order by key`)).map(
      ({ key }) => key,
    );
  return { clock, keys, open, ...(await open()) };
}

describe('the inbox', () => {
  it('lets go of a body once it is done or can no longer be answered', async () => {
    const { clock, inbox, keys } = await setUp();
    const take = (key: string) => inbox.take({ ...tenant, key, body: {}, receivedAt: clock.now() });
    await Promise.all(['answered', 'late', 'open'].map(take));
    await inbox.done('slack', 'answered');
    expect(await keys('inbox', 'sealed is null')).toEqual(['answered']);
    clock.pass(15 * SECOND);
    await take('new');
    await inbox.leftOver('slack', clock.now());
    expect(await keys('inbox', 'sealed is null')).toEqual(['answered', 'late', 'open']);
  });

  it('forgets what was done a day ago, in passing', async () => {
    const { clock, inbox, keys, open } = await setUp();
    const take = (key: string) => inbox.take({ ...tenant, key, body: {}, receivedAt: clock.now() });
    await Promise.all(['first', 'open', 'second'].map(take));
    await inbox.done('slack', 'first');
    clock.pass(DAY + SECOND);
    await (await open()).inbox.done('slack', 'second');
    expect(await keys('inbox')).toEqual(['open', 'second']);
    for (let n = 0; n < 100; n += 1) await inbox.done('slack', `other ${n}`);
    clock.pass(DAY + SECOND);
    for (let n = 0; n < 100; n += 1) await inbox.done('slack', `other ${n}`);
    expect(await keys('inbox')).toEqual(['open']);
  });
});

describe('button lines', () => {
  it('are forgotten when nobody made or pressed their button for 90 days', async () => {
    const { clock, buttonLines, keys, open } = await setUp();
    const line = (key: string) => ({ key, commandLine: 'help' });
    await buttonLines.keep(tenant, ['idle', 'made', 'pressed'].map(line));
    clock.pass(60 * DAY);
    await buttonLines.keep(tenant, [line('made')]);
    await buttonLines.find(tenant, 'pressed');
    clock.pass(31 * DAY);
    await (await open()).buttonLines.keep(tenant, [line('new')]);
    expect(await keys('button_line')).toEqual(['made', 'new', 'pressed']);
  });
});
