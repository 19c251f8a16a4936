import { describe, expect, it } from 'vitest';
import { databases } from './support/store.ts';
import { disclosure, EDITOR, openHouse, slack } from './support/telling.ts';

const server = databases();

describe('drafts', () => {
  it('holds one of each disclosure, the newest first, until it is discarded', async () => {
    const house = await openHouse(server);
    const { desk } = house.storage;
    const embargo = new Date('2026-03-05T08:00:00Z');
    const changes = ['241 compromised became 241 attacked.'];
    const first = await house.keep('D-00001', 'publish', 0, { embargo, changes });
    expect(await desk.draft('D-00001')).toEqual(first);
    expect(first).toEqual({
      ...{ act: 'publish', base: 0, reason: undefined, embargo, records: [], changes },
      ...{ disclosure: disclosure('D-00001'), by: EDITOR, at: house.clock.now() },
      version: first.version,
    });
    house.clock.pass(1_000);
    const second = await house.keep('D-00002', 'correct', 3);
    house.clock.pass(1_000);
    const edited = disclosure('D-00001', { headline: 'Other' });
    const third = await house.keep('D-00001', 'publish', 0, { disclosure: edited });
    expect(third.version).toBeGreaterThan(first.version);
    expect(await desk.drafts()).toEqual([third, second]);
    // What was seen before says nothing of what somebody wrote since.
    expect(await desk.discard('D-00001', first.version)).toBe(false);
    expect(await desk.draft('D-00001')).toEqual(third);
    expect(await desk.discard('D-00001', third.version)).toBe(true);
    expect(await desk.discard('D-00001', third.version)).toBe(false);
    expect(await desk.draft('D-00001')).toBeUndefined();
  });

  it('sends nothing that is not as it was seen', async () => {
    const house = await openHouse(server);
    const { desk } = house.storage;
    const none = { code: 'desk.no-draft', fault: 'user' };
    const changed = { code: 'desk.changed', fault: 'user' };
    await expect(desk.publish('D-00001', 1, EDITOR)).rejects.toMatchObject(none);
    const seen = await house.keep('D-00001', 'publish', 0);
    const edited = await house.keep('D-00001', 'publish', 0);
    await expect(desk.publish('D-00001', seen.version, EDITOR)).rejects.toMatchObject(changed);
    expect(await desk.draft('D-00001')).toEqual(edited);
    await desk.publish('D-00001', edited.version, EDITOR);
    // Begun before the disclosure was published.
    const stale = await house.keep('D-00001', 'publish', 0);
    await expect(desk.publish('D-00001', stale.version, EDITOR)).rejects.toMatchObject(changed);
    // What was seen of an earlier draft says nothing of a later one, though that is the first again.
    await desk.discard('D-00001', stale.version);
    await house.keep('D-00001', 'correct', 1);
    for (const { version } of [seen, edited, stale]) {
      await expect(desk.publish('D-00001', version, EDITOR)).rejects.toMatchObject(changed);
    }
    expect(await desk.revisions('D-00001')).toHaveLength(1);
  });

  it('is published once by two who press at once, on two nodes', async () => {
    const house = await openHouse(server);
    const other = await house.node();
    await house.follow({ place: slack('C1') });
    for (const id of ['D-00001', 'D-00002', 'D-00003']) {
      const { version } = await house.keep(id, 'publish', 0);
      const nodes = [house.storage, other, house.storage, other];
      const presses = await Promise.allSettled(
        nodes.map(({ desk }) => desk.publish(id, version, EDITOR)),
      );
      expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const press of presses) {
        if (press.status === 'rejected') expect(press.reason.code).toBe('desk.no-draft');
      }
      expect(await house.receipts(id)).toHaveLength(1);
      expect(await house.storage.desk.revisions(id)).toHaveLength(1);
    }
    expect(await house.keys()).toHaveLength(3);
  });

  it('counts up without gaps when two correct the same at once', async () => {
    const house = await openHouse(server);
    const other = await house.node();
    await house.publish('D-00001');
    const { version } = await house.keep('D-00001', 'correct', 1);
    const outcomes = await Promise.allSettled([
      house.storage.desk.publish('D-00001', version, EDITOR),
      other.desk.publish('D-00001', version, { id: 'policy:figures', name: 'Figures' }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const revisions = await house.storage.desk.revisions('D-00001');
    expect(revisions.map(({ revision }) => revision)).toEqual([1, 2]);
  });
});
