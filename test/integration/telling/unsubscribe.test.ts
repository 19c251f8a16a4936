import { afterEach, describe, expect, it } from 'vitest';
import { databases } from '../storage/support/store.ts';
import { disclosure } from '../storage/support/telling.ts';
import { type Following, openFollowing } from './following.ts';

const server = databases();

let opened: Following | undefined;
async function open(): Promise<Following> {
  opened = await openFollowing(server);
  return opened;
}

afterEach(() => {
  expect(opened?.faults ?? []).toEqual([]);
});

async function unwanted({ house }: Following, id: string) {
  const post = await house.storage.ledger.load(await house.postIn('C1', id));
  return post?.items[0]?.unwanted;
}

describe('unsubscribe, by the button on a post', () => {
  it('stops what brought it, what is queued included; undone, it comes after all', async () => {
    const room = await open();
    await room.ask('subscribe Phosphorus');
    await room.ask('subscribe everything severity:critical');
    for (const id of ['D-00001', 'D-00002']) {
      await room.house.publish(id, { disclosure: disclosure(id, { actors: ['phosphorus'] }) });
    }
    await room.house.deliver(await room.house.postIn('C1', 'D-00001'));
    expect(await unwanted(room, 'D-00002')).toBeUndefined();
    const done = await room.ask('unsubscribe D-00001');
    expect(done.card.title).toBe('No longer followed');
    expect(await unwanted(room, 'D-00002')).toBe('unsubscribed');
    const undo = done.card.actions.find(({ label }) => label === 'Undo');
    await room.ask(undo!.commandLine);
    expect(await unwanted(room, 'D-00002')).toBeUndefined();
  });

  it('still has what stands put right', async () => {
    const room = await open();
    await room.ask('subscribe everything');
    await room.house.publish('D-00001');
    await room.house.deliver(await room.house.postIn('C1', 'D-00001'));
    await room.ask('unsubscribe D-00001');
    const { reach } = await room.house.correct('D-00001', 1);
    expect(reach.edits).toBe(1);
  });

  it('finds what brought it after it was corrected to something else', async () => {
    const room = await open();
    await room.ask('subscribe Phosphorus');
    await room.house.publish('D-00001', {
      disclosure: disclosure('D-00001', { actors: ['phosphorus'] }),
    });
    await room.house.correct('D-00001', 1);
    expect((await room.ask('unsubscribe D-00001')).card.title).toBe('No longer followed');
  });
});
