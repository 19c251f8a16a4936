import { describe, expect, test } from 'vitest';
import type { Post } from '../../../src/delivery/ledger.ts';
import { compose, messageKey, replyTo, toEdit, toPost } from '../../../src/delivery/message.ts';
import { FarSide } from '../../support/far-side.ts';
import { card, channel, item, NOON, post, presenter } from './support/posts.ts';

const far = new FarSide({ clock: { now: () => NOON } });
const ref = { channel: 'C1', id: 'm1' };
const first = { channel: 'C1', id: 'm0' };
const threads = channel({ threads: true });

function made(one: Post, items = one.items) {
  return compose(one, items, presenter, far);
}

describe('a message', () => {
  test('has the same hash for the same content, and another for another', () => {
    expect(made(post()).hash).toBe(made(post({ id: '2', tries: 7 })).hash);
    expect(made(post()).hash).not.toBe(made(post({ items: [item({ revision: 2 })] })).hash);
  });

  test('says which revisions it shows', () => {
    const items = [item({ revision: 2 }), item({ id: 'D-00002' })];
    expect(made(post({ kind: 'digest', items })).revisions).toEqual({ 'D-00001': 2, 'D-00002': 1 });
    expect(made(post(), []).revisions).toEqual({});
  });

  test('of a notice is its own card, of a note links to what it is about', () => {
    const notice = post({ kind: 'notice', items: [], card: card('hello') });
    expect(made(notice).card.title).toBe('hello');
    const note = post({ kind: 'note', about: { id: '7', ref, editable: false } });
    expect(made(note).card.title).toContain('https://example.org/C1/m1');
  });

  test('calls people when it is posted, never when it is edited', () => {
    const one = post({ mention: 'R1' });
    expect(toPost(one, made(one))).toMatchObject({ mention: 'R1', key: 'k1' });
    expect(toEdit(one, made(one))).not.toHaveProperty('mention');
  });

  test('has a key that every platform takes', () => {
    const long = 'a key that is longer than Discord takes';
    expect(messageKey(post({ key: long }))).toHaveLength(25);
    expect(messageKey(post({ key: long }))).toBe(messageKey(post({ key: long, id: '2' })));
    expect(messageKey(post({ key: `${long}s` }))).not.toBe(messageKey(post({ key: long })));
  });
});

describe('the message that it goes below', () => {
  test('is none where the channel has no threads, nor for digests and notices', () => {
    expect(replyTo(post({ thread: first }))).toBeUndefined();
    expect(replyTo(post({ kind: 'digest', channel: threads, thread: first }))).toBeUndefined();
    expect(replyTo(post({ kind: 'notice', channel: threads, thread: first }))).toBeUndefined();
  });

  test('is the first on its incident, for notes else what they are about', () => {
    expect(replyTo(post({ channel: threads, thread: first }))).toEqual(first);
    const about = { id: '7', ref, editable: true };
    const note = post({ kind: 'note', channel: threads, about });
    expect(replyTo(note)).toEqual(ref);
    expect(replyTo({ ...note, thread: first })).toEqual(first);
    expect(replyTo({ ...note, about: { ...about, editable: false } })).toBeUndefined();
  });
});
