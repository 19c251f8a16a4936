import { describe, expect, test } from 'vitest';
import { type Circumstances, decide, type Face } from '../../../src/delivery/decide.ts';
import type { Item, Post } from '../../../src/delivery/ledger.ts';
import { channel, faceOf, item, NOON, past, post, RESTING } from './support/posts.ts';

const AT: Circumstances<Face> = { now: NOON, ceiling: 'CLEAR', singleFor: 0, faceOf };
const REF = { channel: 'C1', id: 'm1' };

function move(more: Partial<Post>, at: Partial<Circumstances<Face>> = {}) {
  return decide(post(more), { ...AT, ...at });
}

const unwanted = item({}, { unwanted: 'unsubscribed', wantedBy: [] });
const paused = item({}, { unwanted: 'paused', wantedBy: [] });
const retracted = item({ revision: 2, state: 'retracted' });
const amber = item({ tlp: 'AMBER' });
const [ABOVE] = ['marked TLP:AMBER, and this channel may show no more than TLP:CLEAR'];

function posts(hash: string, repeats = false) {
  return { is: 'post', face: { hash }, repeats };
}

describe('a notice that stands', () => {
  const notice = { kind: 'notice', items: [], ref: REF, state: 'shown', shownHash: 'old' } as const;

  test('says no other thing', () => {
    expect(move(notice)).toEqual({ is: 'stands', withheld: undefined });
  });

  test('is put right where it tells of what goes on, unless it says the same', () => {
    expect(move({ ...notice, revised: true })).toMatchObject({ is: 'edit', ref: REF });
    const { hash } = faceOf([]);
    expect(move({ ...notice, revised: true, shownHash: hash })).toMatchObject({ is: 'stands' });
  });
});

describe('a disclosure that was never posted', () => {
  const cases: [name: string, more: Partial<Post>, expected: object][] = [
    ['is posted', {}, posts('D-00001 r1 published')],
    ['is posted as it says now', { items: [item({ revision: 3 })] }, posts('D-00001 r3 published')],
    ['waits until it is due', { dueAt: past(2_001) }, { is: 'wait', until: past(2_001) }],
    ['waits for those before it', { behind: { nextTry: past(9_000) } }, { until: past(9_000) }],
    ['does not come back at once', { behind: { nextTry: past(-9) } }, { until: past(1_000) }],
    [
      'is left out once retracted',
      { items: [retracted] },
      { reason: 'retracted before it was sent' },
    ],
    [
      'is left out when nobody asks',
      { items: [unwanted] },
      { reason: 'unsubscribed before it was sent' },
    ],
    ['is left out in a pause', { items: [paused] }, { reason: 'the subscription is paused' }],
    ['is left out above the ceiling', { items: [amber] }, { is: 'suppress', reason: ABOVE }],
    [
      'is left out behind others too',
      { items: [unwanted], behind: { nextTry: past(9) } },
      { is: 'suppress' },
    ],
    [
      'is left out of a channel that rests',
      { channel: RESTING },
      { is: 'suppress', reason: 'nothing can be posted in this channel: the channel is archived' },
    ],
    ['stays left out', { state: 'suppressed', items: [unwanted] }, { is: 'nothing' }],
    ['is posted when that is over', { state: 'suppressed' }, posts('D-00001 r1 published')],
    [
      'stays failed in a channel that rests',
      { state: 'failed', channel: RESTING },
      { is: 'nothing' },
    ],
    [
      'is posted once corrected, though it failed',
      { state: 'failed' },
      posts('D-00001 r1 published'),
    ],
  ];
  test.each(cases)('%s', (_, more, expected) => {
    expect(move(more)).toMatchObject(expected);
  });

  test('is posted below the ceiling', () => {
    expect(move({ items: [amber] }, { ceiling: 'AMBER' })).toMatchObject({ is: 'post' });
  });
});

describe('a digest', () => {
  const other = item({ id: 'D-00002' });
  const digest = (items: readonly Item[], more: Partial<Post> = {}) =>
    move({ kind: 'digest', items, ...more });

  test('holds only what is to be sent', () => {
    expect(digest([unwanted, other, item({ id: 'D-00003', tlp: 'RED' })])).toMatchObject(
      posts('D-00002 r1 published'),
    );
  });

  test('that holds nothing is left out, for the one reason or for all', () => {
    expect(digest([unwanted, unwanted])).toMatchObject({
      reason: 'unsubscribed before it was sent',
    });
    expect(digest([unwanted, retracted])).toMatchObject({
      is: 'suppress',
      reason: 'nothing that it was to hold is to be sent any more',
    });
    expect(digest([])).toMatchObject({ is: 'suppress' });
  });

  test('that holds nothing yet waits until it is due', () => {
    expect(digest([unwanted], { dueAt: past(3_000) })).toEqual({ is: 'wait', until: past(3_000) });
  });

  test('that stands keeps what it has, gets what it lacks, and keeps out what was left out', () => {
    const had = item({ revision: 2, state: 'retracted' }, { shown: 1, unwanted: 'unsubscribed' });
    const items = [had, other, item({ id: 'D-00003' }, { unwanted: 'paused' })];
    expect(digest(items, { state: 'shown', ref: REF, shownHash: 'old' })).toMatchObject({
      is: 'edit',
      face: { hash: 'D-00001 r2 retracted, D-00002 r1 published' },
    });
  });

  test('of which nobody knows what it holds is not left empty', () => {
    expect(digest([unwanted], { state: 'shown', ref: REF })).toMatchObject({
      is: 'edit',
      face: { hash: 'D-00001 r1 published' },
      withheld: undefined,
    });
  });
});

describe('a disclosure that stands', () => {
  const stands = { state: 'shown', ref: REF, shownHash: 'D-00001 r1 published' } as const;
  const newer = item({ revision: 2 }, { shown: 1 });
  const cases: [name: string, more: Partial<Post>, expected: object][] = [
    ['and is right is let be', {}, { is: 'stands' }],
    ['and is right is said to stand', { state: 'failed' }, { is: 'stands' }],
    ['is corrected', { items: [newer] }, { is: 'edit', ref: REF, withheld: undefined }],
    ['is corrected after a failure', { items: [newer], state: 'failed' }, { is: 'edit' }],
    [
      'is corrected whoever waits before it',
      { items: [newer], behind: { nextTry: NOON } },
      { is: 'edit' },
    ],
    [
      'is corrected though nobody asks for it any more',
      { items: [item({ revision: 2 }, { shown: 1, unwanted: 'unsubscribed' })] },
      { is: 'edit', face: { hash: 'D-00001 r2 published' } },
    ],
    [
      'is struck out when retracted',
      { items: [retracted] },
      { face: { hash: 'D-00001 r2 retracted' } },
    ],
    [
      'gives way to a word that it is withheld',
      { items: [item({ revision: 2, tlp: 'AMBER' })] },
      { is: 'edit', face: { hash: 'withheld' }, withheld: ABOVE },
    ],
    [
      'and is withheld already is let be',
      { items: [item({ tlp: 'AMBER' })], state: 'failed', shownHash: 'withheld' },
      { is: 'stands', withheld: ABOVE },
    ],
    [
      'cannot be corrected in a channel that rests',
      { items: [newer], channel: RESTING },
      { is: 'fail' },
    ],
    ['and is right is let be in a channel that rests', { channel: RESTING }, { is: 'stands' }],
    ['is edited when nobody knows what it says', { shownHash: undefined }, { is: 'edit' }],
    [
      'is edited after an edit of unknown outcome, whatever its hash',
      { state: 'sending', begun: { act: 'edit', at: NOON, hash: 'other' } },
      { is: 'edit' },
    ],
  ];
  test.each(cases)('%s', (_, more, expected) => {
    expect(move({ ...stands, items: [item({}, { shown: 1 })], ...more })).toMatchObject(expected);
  });
});

describe('a try of unknown outcome', () => {
  const begun = { act: 'post', at: past(-20_000), hash: 'D-00001 r1 published' } as const;
  const sending = { state: 'sending', begun } as const;
  const single = { singleFor: 120_000 };

  test('is looked for where a repeat would stand twice', () => {
    expect(move(sending)).toEqual({
      ...{ is: 'find', since: begun.at, face: { hash: 'D-00001 r1 published' } },
    });
  });

  test('is not looked for before it can have ended', () => {
    const early = { ...begun, at: past(-14_999) };
    expect(move({ ...sending, begun: early })).toEqual({ is: 'wait', until: past(1) });
  });

  test('is repeated where the platform still knows it, counted from the first try', () => {
    expect(move(sending, single)).toMatchObject(posts('D-00001 r1 published', true));
    const late = { ...sending, begun: { ...begun, at: past(-90_000) } };
    expect(move(late, single)).toEqual({ is: 'wait', until: past(15_000) });
  });

  test('is not repeated when it is not to be sent any more', () => {
    for (const items of [[unwanted], [retracted], [amber]]) {
      expect(move({ ...sending, items }, single)).toEqual({ is: 'wait', until: past(85_000) });
      const at = { ...single, now: past(85_000) };
      expect(move({ ...sending, items }, at)).toMatchObject({ is: 'find', face: undefined });
    }
  });

  test('does not wait for others, nor for its time', () => {
    const more = { ...sending, behind: { nextTry: past(9) }, dueAt: past(9) };
    expect(move(more)).toMatchObject({ is: 'find' });
  });

  test('stays unknown while its channel rests', () => {
    expect(move({ ...sending, channel: RESTING })).toMatchObject({ is: 'unknown' });
    expect(move({ state: 'unknown', channel: RESTING })).toMatchObject({ is: 'unknown' });
  });

  test('that stayed unknown is looked for again when there is reason to', () => {
    const dueAt = past(-60_000);
    expect(move({ state: 'unknown', dueAt })).toMatchObject({ is: 'find', since: dueAt });
  });
});

describe('a note', () => {
  const about = { id: '7', ref: REF, editable: true };
  const items = [item({ revision: 2 })];
  const note = { kind: 'note', about, items, channel: channel({ threads: true }) } as const;

  test('is posted, also on a retraction', () => {
    expect(move(note)).toMatchObject(posts('D-00001 r2 published'));
    expect(move({ ...note, items: [retracted] })).toMatchObject(posts('D-00001 r2 retracted'));
  });

  test('is left out where its post says so and nobody asks for more', () => {
    const [reason] = ['the post that it is about says so itself'];
    expect(move({ ...note, channel: channel() })).toEqual({ is: 'suppress', reason });
    expect(move({ ...note, items: [amber] })).toEqual({ is: 'suppress', reason });
    expect(move({ ...note, items: [unwanted] })).toMatchObject({ is: 'suppress' });
    expect(move({ ...note, about: undefined })).toMatchObject({ is: 'suppress' });
  });

  test('is posted whoever asks, where its post cannot be changed', () => {
    const fixed = { ...note, about: { ...about, editable: false }, channel: channel() };
    expect(move({ ...fixed, items: [unwanted] })).toMatchObject({ is: 'post' });
    expect(move({ ...fixed, items: [amber] })).toMatchObject(posts('withheld'));
  });

  const stands = { ...note, state: 'shown', ref: REF, shownHash: 'old' } as const;

  test('that stands is not changed', () => {
    expect(move(stands)).toMatchObject({ is: 'stands' });
    expect(move({ ...stands, items: [retracted] })).toMatchObject({ is: 'stands' });
  });

  test('that stands gives way to a word that it is withheld, for good', () => {
    expect(move({ ...stands, items: [amber] })).toMatchObject({
      ...{ is: 'edit', face: { hash: 'withheld' }, ref: REF, withheld: ABOVE },
    });
    expect(move({ ...stands, items: [amber, item()] })).toMatchObject({ is: 'stands' });
    const withheld = { ...stands, state: 'suppressed', shownHash: 'withheld' } as const;
    expect(move({ ...withheld, items: [amber] })).toMatchObject({ is: 'stands', withheld: ABOVE });
    expect(move(withheld)).toEqual({ is: 'nothing' });
  });
});

describe('a notice', () => {
  const notice = { kind: 'notice', items: [] } as const;

  test('is posted once', () => {
    expect(move(notice)).toMatchObject({ is: 'post' });
    expect(move({ ...notice, state: 'shown', ref: REF })).toMatchObject({ is: 'stands' });
  });

  test('goes to people whatever is written of their place', () => {
    const place = { platform: 'slack', tenant: 'T1', channel: '@U1' } as const;
    expect(move({ ...notice, channel: RESTING })).toMatchObject({ is: 'suppress' });
    expect(move({ ...notice, place, channel: RESTING })).toMatchObject({ is: 'post' });
  });
});
