import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/delivery/ledger.ts';
import { databases } from './support/store.ts';
import { type House, openHouse, slack } from './support/telling.ts';

const server = databases();

/** A house with one post of one disclosure that waits. */
async function withPost(): Promise<{ house: House; post: string }> {
  const house = await openHouse(server);
  await house.follow({ id: 'S-00001', place: slack('C1') });
  await house.publish('D-00001');
  return { house, post: await house.postIn('C1', 'D-00001') };
}

const whats = (happened: readonly { what: string; revision: number }[] = []) =>
  happened.map(({ what, revision }) => `${what} ${revision}`);

describe('a note', () => {
  const edited = (revision: number): Result => ({
    ...{ state: 'shown', note: true, happened: { what: 'edited', reason: '' } },
    shows: { hash: `h${revision}`, revisions: { 'D-00001': revision } },
  });

  it('is queued once a revision, about its post, for those who asked for that', async () => {
    const { house, post } = await withPost();
    const { ledger } = house.storage;
    await house.deliver(post);
    await house.correct('D-00001', 1);
    await house.clearJobs();
    await ledger.finish(post, edited(2));
    const [, note] = (await house.receipts('D-00001')).toSorted((a, b) => +a.post - +b.post);
    expect(note).toMatchObject({ kind: 'note', state: 'waiting', shows: undefined });
    expect(await house.keys()).toEqual([`post/${note?.post}`]);
    expect(await ledger.load(note!.post)).toMatchObject({
      about: { id: post, ref: { channel: 'C1', id: `m${post}` }, editable: true },
      items: [{ current: { revision: 2 }, wantedBy: ['S-00001'], shown: undefined }],
    });
    await house.deliver(note!.post);
    const { shown, total } = await house.storage.deliveries.of('D-00001', 'everywhere', 0, 9);
    expect(shown).toEqual([{ revision: 2, channels: 1 }]);
    expect(total).toBe(2);
    // A later correction edits the post, and leaves the note as it is.
    await house.clearJobs();
    await house.correct('D-00001', 2);
    expect(await house.keys()).toEqual([`post/${post}`]);
    await ledger.finish(post, edited(3));
    expect(await house.receipts('D-00001')).toHaveLength(3);
  });

  it('that waits tells of the next correction too', async () => {
    const { house, post } = await withPost();
    const { ledger } = house.storage;
    await house.deliver(post);
    await house.correct('D-00001', 1);
    await ledger.finish(post, edited(2));
    await house.correct('D-00001', 2);
    await ledger.finish(post, edited(3));
    const receipts = await house.receipts('D-00001');
    expect(receipts).toHaveLength(2);
    const note = receipts.find(({ kind }) => kind === 'note');
    await house.deliver(note!.post);
    const after = (await house.receipts('D-00001')).find(({ kind }) => kind === 'note');
    expect(whats(after?.happened)).toEqual(['superseded 2', 'sent 3']);
  });

  it('on what can no longer be edited says so, also where nothing was shown to be', async () => {
    const { house, post } = await withPost();
    const { ledger } = house.storage;
    await house.deliver(post);
    await house.correct('D-00001', 1);
    const reason = 'too old to be edited';
    await ledger.finish(post, {
      ...{ state: 'shown', reason, uneditable: true, note: true },
      happened: { what: 'cannot-edit', reason },
    });
    const note = (await house.receipts('D-00001')).find(({ kind }) => kind === 'note');
    expect((await ledger.load(note!.post))?.about?.editable).toBe(false);
    const about = (await house.receipts('D-00001')).find(({ kind }) => kind === 'disclosure');
    expect(about).toMatchObject({ reason, shows: { revision: 1 } });
    expect(whats(about?.happened)).toEqual(['sent 1', 'cannot-edit 2']);
  });
});
