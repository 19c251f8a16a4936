import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Mood } from '../../support/far-side.ts';
import { databases } from '../storage/support/store.ts';
import { disclosure, discord, type House, openHouse } from '../storage/support/telling.ts';
import { Node } from './support/node.ts';

const server = databases();

type Step =
  | { readonly do: 'publish' | 'retract' | 'overtake'; readonly which: number }
  | { readonly do: 'mood'; readonly mood: Mood }
  | { readonly do: 'leave' }
  | { readonly do: 'work' };

const MOODS: readonly Mood[] = [
  ...(['busy', 'limited', 'silent, done', 'silent, lost', 'silent, done late'] as const),
  ...(['dies, done', 'dies, lost', 'fixed', 'gone', 'refuses message', 'refuses channel'] as const),
];

function telling(what: 'publish' | 'retract' | 'overtake'): fc.Arbitrary<Step> {
  return fc.constantFrom(1, 2).map((which) => ({ do: what, which }));
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: telling('publish') },
  { weight: 1, arbitrary: telling('retract') },
  { weight: 1, arbitrary: telling('overtake') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(...MOODS).map((mood) => ({ do: 'mood', mood }) as const),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'leave' } as const) },
  { weight: 8, arbitrary: fc.constant({ do: 'work' } as const) },
);

/** One channel, that no other run knows of, and two disclosures that it follows. */
class Run {
  readonly node: Node;
  readonly channel: string;
  readonly house: House;
  readonly #wish: string;

  constructor(house: House, node: Node, channel: string, wish: string) {
    this.house = house;
    this.node = node;
    this.channel = channel;
    this.#wish = wish;
  }

  id(which: number): string {
    return `D-${this.channel}${which}`;
  }

  async publish(which: number): Promise<void> {
    const id = this.id(which);
    const revisions = await this.house.storage.desk.revisions(id);
    if (revisions.at(-1)?.state === 'retracted') return;
    const change = { disclosure: disclosure(id, { headline: this.channel }) };
    if (revisions.length === 0) await this.house.publish(id, change);
    else await this.house.correct(id, revisions.length, change);
  }

  async take(step: Step): Promise<void> {
    const { house, node } = this;
    if (step.do === 'publish') return await this.publish(step.which);
    if (step.do === 'work') return void (await node.runOne());
    if (step.do === 'mood') return void node.far.moods.push(step.mood);
    if (step.do === 'leave') return await house.unfollow(this.#wish);
    if (step.do === 'overtake') {
      node.far.arriving = () => {
        node.far.arriving = () => {};
        return this.publish(step.which);
      };
      return;
    }
    const revisions = await house.storage.desk.revisions(this.id(step.which));
    if (revisions.at(-1)?.state !== 'published') return;
    await house.retract(this.id(step.which), revisions.length);
  }
}

async function open(house: House, number: number): Promise<Run> {
  const channel = `${1_000 + number}`;
  // It follows only what names it.
  const filter = { include: [channel] };
  const wish = await house.follow({ place: discord(channel), filter });
  // By turns one where a repeated post is single, and one where it stands twice.
  const knows = number % 2 === 0 ? 180_000 : 0;
  return new Run(house, new Node(house, { platform: 'discord', knows }), channel, wish);
}

const revisionsIn = (said: readonly string[]) =>
  said.map((title) => Number(/ r(\d+) /.exec(title)?.[1]));

async function check(run: Run): Promise<void> {
  const { house, node, channel } = run;
  const standing = node.far.standing(channel);
  const keys = standing.map(({ key }) => key);
  expect(keys, 'a post stands twice').toEqual([...new Set(keys)]);
  for (const { said } of standing) {
    const revisions = revisionsIn(said);
    expect(revisions, 'an older text after a newer').toEqual(revisions.toSorted((a, b) => a - b));
  }
  for (const which of [1, 2]) {
    const newest = (await house.storage.desk.revisions(run.id(which))).at(-1);
    for (const receipt of await house.receipts(run.id(which))) {
      expect(['waiting', 'sending']).not.toContain(receipt.state);
      const isCut = receipt.happened.some(({ what }) => what === 'cannot-edit');
      if (receipt.state !== 'shown' || isCut || receipt.kind === 'note') {
        if (receipt.state !== 'shown') expect(receipt.reason).toMatch(/./);
        continue;
      }
      expect(receipt.shows?.revision).toBe(newest?.revision);
      const message = standing.find(({ id: ref }) => ref === receipt.message?.id);
      expect(message?.said.at(-1)).toBe(`${run.id(which)} r${newest?.revision} ${newest?.state}`);
    }
  }
}

it('whatever happens, each post stands once and says the newest, or the receipt says why not', async () => {
  const house = await openHouse(server);
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), async (taken) => {
      number += 1;
      const run = await open(house, number);
      for (const step of taken) await run.take(step);
      run.node.far.moods.length = 0;
      run.node.far.arriving = () => {};
      await run.node.settle();
      house.clock.pass(20_000);
      await check(run);
    }),
    { numRuns: 40, endOnFailure: true },
  );
});
