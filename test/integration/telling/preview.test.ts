import { afterEach, describe, expect, it } from 'vitest';
import type { Disclosure } from '../../../src/domain/disclosure.ts';
import { databases } from '../storage/support/store.ts';
import { disclosure } from '../storage/support/telling.ts';
import { type Following, HERE, openFollowing } from './following.ts';

const server = databases();

let opened: Following | undefined;
async function open(): Promise<Following> {
  opened = await openFollowing(server);
  return opened;
}

afterEach(() => {
  expect(opened?.faults ?? []).toEqual([]);
});

const ITEMS: readonly Partial<Disclosure>[] = [
  { id: 'D-00001', severity: 'low' },
  { id: 'D-00002', severity: 'critical' },
  { id: 'D-00003', actors: ['phosphorus'] },
  { id: 'D-00004', actors: ['phosphorus'], body: 'A draft.' },
  { id: 'D-00005', actors: ['apt29'], kind: 'update' },
  { id: 'D-00006', severity: 'critical', tlp: 'AMBER' },
];

async function publishAll({ house }: Following): Promise<void> {
  for (const { id = '', ...change } of ITEMS) {
    await house.publish(id, { disclosure: disclosure(id, change) });
  }
}

describe('preview', () => {
  it.each([
    ['subscribe Phosphorus exclude:draft'],
    ['subscribe everything severity:low every:day at:08:00 zone:Europe/Berlin'],
    ['subscribe everything severity:critical', 'subscribe APT29 kind:update every:week'],
    ['subscribe publisher:Agency severity:medium every:day', 'subscribe Phosphorus'],
  ])('shows what is then posted, and when: %s', async (...lines) => {
    const room = await open();
    const { house } = room;
    for (const line of lines) await room.ask(line);
    await publishAll(room);
    const said = await room.says('preview');
    const [, would = '', not = ''] = said.split(/Would(?: not)? have been posted/);
    const receipts = await Promise.all(
      ITEMS.map(async ({ id = '' }) => ({ id, receipt: (await house.receipts(id))[0] })),
    );
    for (const { id, receipt } of receipts) {
      const line = would.split(' · ').find((one) => one.includes(id));
      const stays = receipt === undefined || receipt.state === 'suppressed';
      if (id === 'D-00006') expect(said).not.toContain(id);
      else if (stays) expect(not).toContain(id);
      else if (receipt.kind === 'digest') {
        const time = receipt.dueAt.toISOString().slice(11, 16);
        expect(line).toMatch(new RegExp(`in the digest of .*${time} UTC`));
      } else expect(line).toContain('at once');
    }
  });

  it('shows nothing of what is still under embargo', async () => {
    const room = await open();
    await room.ask('subscribe everything');
    await room.house.publish('D-00001', { embargo: new Date('2026-03-03T12:00:00Z') });
    expect(await room.says('preview')).toContain('Nothing was disclosed here');
  });

  it('counts from the first revision, and shows what the newest says', async () => {
    const room = await open();
    await room.ask('subscribe everything every:day at:18:00 zone:UTC');
    await room.house.publish('D-00001');
    room.house.clock.at('2026-03-05T12:00:00Z');
    await room.house.correct('D-00001', 1, {
      disclosure: disclosure('D-00001', { headline: 'Put right' }),
    });
    expect(await room.says('preview')).toContain(
      'Put right (new, severity high; D-00001, 2 Mar 2026, 12:00 UTC): in the digest of 2 Mar 2026, 18:00 UTC',
    );
    expect(await room.house.storage.subscriptions.of(HERE)).toHaveLength(1);
  });
});
