import { describe, expect, it } from 'vitest';
import type { FeedEntry } from '../../../src/leads/reading.ts';
import { databases } from '../storage/support/store.ts';
import { EDITOR, entry, HOUR, MINUTE, type Newsroom, openNewsroom } from './support/newsroom.ts';

const server = databases();
const TITLE = 'PHOSPHORUS attacked 241 accounts';
const CORRECTED = 'PHOSPHORUS tried to attack 241 accounts';

/** A lead of one item, decided so, and the answer that raised it. */
async function decidedLead(room: Newsroom, state: 'attached' | 'dismissed' | 'muted' | 'waiting') {
  const older = [entry('3'), entry('2'), entry('1')];
  const feed = await room.reading('a', {}, older);
  const item = entry('4', { title: TITLE });
  await room.answer(feed, [item, ...older]);
  const { id } = (await room.waiting())[0]!;
  room.house.clock.pass(HOUR);
  const decision =
    state === 'attached' ? { state, incident: 'trump-campaign-2019' } : ({ state } as const);
  if (state !== 'waiting') {
    await room.storage.leads.decide(id, undefined, decision, EDITOR);
  }
  room.house.clock.pass(HOUR);
  const say = (...entries: FeedEntry[]) => room.answer(feed, [...entries, ...older]);
  const correction = async () => (await room.waiting()).find(({ kind }) => kind === 'correction');
  return { id, item, feed, say, correction };
}

describe('an item that is edited at its source', () => {
  it('is put right in the lead that waits, which keeps what it said before', async () => {
    const room = await openNewsroom(server);
    const { id, item, say } = await decidedLead(room, 'waiting');
    expect(await say({ ...item, title: CORRECTED })).toMatchObject({ changed: 1, raised: [] });
    expect(await room.waiting()).toMatchObject([
      { id, version: 2, items: [{ title: CORRECTED, earlier: [{ title: TITLE }] }] },
    ]);
    expect(await say({ ...item, title: `${CORRECTED}!` })).toMatchObject({ changed: 1 });
    const [lead] = await room.waiting();
    expect(lead!.items[0]).toMatchObject({ title: `${CORRECTED}!`, earlier: [{ title: TITLE }] });
    expect(await say({ ...item, title: 'It was somebody else' })).toMatchObject({ changed: 1 });
    // What it named once it names no more; an editor sees both.
    expect((await room.waiting())[0]).toMatchObject({ id, reasons: [{ id: 'phosphorus' }] });
  });

  it('raises a correction of what was attached, from what it said then to what it says', async () => {
    const room = await openNewsroom(server);
    const { id, item, say, correction } = await decidedLead(room, 'attached');
    const polled = await say({ ...item, title: CORRECTED });
    const first = await correction();
    expect(polled?.raised).toEqual([first!.id]);
    expect(first).toMatchObject({
      ...{ kind: 'correction', incident: 'trump-campaign-2019', disclosure: undefined },
      items: [{ id: '4', title: CORRECTED, earlier: [{ title: TITLE }] }],
    });
    expect(await room.house.keys()).toContain(`lead/${first!.id}/tell`);
    expect(await room.storage.leads.get(id)).toMatchObject({ state: 'attached' });
    // While it waits it is put right itself.
    room.house.clock.pass(HOUR);
    await say({ ...item, title: 'PHOSPHORUS did nothing of the sort' });
    expect(await correction()).toMatchObject({ id: first!.id, version: 2 });
    await room.storage.leads.decide(first!.id, 2, { state: 'dismissed' }, EDITOR);
    room.house.clock.pass(HOUR);
    await say({ ...item, title: 'It was a test' });
    const second = await correction();
    expect(second!.id).not.toBe(first!.id);
    expect(second!.items[0]!.earlier.map(({ title }) => title)).toEqual([
      'PHOSPHORUS did nothing of the sort',
    ]);
    await room.storage.leads.decide(second!.id, undefined, { state: 'muted' }, EDITOR);
    await say({ ...item, title: TITLE });
    await say({ ...item, title: CORRECTED });
    expect(await correction()).toBeUndefined();
  });

  it('ends the correction when it says again what it said', async () => {
    const room = await openNewsroom(server);
    const { item, say, correction } = await decidedLead(room, 'attached');
    await say({ ...item, title: CORRECTED });
    const { id } = (await correction())!;
    room.house.clock.pass(HOUR);
    await say({ ...item, title: TITLE.toLowerCase() });
    expect(await room.storage.leads.get(id)).toMatchObject({
      state: 'dismissed',
      decided: {
        by: { id: 'policy:feed-changed' },
        rule: 'the item says again what it said when it was decided on',
      },
    });
  });

  it('raises nothing for other dates, addresses or punctuation, nor of what was dismissed', async () => {
    const room = await openNewsroom(server);
    const attached = await decidedLead(room, 'attached');
    const other = { publishedOn: '2026-03-02', summary: 'Now it has one.' };
    await attached.say(entry('4', { title: `“${TITLE}”`, ...other }));
    expect(await room.waiting()).toEqual([]);
    for (const state of ['dismissed', 'muted'] as const) {
      const quiet = await openNewsroom(server);
      const { id, item, say } = await decidedLead(quiet, state);
      await say({ ...item, title: CORRECTED });
      await say();
      expect(await quiet.waiting()).toEqual([]);
      expect(await quiet.storage.leads.get(id)).toMatchObject({
        ...{ state, items: [{ title: CORRECTED }] },
      });
    }
  });

  it('keeps its first wording and the last ones, however often it changes', async () => {
    const room = await openNewsroom(server);
    const { item, say } = await decidedLead(room, 'waiting');
    for (let n = 0; n < 25; n += 1) await say({ ...item, title: `${TITLE} ${n} times` });
    const [lead] = await room.waiting();
    const earlier = lead!.items[0]!.earlier.map(({ title }) => title);
    expect(earlier).toHaveLength(20);
    expect([earlier[0], earlier.at(-1)]).toEqual([TITLE, `${TITLE} 23 times`]);
  });
});

describe('an item that is withdrawn at its source', () => {
  it('in so many words raises a correction at once', async () => {
    const room = await openNewsroom(server);
    const { feed, correction } = await decidedLead(room, 'attached');
    await room.answer(feed, [], { takenBack: ['4', 'unknown'] });
    expect(await correction()).toMatchObject({
      items: [{ title: TITLE, earlier: [], withdrawnAt: room.house.clock.now() }],
    });
  });

  it('by being left out while older ones stand, when it is still missed an hour later', async () => {
    const room = await openNewsroom(server);
    const { item, feed, say, correction } = await decidedLead(room, 'attached');
    await say();
    room.house.clock.pass(30 * MINUTE);
    // A cache had given an older document.
    await say(item);
    room.house.clock.pass(HOUR);
    await say();
    expect(await correction()).toBeUndefined();
    room.house.clock.pass(HOUR);
    expect(await room.unchanged(feed)).toMatchObject({ withdrawn: 1, raised: [{}] });
    const { id } = (await correction())!;
    // It stands again: nothing is wrong any more.
    await say(item);
    expect(await room.storage.leads.get(id)).toMatchObject({
      ...{ state: 'dismissed', items: [{ withdrawnAt: undefined }] },
    });
  });

  it('is no item that newer ones have pushed out, nor one of a document that was not read whole', async () => {
    const room = await openNewsroom(server);
    const { feed } = await decidedLead(room, 'attached');
    // The last of them is always kept in view.
    const newer = [...[8, 7, 6, 5].map((n) => entry(`${n}`)), entry('1')];
    await room.answer(feed, newer);
    room.house.clock.pass(2 * HOUR);
    await room.answer(feed, newer.slice(2), { whole: false });
    room.house.clock.pass(2 * HOUR);
    expect(await room.answer(feed, newer)).toMatchObject({ withdrawn: 0 });
    expect(await room.waiting()).toEqual([]);
  });
});
