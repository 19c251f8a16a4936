import { describe, expect, it } from 'vitest';
import type { Tenant } from '../../../src/command/access.ts';
import { createSealer } from '../../../src/shared/sealing.ts';
import { SECOND, testClock } from '../../contract/stores/nodes.ts';
import { databases } from './support/store.ts';

const server = databases();
const tenant = { platform: 'slack', tenant: 'T1' } as const;
const other = { platform: 'slack', tenant: 'T2' } as const;
const body = { token: 'a very secret token', words: '狼毒草' };
const LONG_AGO = new Date(0);

async function setUp() {
  const database = await server.create();
  const clock = testClock();
  const notices: string[] = [];
  const open = (...keys: [string, ...string[]]) =>
    database.open({ clock, sealer: createSealer(keys), notice: (text) => notices.push(text) });
  const take = (node: Awaited<ReturnType<typeof open>>, key: string, who: Tenant = tenant) =>
    node.inbox.take({ ...who, key, body, receivedAt: clock.now() });
  const sealedRows = async (table: string): Promise<string[]> =>
    (await database.query(`select sealed from tocsin.${table}`)).map((row) => String(row.sealed));
  return { database, clock, notices, open, take, sealedRows };
}

describe('what is sealed', () => {
  it('never stands in a table in clear text', async () => {
    const { database, open, take } = await setUp();
    const node = await open('first key');
    await node.installations.save(tenant, body);
    await take(node, 'k1');
    const commandLine = 'names "a very secret message 狼毒草"';
    await node.buttonLines.keep(tenant, [{ key: 'k1', commandLine }]);
    for (const table of ['installation', 'inbox', 'button_line']) {
      const rows = await database.query(
        `select row_to_json(t)::text as row from tocsin.${table} t`,
      );
      expect(rows).toHaveLength(1);
      const row = String(rows[0]!.row);
      for (const text of [
        'secret',
        'token',
        '狼毒草',
        Buffer.from('very secret').toString('base64'),
      ])
        expect(row).not.toContain(text);
      expect(row).toMatch(/"sealed":"v1\./);
    }
  });

  it('of a button is gone with its key: the button no longer works', async () => {
    const { open } = await setUp();
    const line = { key: 'k1', commandLine: 'names Phosphorus' };
    await (await open('first key')).buttonLines.keep(tenant, [line]);
    expect(await (await open('other key')).buttonLines.find(tenant, 'k1')).toBeUndefined();
    const rotated = await open('other key', 'first key');
    expect(await rotated.buttonLines.find(tenant, 'k1')).toBe(line.commandLine);
  });

  it('is not read with another key, and says how to mend that', async () => {
    const { open } = await setUp();
    await (await open('first key')).installations.save(tenant, body);
    const loading = (await open('other key')).installations.load(tenant);
    await expect(loading).rejects.toMatchObject({
      name: 'TocsinError',
      code: 'sealing.unreadable',
      where: 'slack:T1',
      remedy: expect.stringContaining('TOCSIN_EARLIER_SECRET_KEYS'),
    });
  });

  it('is read with an earlier key, and sealed again with the current one', async () => {
    const { open, sealedRows } = await setUp();
    await (await open('first key')).installations.save(tenant, body);
    const [before] = await sealedRows('installation');
    const rotated = await open('second key', 'first key');
    expect(await rotated.installations.load(tenant)).toEqual(body);
    const [after] = await sealedRows('installation');
    expect(after).not.toBe(before);
    expect(await (await open('second key')).installations.load(tenant)).toEqual(body);
    expect(await rotated.installations.load(tenant)).toEqual(body);
    expect(await sealedRows('installation')).toEqual([after]);
  });

  it('opens for nobody else when a row is put under another tenant', async () => {
    const { database, open } = await setUp();
    const { installations } = await open('first key');
    await installations.save(tenant, body);
    await database.query(`update tocsin.installation set tenant = 'T2'`);
    await expect(installations.load(other)).rejects.toMatchObject({ code: 'sealing.unreadable' });
  });

  it('and cannot be read any more keeps no other request from being answered', async () => {
    const { clock, notices, open, take, sealedRows } = await setUp();
    await take(await open('lost key'), 'lost');
    await take(await open('first key'), 'kept', other);
    clock.pass(15 * SECOND);
    const node = await open('second key', 'first key');
    const left = await node.inbox.leftOver('slack', LONG_AGO);
    expect(left).toMatchObject([{ ...other, key: 'kept', body }]);
    expect(notices).toEqual([expect.stringContaining('cannot be read')]);
    expect((await sealedRows('inbox')).toSorted()).toEqual(['null', expect.stringMatching(/^v1/)]);
    clock.pass(15 * SECOND);
    expect(await node.inbox.leftOver('slack', LONG_AGO)).toHaveLength(1);
    expect(notices).toHaveLength(1);
  });
});
