import { afterEach, describe, expect, it } from 'vitest';
import { databases } from '../storage/support/store.ts';
import { disclosure, slack } from '../storage/support/telling.ts';
import { type Following, HERE, openFollowing, words } from './following.ts';

const server = databases();

let opened: Following | undefined;
async function open(): Promise<Following> {
  opened = await openFollowing(server);
  return opened;
}

afterEach(() => {
  expect(opened?.faults ?? []).toEqual([]);
});

async function followed({ house }: Following) {
  return await house.storage.subscriptions.of(HERE);
}

/** Keys of what was announced, in order. */
async function announced({ house }: Following): Promise<string[]> {
  const rows = await house.sql<{ key: string }>(
    `select key from tocsin.post where kind = 'notice' order by id`,
  );
  return rows.map(({ key }) => key);
}

/** Which disclosures are in posts of the channel, or were. */
async function posted({ house }: Following): Promise<string[]> {
  const rows = await house.sql<{ disclosure: string }>(
    `select disclosure from tocsin.delivery where channel = 'C1' order by disclosure`,
  );
  return rows.map((row) => row.disclosure);
}

describe('subscribe', () => {
  it('has what comes afterwards posted, and nothing older', async () => {
    const room = await open();
    await room.house.publish('D-00001');
    const said = await room.says('subscribe everything exclude:nonsense');
    expect(said).toContain('Nothing older is posted.');
    const [one] = await followed(room);
    expect(one).toMatchObject({ addedBy: { id: 'USUB', name: 'Ada' }, place: HERE });
    await room.house.publish('D-00002');
    await room.house.publish('D-00003', { disclosure: disclosure('D-00003', { severity: 'low' }) });
    await room.house.publish('D-00004', {
      disclosure: disclosure('D-00004', { body: 'Utter nonsense.' }),
    });
    expect(await posted(room)).toEqual(['D-00002']);
  });

  it('tells the channel once for each time that it is added', async () => {
    const room = await open();
    await room.ask('subscribe Phosphorus origin:Iran,Russia');
    const [one] = await followed(room);
    await room.ask('subscribe Charming Kitten origin:Russia,Iran every:day');
    expect(await followed(room)).toHaveLength(1);
    const key = `subscribed/${one!.id}/${one!.addedAt.getTime()}`;
    expect(await announced(room)).toEqual([expect.stringContaining(key)]);
    await room.ask(`unsubscribe ${one!.id}`);
    await room.ask(`subscribe ${one!.id}`);
    expect(await announced(room)).toHaveLength(1);
    await room.ask(`unsubscribe ${one!.id}`);
    room.house.clock.pass(60_000);
    await room.ask('subscribe Phosphorus origin:Iran,Russia');
    expect(await announced(room)).toHaveLength(2);
  });

  it('changes only what is given, and shows without changing', async () => {
    const room = await open();
    await room.ask('subscribe Phosphorus exclude:draft mention:S1 every:week on:friday');
    const [before] = await followed(room);
    expect(await room.says(`subscribe ${before!.id}`)).toContain(`Subscription ${before!.id}`);
    expect(await followed(room)).toEqual([before]);
    await room.ask(`subscribe ${before!.id} severity:low at:9`);
    const [after] = await followed(room);
    expect(after).toEqual({
      ...before!,
      filter: { ...before!.filter, severity: 'low' },
      cadence: { every: 'week', on: 'friday', at: '09:00', zone: 'UTC' },
    });
  });

  it('refuses plainly what would stand twice, and takes the place of what was removed', async () => {
    const room = await open();
    await room.ask('subscribe Phosphorus');
    await room.ask('subscribe Phosphorus severity:low');
    // Both were added in the same moment of the test's clock.
    const both = await followed(room);
    const high = both.find(({ filter }) => filter.severity === 'high');
    const low = both.find(({ filter }) => filter.severity === 'low');
    const twin = await room.ask(`subscribe ${high!.id} severity:low`);
    expect(twin.answered).toBe(false);
    expect(words(twin)).toContain(low!.id);
    await room.ask(`unsubscribe ${low!.id}`);
    expect((await room.ask(`subscribe ${high!.id} severity:low`)).answered).toBe(true);
    expect((await room.ask(`subscribe ${low!.id}`)).answered).toBe(false);
    expect(await followed(room)).toHaveLength(1);
  });

  it('keeps whether updates go into threads', async () => {
    const room = await open();
    await room.ask('subscribe Phosphorus threads:on');
    expect(await room.says('subscriptions')).toContain('Updates go below the first post');
    await room.ask('subscribe threads:off');
    expect((await room.house.storage.subscriptions.channel(HERE)).threads).toBe(false);
  });

  it('wakes a channel that rests, by the button that says so', async () => {
    const room = await open();
    await room.ask('subscribe Phosphorus');
    await room.house.rest(HERE, 'no-access', 'Tocsin was taken out of the channel');
    const listed = await room.ask('subscriptions');
    expect(words(listed)).toContain('Tocsin was taken out of the channel.');
    const again = listed.card.actions.find(({ label }) => label === 'Try again');
    await room.ask(again!.commandLine);
    expect((await room.house.storage.subscriptions.channel(HERE)).rest).toBeUndefined();
    expect(await room.says('subscriptions')).not.toContain('Nothing is posted here');
  });

  it('says when a channel has as many as it can', async () => {
    const room = await open();
    for (let index = 0; index < 50; index += 1) {
      await room.house.follow({ place: HERE, filter: { include: [`word${index}`] } });
    }
    const refused = await room.ask('subscribe Phosphorus');
    expect(refused.answered).toBe(false);
    expect(words(refused)).toContain('This channel has 50 subscriptions');
    expect(await room.says('subscriptions skip:48')).toContain('49 to 50 shown');
    const undo = await room.ask('unsubscribe all');
    expect(undo.card.actions.filter(({ label }) => label.startsWith('Undo'))).toHaveLength(50);
    expect(await followed(room)).toEqual([]);
  });

  it('keeps channels and workspaces apart', async () => {
    const room = await open();
    await room.ask('subscribe Phosphorus');
    await room.ask('subscribe APT29', { where: slack('C2') });
    await room.ask('subscribe APT29', { where: slack('C1', 'T2') });
    const all = await room.says('subscriptions all:true');
    expect(all).toContain('2 subscriptions in this workspace');
    const [one] = await followed(room);
    for (const where of [slack('C2'), slack('C1', 'T2')]) {
      expect((await room.ask(`subscribe ${one!.id} severity:low`, { where })).answered).toBe(false);
      await room.ask(`unsubscribe ${one!.id}`, { where });
    }
    expect(await followed(room)).toEqual([one]);
  });
});
