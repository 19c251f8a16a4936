import { describe, expect, it } from 'vitest';
import { publishLead } from '../../../src/app/publish-lead.ts';
import type { Desk } from '../../../src/disclosure/desk.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { leadNow, settleLead } from '../../../src/editing/settle-lead.ts';
import type { Leads } from '../../../src/leads/leads.ts';
import { databases } from '../storage/support/store.ts';
import { actor, incident, revisionOf } from '../../unit/knowledge/fixtures.ts';
import { EDITOR, entry, match, type Newsroom, openNewsroom } from './support/newsroom.ts';

const server = databases();
const knowledge = createKnowledge([
  actor('phosphorus', [{ name: 'Charming Kitten' }, { name: 'PHOSPHORUS' }]),
  actor('apt28', [{ name: 'APT28' }]),
  incident({ id: 'trump-campaign-2019', label: 'A campaign’s accounts, 2019' }),
]);
const HACK = entry('1', {
  title: 'PHOSPHORUS attacked campaign accounts',
  summary: 'Of the campaign emails it got none.',
});
const RULE = 'a strong name stands in the title, and the publisher is close to what it tells';

/** A lead that a policy decided to publish. */
async function planned(room: Newsroom) {
  const settings = {
    tier: 'vendor',
    policy: 'publish',
    severity: 'high',
    publisher: 'Vendor',
  } as const;
  const feed = await room.reading('a', settings);
  await room.answer(feed, [HACK]);
  const [lead] = await room.waiting();
  const plan = await room.storage.plans.get(lead!.id);
  return { id: lead!.id, plan: plan!, feed };
}

/** Calls the chore; what is given comes in place of what the house has. */
function publish(
  room: Newsroom,
  id: string,
  given: { readonly desk?: Partial<Desk>; readonly leads?: Partial<Leads> } = {},
): Promise<void> {
  const { plans, leads, desk } = room.storage;
  const log = { info: () => {}, warn: () => {} };
  const chore = publishLead({
    ...{ plans, log, match, knowledge: () => knowledge },
    desk: { ...desk, ...given.desk },
    leads: { ...leads, ...given.leads },
  });
  return chore({ lead: id });
}

const dies = () => Promise.reject(new Error('the process dies'));

describe('a lead that a policy publishes', () => {
  it('says who published what when and whom it names, and which rule did it', async () => {
    const room = await openNewsroom(server);
    const { id, plan, feed } = await planned(room);
    expect(await room.house.keys()).toContain(`lead/${id}/publish`);
    await publish(room, id);
    const [revision, ...others] = await room.storage.desk.revisions(plan.disclosure);
    expect(others).toEqual([]);
    expect(revision).toMatchObject({
      by: { id: 'policy:feed-publish' },
      disclosure: {
        ...{ kind: 'update', severity: 'high', tlp: 'CLEAR', actors: ['phosphorus'] },
        incident: 'trump-campaign-2019',
        headline: 'Vendor: “PHOSPHORUS attacked campaign accounts”',
        body:
          'Vendor published “PHOSPHORUS attacked campaign accounts” on 1 March 2026. [1] ' +
          'It names the group PHOSPHORUS and the incident campaign emails. [1]',
        sources: [
          { publisher: 'Vendor', title: HACK.title, url: HACK.url, publishedOn: '2026-03-01' },
        ],
      },
    });
    expect(await room.storage.leads.get(id)).toMatchObject({
      ...{ state: 'published', disclosure: plan.disclosure },
      decided: { by: { id: 'policy:feed-publish' }, rule: RULE },
    });
    expect(await room.storage.desk.drafts()).toEqual([]);
    // From then on a change at the source is a correction of it.
    room.house.clock.pass(3_600_000);
    await room.answer(feed, [{ ...HACK, title: 'It was APT28 that attacked accounts' }]);
    expect(await room.waiting()).toMatchObject([
      { kind: 'correction', disclosure: plan.disclosure, items: [{ earlier: [HACK_TEXT] }] },
    ]);
  });

  it.each<[string, Parameters<typeof publish>[2]]>([
    ['before it is drafted', { desk: { keep: dies } }],
    ['before it is published', { desk: { publish: dies } }],
    ['before it is written down that it was', { leads: { decide: dies } }],
  ])('is published once when the process dies %s', async (_, given) => {
    const room = await openNewsroom(server);
    const { id, plan } = await planned(room);
    await expect(publish(room, id, given)).rejects.toThrow('the process dies');
    // An editor who looks at it meanwhile does not take from it by which rule it was published.
    expect(await leadNow(id, room.storage)).toMatchObject({ state: 'waiting' });
    await publish(room, id);
    await publish(room, id);
    expect(await room.storage.desk.revisions(plan.disclosure)).toHaveLength(1);
    expect(await room.storage.leads.get(id)).toMatchObject({
      state: 'published',
      decided: { rule: RULE },
    });
    expect(await room.storage.desk.drafts()).toEqual([]);
    expect(await room.house.sql('select id from tocsin.disclosure')).toHaveLength(1);
  });

  it('is published once when two nodes do it in one moment', async () => {
    const room = await openNewsroom(server);
    const { id, plan } = await planned(room);
    await Promise.allSettled([publish(room, id), publish(room, id), publish(room, id)]);
    await publish(room, id);
    expect(await room.storage.desk.revisions(plan.disclosure)).toHaveLength(1);
    expect(await room.storage.leads.get(id)).toMatchObject({ state: 'published' });
    expect(await room.storage.desk.drafts()).toEqual([]);
  });

  it('is left to editors when one decided first, or took its draft over', async () => {
    const room = await openNewsroom(server);
    const { id, plan } = await planned(room);
    await expect(publish(room, id, { desk: { publish: dies } })).rejects.toThrow();
    const draft = await room.storage.desk.draft(plan.disclosure);
    await room.storage.desk.keep({ ...draft!, by: EDITOR });
    await publish(room, id);
    expect(await room.storage.leads.get(id)).toMatchObject({ state: 'waiting' });
    expect(await room.storage.plans.get(id)).toBeUndefined();
    expect(await room.house.keys()).toContain(`lead/${id}/tell`);
    // What becomes of the draft becomes of the lead.
    await settleLead(plan.disclosure, EDITOR, room.storage);
    expect(await room.storage.leads.get(id)).toMatchObject({ state: 'published' });
    const other = await openNewsroom(server);
    const second = await planned(other);
    await other.storage.leads.decide(second.id, undefined, { state: 'dismissed' }, EDITOR);
    await publish(other, second.id);
    expect(await other.storage.desk.revisions(second.plan.disclosure)).toEqual([]);
    expect(await other.storage.leads.get(second.id)).toMatchObject({ state: 'dismissed' });
  });

  it.each([
    ['the same page', { title: 'APT28 runs the vendor', url: `${HACK.url}?utm_source=x` }],
    ['nearly the same title', { title: `${HACK.title}: APT28` }],
  ])('lets no other publisher speak through it, by %s', async (_, given) => {
    const room = await openNewsroom(server);
    const other = await room.reading('b', { publisher: 'Whoever', tier: 'community' });
    await room.answer(other, [entry('b1', { ...given, summary: 'APT28, says APT28.' })]);
    const { id, plan } = await planned(room);
    const lead = await room.storage.leads.get(id);
    expect(lead?.items.map(({ publisher }) => publisher)).toEqual(['Whoever', 'Vendor']);
    expect(lead?.reasons.map((reason) => reason.id)).toContain('apt28');
    await publish(room, id);
    const [revision] = await room.storage.desk.revisions(plan.disclosure);
    expect(revision?.disclosure.actors).toEqual(['phosphorus']);
    expect(revision?.disclosure.sources).toMatchObject([{ publisher: 'Vendor' }]);
    expect(JSON.stringify(revision)).not.toMatch(/APT28|Whoever/i);
  });

  it('names nobody who is known only to few', async () => {
    const room = await openNewsroom(server);
    const { id } = await planned(room);
    const nobody = createKnowledge([
      revisionOf('programme', { id: 'p', label: 'P', operator: 'M' }),
    ]);
    const { plans, leads, desk } = room.storage;
    const log = { info: () => {}, warn: () => {} };
    await publishLead({ plans, leads, desk, log, match, knowledge: () => nobody })({ lead: id });
    expect(await room.storage.leads.get(id)).toMatchObject({ state: 'waiting' });
    expect(await room.storage.desk.drafts()).toEqual([]);
  });

  it('lets ten a day of one feed through, and leaves the rest to editors', async () => {
    const room = await openNewsroom(server);
    const settings = { tier: 'vendor', policy: 'publish', publisher: 'Vendor' } as const;
    const feed = await room.reading('a', settings);
    const flood = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) =>
        // Each a story of its own.
        entry(`${from + at}`, { title: `PHOSPHORUS ${'abcdefghijklmnop'[at]}${from} `.repeat(3) }),
      );
    const plans = async () => {
      const keys = await room.house.keys();
      return keys.filter((key) => String(key).endsWith('/publish')).length;
    };
    await room.answer(feed, flood(0, 8));
    expect(await plans()).toBe(8);
    await room.answer(feed, [...flood(100, 6), ...flood(0, 8)]);
    expect(await plans()).toBe(10);
    expect((await room.waiting()).length).toBe(14);
    const other = await room.reading('b', { ...settings, publisher: 'Another' });
    await room.answer(other, [entry('z', { title: 'APT28 has something else to do today' })]);
    expect(await plans()).toBe(11);
  });
});

const { title, summary } = HACK;
const HACK_TEXT = { title, summary };
