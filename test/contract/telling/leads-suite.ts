import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Feed } from '../../../src/leads/feeds.ts';
import type { Lead } from '../../../src/leads/leads.ts';
import { RULES } from '../../../src/leads/policy.ts';
import { rss, type Story } from '../../doubles/feeds/documents.ts';
import { openPublisher, type Publisher } from '../../doubles/feeds/publisher.ts';
import type { Posted, Teller } from './teller.ts';

const PERSON = { id: 'somebody', name: 'Somebody' };
const TODAY = new Date().toISOString().slice(0, 10);
/** On every feed from the start: what is there then is not raised. */
const OLD: Story = { id: 'old', title: 'Charming Kitten, long before', on: TODAY };

function story(id: string, title: string, change: Partial<Story> = {}): Story {
  return { id, title, on: TODAY, link: `https://publisher.example/${id}`, ...change };
}

/** From a publisher's feed to what channels read, over the whole program. */
export function leadsSuite(
  name: string,
  open: (env: Readonly<Record<string, string>>) => Promise<Teller>,
): void {
  describe(`leads on ${name}`, () => {
    let teller: Teller;
    let publisher: Publisher;
    const places = { editors: 'first', followers: 'second' } as const;

    beforeAll(async () => {
      publisher = await openPublisher();
      teller = await open({ TOCSIN_FETCH_ALLOW: publisher.host });
      const { platform, tenant } = teller.place('first');
      const granted = { user: teller.asker, right: 'edit', grantedBy: 'test' } as const;
      await teller.app.services.grants.give({ platform, tenant, ...granted });
      await teller.ask('inbox here:on');
      await teller.ask('subscribe everything severity:low', 'second');
    });
    afterAll(async () => {
      const violations = teller.violations();
      await teller[Symbol.asyncDispose]();
      await publisher[Symbol.asyncDispose]();
      expect(violations).toEqual([]);
    });

    /** What is waited for happens, or the test's own time runs out. */
    async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<T>> {
      for (;;) {
        const seen = await look();
        if (seen !== undefined && seen !== null && seen !== false) return seen as NonNullable<T>;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }

    const postsWith = (words: string, where: keyof typeof places = 'editors') =>
      teller.posts(places[where]).filter((post) => post.words.includes(words));
    const untilPosted = (words: string, where?: keyof typeof places): Promise<Posted> =>
      until(() => postsWith(words, where)[0]);
    const feedOf = (id: string) => teller.app.services.feeds.get(id);

    function carries(path: string, ...stories: readonly Story[]): void {
      publisher.answers(path, { is: 'document', text: rss([...stories, OLD]) });
    }

    /** An editor adds a feed, and its first fetch is over. */
    async function add(path: string, settings: string): Promise<Feed> {
      carries(path);
      const url = publisher.url(path);
      await teller.ask(`feed act:add feed:"${url}" publisher:"Press ${path}" ${settings}`);
      return await until(async () => {
        const feed = (await teller.app.services.feeds.list()).find((one) => one.url === url);
        return feed?.items === 1 ? feed : undefined;
      });
    }

    /** A publisher carries something else, and an editor has it asked at once. */
    async function tells(feed: Feed, ...stories: readonly Story[]): Promise<void> {
      carries(new URL(feed.url).pathname, ...stories);
      await teller.ask(`feed act:resume feed:${feed.id}`);
    }

    const untilLead = (state: Lead['state'], title: string): Promise<Lead> =>
      until(async () => {
        const { leads } = await teller.app.services.leads.list(state, 0, 50);
        return leads.find(({ items }) => items[0]?.title.includes(title));
      });

    test('what a feed had before is not raised; a new item is one card, and its words are words', async () => {
      const feed = await add('/hostile', 'tier:press policy:hold');
      const hostile =
        '&lt;!channel&gt; @everyone ~~s~~ [a](https://evil.example) \u202edrow Charming Kitten';
      await tells(
        feed,
        story('hostile', hostile, { summary: `All of it: ${hostile} &lt;@U1&gt;` }),
      );
      const card = await untilPosted('Press /hostile');
      const opened = await teller.open(card, 'Open');
      expect(opened.words).toContain('“All of it: <!channel>');
      expect(opened.words).toContain('Charming Kitten <@U1>”');
      for (const { words, called, live } of [card, opened]) {
        expect(words).toMatch(
          /“<!channel> @\u200b?everyone ~~s~~ \[a\]\(https:\/\/evil\.example\) drow Charming Kitten”/,
        );
        expect(words).not.toContain('\u202e');
        expect({ called, live }).toEqual({
          called: [],
          live: ['https://publisher.example/hostile'],
        });
      }
      expect(postsWith('long before')).toEqual([]);
      expect(postsWith('Press /hostile')).toHaveLength(1);
    });

    test('a lead obeys editors alone; what they publish is told once; what changes at its publisher is theirs to correct', async () => {
      const feed = await add('/held', 'tier:press policy:hold');
      const was = 'Charming Kitten tried five universities';
      await tells(feed, story('held', was));
      const card = await untilPosted(was);
      const refused = await teller.open(card, 'Publish as…', 'stranger');
      expect(refused.words).toMatch(/not open to you/i);
      const lead = await untilLead('waiting', was);
      const preview = await teller.open(card, 'Publish as…');
      const button = preview.buttons.find((label) => label.startsWith('Publish')) ?? '';
      expect((await teller.open(preview, button)).words).toContain('It goes to 1 channel');
      const { disclosure = '' } = await untilLead('published', was);
      const post = await untilPosted(disclosure, 'followers');
      expect(post.words).toContain(was);
      const settled = await until(() => postsWith(`Published as ${disclosure}`)[0]);
      expect(settled.id).toBe(card.id);
      expect(settled.buttons).not.toContain('Publish as…');
      expect(postsWith(lead.id)).toHaveLength(1);

      const becomes = 'Charming Kitten tried three universities';
      await tells(feed, story('held', becomes));
      const correction = await untilPosted('CORRECTION AT THE SOURCE');
      expect(correction.words).toContain(disclosure);
      expect(await teller.form(correction, `Correct ${disclosure}`)).toMatchObject({
        disclosure,
        reason: `Press /held changed “${was}” to “${becomes}”.`,
        headline: `Press /held: “${was}”`,
        body: expect.stringContaining(was),
        severity: 'medium',
      });
      expect(postsWith(disclosure, 'followers')).toHaveLength(1);
    });

    test('the same story of another publisher joins the lead where it stands', async () => {
      const [one, other] = await Promise.all([
        add('/one', 'tier:press policy:hold'),
        add('/other', 'tier:press policy:hold'),
      ]);
      const title = 'Charming Kitten wrote to journalists as a conference';
      await tells(one, story('one', title));
      const card = await untilPosted('Press /one');
      await tells(other, story('other', `${title} today`));
      const joined = await until(() => postsWith('Press /one and Press /other')[0]);
      expect(joined.id).toBe(card.id);
      expect(postsWith(title)).toHaveLength(1);
    });

    test('a policy publishes by itself, and says by which rule', async () => {
      const feed = await add('/vendor', 'tier:vendor policy:publish');
      const title = 'how Charming Kitten works';
      await tells(feed, story('vendor', `&lt;!here&gt; @everyone: ${title}`));
      const { disclosure = '' } = await untilLead('published', title);
      const post = await untilPosted(disclosure, 'followers');
      expect(post.words).toContain(`everyone: ${title}`);
      expect(post.called).toEqual([]);
      expect(post.live.join()).not.toMatch(/here>|everyone/);
      const card = await untilPosted(`Published as ${disclosure}`);
      expect(card.words).toContain(RULES.title);
      expect(await teller.ask(`deliveries what:${disclosure}`)).toContain(
        `by a feed’s policy, by the rule: ${RULES.title}.`,
      );
    });

    test('with another node on the same database, each card is posted once and each feed ended once', async () => {
      const [many, gone] = await Promise.all([
        add('/many', 'tier:press policy:hold'),
        add('/gone', 'tier:press policy:hold'),
      ]);
      const other = await teller.join();
      const matters = ['banks', 'clinics', 'ministries', 'newsrooms'];
      publisher.answers('/gone', { is: 'status', status: 410 });
      await teller.app.services.feeds.change(gone.id, { state: 'active' }, PERSON);
      carries('/many', ...matters.map((one) => story(one, `${one}: Charming Kitten`)));
      await teller.app.services.feeds.change(many.id, { state: 'active' }, PERSON);
      const leads = await Promise.all(matters.map((one) => untilLead('waiting', one)));
      const dismissed = { state: 'dismissed' } as const;
      await Promise.all(
        [teller.app, other].flatMap(({ services }) =>
          leads.map(({ id }) => services.leads.decide(id, undefined, dismissed, PERSON)),
        ),
      );
      for (const { id } of leads) {
        await until(() => postsWith(id).some(({ words }) => words.includes('Dismissed by')));
        expect(postsWith(id)).toHaveLength(1);
      }
      await untilPosted('A feed is read no more');
      expect((await feedOf(gone.id))?.state).toBe('gone');
      expect(postsWith('A feed is read no more')).toHaveLength(1);
    });
  });
}
