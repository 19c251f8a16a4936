import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../../src/disclosure/receipts.ts';
import type { Disclosure } from '../../../src/domain/disclosure.ts';
import { shortId } from '../../../src/shared/short-id.ts';
import { disclosureOf } from '../../support/field.ts';
import type { Posted, Teller } from './teller.ts';

const EDITOR = { id: 'editor', name: 'Editor' };

/** What is asked of telling on every platform, over the whole program. */
export function tellingSuite(name: string, open: () => Promise<Teller>): void {
  describe(`telling on ${name}`, () => {
    let teller: Teller;

    beforeAll(async () => {
      teller = await open();
    });
    afterAll(async () => {
      expect(teller.violations()).toEqual([]);
      await teller[Symbol.asyncDispose]();
    });

    async function send(
      act: 'publish' | 'correct' | 'retract',
      id: string,
      change: Partial<Disclosure>,
      reason?: string,
    ): Promise<void> {
      const { desk } = teller.app.services;
      const latest = (await desk.revisions(id)).at(-1);
      const before = latest?.disclosure ?? disclosureOf(id);
      const { version } = await desk.keep({
        act,
        disclosure: { ...before, ...change },
        base: latest?.revision ?? 0,
        reason,
        embargo: undefined,
        records: [],
        changes: [],
        by: EDITOR,
      });
      await desk.publish(id, version, EDITOR);
    }

    async function publish(change: Partial<Disclosure> = {}): Promise<string> {
      const id = shortId('D');
      await send('publish', id, change);
      return id;
    }

    async function receiptOf(id: string, tenant: 'first' | 'second' = 'first') {
      const place = teller.place(tenant);
      const { receipts } = await teller.app.services.deliveries.of(id, place, 0, 100);
      return receipts.find(
        (one) => one.place.channel === place.channel && one.kind === 'disclosure',
      );
    }

    /** What is waited for happens, or the test's own time runs out. */
    async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<T>> {
      for (;;) {
        const seen = await look();
        if (seen !== undefined && seen !== null && seen !== false) return seen as NonNullable<T>;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }

    const untilState = (id: string, state: Receipt['state'], tenant?: 'first' | 'second') =>
      until(async () => {
        const receipt = await receiptOf(id, tenant);
        return receipt?.state === state ? receipt : undefined;
      });

    const untilShows = (id: string, revision: number) =>
      until(async () => (await receiptOf(id))?.shows?.revision === revision);

    const postsWith = (words: string, tenant?: 'first' | 'second') =>
      teller.posts(tenant).filter((post) => post.words.includes(words));

    const untilPosted = (words: string, tenant?: 'first' | 'second'): Promise<Posted> =>
      until(() => postsWith(words, tenant)[0]);

    async function follow(line = 'everything severity:low'): Promise<void> {
      await teller.ask(`subscribe ${line}`);
    }

    async function unfollow(): Promise<void> {
      await teller.ask('unsubscribe all');
      await teller.ask('unsubscribe all', 'second');
    }

    test('whoever subscribes a channel is named there, in one public line, and nothing old is posted', async () => {
      await publish({ headline: 'Long before' });
      const answer = await teller.ask('subscribe everything severity:low');
      expect(answer).toMatch(/everything/i);
      const line = await untilPosted('unsubscribe');
      expect(line.words).toMatch(/Editor|alice|editor/i);
      expect(postsWith('Long before')).toEqual([]);
      await unfollow();
    });

    test('a disclosure arrives once, is corrected in place, and is struck when it is retracted', async () => {
      await follow();
      const id = await publish({ headline: 'Accounts attacked', body: '241 were compromised.' });
      await untilShows(id, 1);
      const first = await untilPosted('241 were compromised.');
      expect(first.words).toContain(id);
      await send(
        'correct',
        id,
        { body: '241 attacked, 4 compromised.' },
        'It said 241 compromised.',
      );
      await untilShows(id, 2);
      const [corrected, ...more] = postsWith(id);
      expect(more).toEqual([]);
      expect(corrected?.id).toBe(first.id);
      expect(corrected?.words).toContain('4 compromised.');
      expect(corrected?.words).toContain('It said 241 compromised.');
      expect(corrected?.words).not.toContain('241 were compromised.');
      const before = await teller.press(corrected as Posted, 'What it said before');
      expect(before).toContain('241 were compromised.');
      await send('retract', id, {}, 'The report was withdrawn.');
      await untilShows(id, 3);
      const [retracted] = postsWith(id);
      expect(retracted?.id).toBe(first.id);
      expect(retracted?.words).toContain('The report was withdrawn.');
      expect(retracted?.words).toMatch(/retracted/i);
      const receipt = await receiptOf(id);
      expect(receipt?.happened.map(({ what }) => what)).toEqual(['sent', 'edited', 'edited']);
      await unfollow();
    });

    test('what is not asked for does not come', async () => {
      await follow('everything severity:critical');
      await publish({ headline: 'Only high', severity: 'high' });
      const critical = await publish({ headline: 'Most severe', severity: 'critical' });
      await untilShows(critical, 1);
      expect(postsWith('Only high')).toEqual([]);
      await unfollow();
    });

    test('Stop these, on any post, stops what brought it', async () => {
      await follow();
      const id = await publish({ headline: 'The last of these' });
      await untilShows(id, 1);
      const post = await untilPosted('The last of these');
      const answer = await teller.press(post, 'Stop these');
      expect(answer).toMatch(/Undo|no longer|stopped/i);
      const after = await publish({ headline: 'After the stop' });
      expect(await receiptOf(after)).toBeUndefined();
      await unfollow();
    });

    test('what is queued when a channel stops following is not posted', async () => {
      await follow();
      const held = teller.holdPosts();
      const id = await publish({ headline: 'In the queue' });
      await until(async () => (await receiptOf(id)) !== undefined);
      await teller.ask('unsubscribe all');
      // Held until it is given up: a try under way when the answer came would else be let through.
      const receipt = await untilState(id, 'suppressed');
      held.release();
      expect(receipt.reason).toMatch(/subscri/i);
      expect(postsWith('In the queue')).toEqual([]);
    });

    test('a correction overtakes what was not sent yet', async () => {
      await follow();
      const held = teller.holdPosts();
      const id = await publish({ headline: 'Overtaken', body: 'Two were charged.' });
      await until(async () => (await receiptOf(id)) !== undefined);
      await send('correct', id, { body: 'Three were charged.' }, 'It is three.');
      held.release();
      const receipt = await untilState(id, 'shown');
      expect(receipt.shows?.revision).toBe(2);
      expect(receipt.happened.map(({ what }) => what)).toContain('superseded');
      const posts = postsWith(id);
      expect(posts).toHaveLength(1);
      expect(posts[0]?.words).toContain('Three were charged.');
      await unfollow();
    });

    test('a post that is gone is put right by a new one', async () => {
      await follow();
      const id = await publish({ headline: 'Taken down', body: 'Two were charged.' });
      await untilShows(id, 1);
      teller.deletePost(await untilPosted('Two were charged.'));
      await send('correct', id, { body: 'Three were charged.' }, 'It is three, not two.');
      const note = await untilPosted('It is three, not two.');
      expect(note.words).toContain(id);
      await send('correct', id, { body: 'Four were charged.' }, 'It is four, not three.');
      const again = await untilPosted('It is four, not three.');
      expect(again.id).toBe(note.id);
      expect(again.words).not.toContain('Three were charged.');
      await unfollow();
    });

    test('below the post, where the channel wants threads', async () => {
      await follow('everything severity:low threads:on');
      const id = await publish({ headline: 'In a thread', body: 'Two were charged.' });
      await untilShows(id, 1);
      const post = await untilPosted('Two were charged.');
      await send('correct', id, { body: 'Three were charged.' }, 'It is three men.');
      const note = await until(() =>
        postsWith('It is three men.').find(({ id: at }) => at !== post.id),
      );
      expect(note.below).toBe(post.id);
      await teller.ask('subscribe everything severity:low threads:off');
      await unfollow();
    });

    test('a group is called once, when the post is new', async () => {
      const { typed, id: group } = teller.group();
      await follow(`everything severity:low mention:${typed}`);
      const id = await publish({ headline: 'Calling', body: 'Two were charged.' });
      await untilShows(id, 1);
      const { called } = await untilPosted('Calling');
      expect(called).toEqual([group]);
      await send('correct', id, { body: 'Three were charged.' }, 'It is three.');
      await untilShows(id, 2);
      const [corrected] = postsWith(id);
      expect(corrected?.called.length).toBeLessThanOrEqual(called.length);
      await unfollow();
    });

    test('words that look like markup are words', async () => {
      await follow();
      const hostile = '@everyone <!channel> <@U1> **bold** [a](https://evil.example)';
      const id = await publish({ headline: hostile });
      await untilShows(id, 1);
      const [post] = postsWith(id);
      expect(post?.called).toEqual([]);
      expect(post?.words).toContain('everyone');
      await unfollow();
    });

    test('a channel that can no longer be posted in rests, somebody is told once, and it wakes', async () => {
      await follow();
      teller.closeChannel();
      const id = await publish({ headline: 'Into the void' });
      const receipt = await until(async () => {
        const seen = await receiptOf(id);
        return seen?.state === 'failed' || seen?.state === 'suppressed' ? seen : undefined;
      });
      expect(receipt.reason).not.toBe('');
      await until(() => teller.told().length > 0);
      const again = await publish({ headline: 'Once more' });
      await untilState(again, 'suppressed');
      const about = teller.told().filter((words) => /can be posted|cannot/i.test(words));
      expect(about).toHaveLength(1);
      teller.openChannel();
      const place = teller.place('first');
      await until(
        async () => (await teller.app.services.subscriptions.channel(place)).rest === undefined,
      );
      const awake = await publish({ headline: 'Awake again' });
      await untilShows(awake, 1);
      await unfollow();
    });

    test('tenants do not see or stop what others follow', async () => {
      await follow();
      await teller.ask('subscribe everything severity:critical', 'second');
      const [first] = await teller.app.services.subscriptions.of(teller.place('first'));
      const refused = await teller.ask(`unsubscribe ${first?.id}`, 'second');
      expect(refused).not.toMatch(/Undo/);
      expect(await teller.app.services.subscriptions.of(teller.place('first'))).toHaveLength(1);
      const listed = await teller.ask('subscriptions all:true', 'second');
      expect(listed).not.toContain(first?.id);
      await unfollow();
    });
  });
}
