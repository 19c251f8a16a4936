import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Mood } from '../../support/far-side.ts';
import { World } from './support/world.ts';

const IDS = ['D-00001', 'D-00002'] as const;

type Step =
  | { readonly do: 'publish' | 'retract'; readonly id: string; readonly tlp: 'CLEAR' | 'AMBER' }
  | { readonly do: 'want'; readonly unwanted: 'unsubscribed' | 'paused' | undefined }
  | { readonly do: 'ceiling'; readonly tlp: 'CLEAR' | 'AMBER' }
  | { readonly do: 'rest'; readonly reason: string | undefined }
  | { readonly do: 'mood'; readonly mood: Mood }
  | { readonly do: 'overtake'; readonly id: string }
  | { readonly do: 'break'; readonly times: number }
  | { readonly do: 'pass'; readonly milliseconds: number }
  | { readonly do: 'work' };

const tlp = fc.constantFrom('CLEAR', 'CLEAR', 'CLEAR', 'AMBER' as const);
const id = fc.constantFrom(...IDS);
const HARMLESS: readonly Mood[] = ['fine', 'busy', 'limited'];
const UNKNOWN: readonly Mood[] = [
  'silent, done',
  'silent, lost',
  'silent, done late',
  'dies, done',
  'dies, lost',
  'throws',
];
const REFUSALS: readonly Mood[] = ['refuses message', 'refuses channel', 'fixed', 'gone'];

function steps(moods: readonly Mood[]): fc.Arbitrary<Step[]> {
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('publish'), id, tlp }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('retract'), id, tlp }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('want'),
        unwanted: fc.constantFrom('unsubscribed', 'paused', undefined),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('ceiling'), tlp }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('rest'),
        reason: fc.constantFrom('archived', undefined),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({ do: fc.constant('mood'), mood: fc.constantFrom(...moods) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('overtake'), id }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('break'), times: fc.integer({ min: 1, max: 14 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('pass'),
        milliseconds: fc.integer({ min: 0, max: 200_000 }),
      }),
    },
    { weight: 12, arbitrary: fc.record({ do: fc.constant('work') }) },
  );
  return fc.array(step, { maxLength: 60, size: 'max' });
}

async function take(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case 'publish':
      return world.publish({ id: step.id, tlp: step.tlp });
    case 'retract':
      return world.newest(step.id) && world.publish({ ...step, state: 'retracted' });
    case 'want':
      return world.want(step.unwanted);
    case 'ceiling':
      world.ceiling = step.tlp;
      return;
    case 'rest':
      return world.rest(step.reason);
    case 'mood':
      world.far.moods.push(step.mood);
      return;
    case 'overtake':
      // Published while the next call is on its way.
      world.far.arriving = () => {
        world.far.arriving = () => {};
        world.publish({ id: step.id });
      };
      return;
    case 'break':
      world.broken = step.times;
      return;
    case 'pass':
      return world.pass(step.milliseconds);
    case 'work':
      await world.runOne();
  }
}

/** After whatever happened, all is well again, somebody still asks, and the channel takes messages. */
async function heal(world: World): Promise<void> {
  world.broken = 0;
  world.far.moods.length = 0;
  world.far.arriving = () => {};
  world.rest(undefined);
  await world.settle();
  // What was on its way for long arrives as well.
  world.pass(20_000);
}

/** Title of a card: `D-00001 r2 published`. */
function revisionIn(title: string): number {
  return Number(/ r(\d+) /.exec(title)?.[1] ?? Number.NaN);
}

function check(world: World): void {
  const standing = world.far.standing();
  for (const { said } of standing) {
    expect(said[0], 'sent though it was not to be').toMatch(/ published$/);
    const revisions = said.map(revisionIn).filter((revision) => !Number.isNaN(revision));
    expect(revisions, 'an older text after a newer').toEqual(revisions.toSorted((a, b) => a - b));
  }
  for (const { post, results } of world.rows.values()) {
    const { reason, uneditable } = results.at(-1) ?? {};
    const newest = world.newest(post.items[0]?.current.disclosure.id ?? '');
    const ofIt = standing.filter(({ key }) => key === post.key);
    if (post.state === 'shown' && uneditable !== true) {
      expect(ofIt.at(-1)?.said.at(-1)).toBe(
        `${newest?.disclosure.id} r${newest?.revision} ${newest?.state}`,
      );
      expect(post.items[0]?.shown).toBe(newest?.revision);
    } else if (post.ref === undefined || uneditable === true) {
      expect(reason, `why ${post.state}`).toMatch(/./);
    }
    expect(post.begun).toBeUndefined();
    expect(['waiting', 'sending']).not.toContain(post.state);
  }
}

function single(world: World): void {
  const keys = world.far.standing().map(({ key }) => key);
  expect(keys, 'a post stands twice').toEqual([...new Set(keys)]);
}

describe('whatever happens', () => {
  test.each([
    { knows: 180_000, findable: true },
    { knows: 0, findable: true },
  ])('each post stands once and says the newest, or says why not: %o', async (options) => {
    const moods = [...HARMLESS, ...UNKNOWN, ...REFUSALS];
    await fc.assert(
      fc.asyncProperty(steps(moods), async (taken) => {
        const world = new World(options);
        for (const step of taken) await take(world, step);
        await heal(world);
        check(world);
        single(world);
      }),
      { numRuns: 200 },
    );
  });

  test('where nobody can look, nothing below an alert is posted twice', async () => {
    await fc.assert(
      fc.asyncProperty(steps([...HARMLESS, ...UNKNOWN]), async (taken) => {
        const world = new World({ findable: false });
        for (const step of taken) await take(world, step);
        await heal(world);
        check(world);
        single(world);
      }),
      { numRuns: 200 },
    );
  });

  test('order is kept in a channel', async () => {
    await fc.assert(
      fc.asyncProperty(steps([...HARMLESS, ...UNKNOWN]), async (taken) => {
        const world = new World({ knows: 180_000 });
        for (const step of taken) {
          if (step.do === 'rest' || step.do === 'want' || step.do === 'ceiling') continue;
          await take(world, step.do === 'publish' ? { ...step, tlp: 'CLEAR' } : step);
        }
        await heal(world);
        const keys = world.far.standing().map(({ key }) => key);
        expect(keys).toEqual(keys.toSorted());
      }),
      { numRuns: 200 },
    );
  });
});
