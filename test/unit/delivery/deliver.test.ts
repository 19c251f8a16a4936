import { describe, expect, test } from 'vitest';
import type { Mood } from '../../support/far-side.ts';
import { World } from './support/world.ts';

const ID = 'D-00001';
const DAY = 86_400_000;

async function tried(moods: readonly Mood[], options: ConstructorParameters<typeof World>[0] = {}) {
  const world = new World(options);
  world.publish({ id: ID });
  world.far.moods.push(...moods);
  await world.settle();
  const row = world.rows.get('1')!;
  const happened = row.results.flatMap((result) => result.happened?.what ?? []);
  const [message, ...others] = world.far.standing();
  return { world, ...row, happened, said: message?.said, others };
}

describe('a post', () => {
  test('is posted, and its key, hash and revision are written down', async () => {
    const { post, said, happened, world } = await tried([]);
    expect(said).toEqual(['D-00001 r1 published']);
    expect(post).toMatchObject({ state: 'shown', ref: { channel: 'C1', id: 'm1' }, tries: 0 });
    expect(post.items[0]?.shown).toBe(1);
    expect(happened).toEqual(['sent']);
    expect(world.far.calls).toEqual(['post k1']);
  });

  test('is tried again while the far side is busy, and when a limit was passed', async () => {
    const { said, others, happened, world } = await tried(['busy', 'busy', 'limited']);
    expect(said).toEqual(['D-00001 r1 published']);
    expect(others).toEqual([]);
    expect(happened).toEqual(['sent']);
    expect(world.far.calls).toHaveLength(4);
  });

  test('is given up after a day of failing, and told of', async () => {
    const { post, results, said, world } = await tried(Array<Mood>(500).fill('busy'));
    expect(said).toBeUndefined();
    expect(post.state).toBe('failed');
    expect(results.at(-1)?.reason).toBe('given up after a day of failing: busy');
    expect(world.clock.now().getTime() - post.dueAt.getTime()).toBeGreaterThanOrEqual(DAY);
  });

  test('that is refused fails; so it does when its channel takes nothing, which rests', async () => {
    expect((await tried(['refuses message'])).post.state).toBe('failed');
    const { results } = await tried(['refuses channel']);
    expect(results.at(-1)).toMatchObject({
      state: 'failed',
      rest: { why: 'archived', whole: 'channel' },
      happened: { what: 'failed', reason: 'it is archived' },
    });
    const gone = await tried(['refuses tenant']);
    expect(gone.results.at(-1)?.rest).toMatchObject({ why: 'uninstalled', whole: 'tenant' });
  });

  test('that cannot be made fails, and holds nobody back', async () => {
    const world = new World();
    world.publish({ id: ID });
    Object.defineProperty(world.far, 'singleFor', {
      get: () => {
        throw new Error('a fault');
      },
    });
    await world.settle();
    expect(world.rows.get('1')?.post.state).toBe('failed');
    expect(world.notices).toEqual(['Post 1 could not be made: a fault.']);
  });

  test('shows what was corrected while it waited for its turn at a limit', async () => {
    const world = new World({ paces: [{ key: 'limit', most: 1, span: 1_000 }] });
    world.publish({ id: ID });
    world.far.moods.push('limited');
    await world.runOne();
    world.pass(3_500);
    // It comes back early, and has less than two seconds to wait.
    world.publish({ id: ID });
    await world.settle();
    expect(world.far.standing().map(({ said }) => said)).toEqual([['D-00001 r2 published']]);
  });
});

describe('an unknown outcome', () => {
  test('is repeated where a repeat is single', async () => {
    for (const mood of ['silent, done', 'silent, lost', 'silent, done late', 'throws'] as const) {
      const { said, others, post, happened } = await tried([mood], { knows: 180_000 });
      expect({ mood, said, others }).toEqual({ mood, said: ['D-00001 r1 published'], others: [] });
      expect(post.state).toBe('shown');
      expect(happened).toEqual(['unknown', 'sent']);
    }
  });

  test('is looked for elsewhere, late enough', async () => {
    const found = await tried(['silent, done late']);
    expect(found.happened).toEqual(['unknown', 'found']);
    expect(found).toMatchObject({ said: ['D-00001 r1 published'], others: [] });
    const lost = await tried(['silent, lost']);
    expect(lost.happened).toEqual(['unknown', 'not-found', 'sent']);
    expect(lost).toMatchObject({ said: ['D-00001 r1 published'], others: [] });
  });

  test('is taken up by another node when this one died', async () => {
    for (const mood of ['dies, done', 'dies, lost'] as const) {
      for (const knows of [0, 180_000]) {
        const { said, others, post } = await tried([mood], { knows });
        expect(said).toEqual(['D-00001 r1 published']);
        expect(others).toEqual([]);
        expect(post.state).toBe('shown');
      }
    }
  });

  test('stays unknown where nobody can look, but an alert is posted once more', async () => {
    const { post, happened } = await tried(['silent, done'], { findable: false });
    expect(post.state).toBe('unknown');
    expect(happened).toEqual(['unknown', 'unknown']);

    const world = new World({ findable: false });
    world.publish({ id: ID, severity: 'high' });
    world.far.moods.push('silent, done', 'silent, done');
    await world.settle();
    expect(world.far.standing()).toHaveLength(2);
    expect(world.rows.get('1')?.post.state).toBe('unknown');
  });

  test('of a text that was corrected meanwhile ends in the corrected text, once', async () => {
    for (const knows of [0, 180_000]) {
      const world = new World({ knows });
      world.publish({ id: ID });
      world.far.moods.push('silent, done');
      await world.runOne();
      world.publish({ id: ID });
      await world.settle();
      const said = world.far.standing().map((message) => message.said);
      expect(said).toEqual([['D-00001 r1 published', 'D-00001 r2 published']]);
      expect(world.rows.get('1')?.post.items[0]?.shown).toBe(2);
    }
  });

  test('is found before it is left out as retracted', async () => {
    const world = new World({ knows: 180_000 });
    world.publish({ id: ID });
    world.far.moods.push('silent, done');
    await world.runOne();
    world.publish({ id: ID, state: 'retracted' });
    await world.settle();
    expect(world.far.standing()[0]?.said.at(-1)).toBe('D-00001 r2 retracted');
  });
});

describe('an edit', () => {
  async function corrected(moods: readonly Mood[]) {
    const world = new World();
    world.publish({ id: ID });
    await world.settle();
    world.publish({ id: ID });
    world.publish({ id: ID });
    world.far.moods.push(...moods);
    await world.settle();
    const { post, results } = world.rows.get('1')!;
    return { world, post, last: results.at(-1), said: world.far.standing()[0]?.said };
  }

  test('is one for two corrections', async () => {
    const { said, post } = await corrected([]);
    expect(said).toEqual(['D-00001 r1 published', 'D-00001 r3 published']);
    expect(post.items[0]?.shown).toBe(3);
  });

  test('is made again when its outcome is unknown', async () => {
    for (const mood of [
      'busy',
      'silent, lost',
      'silent, done',
      'dies, lost',
      'dies, done',
    ] as const) {
      const { said, post } = await corrected([mood]);
      expect(said?.at(-1)).toBe('D-00001 r3 published');
      expect(post.state).toBe('shown');
    }
  });

  test('that is not possible leads to a note', async () => {
    const { last, post } = await corrected(['fixed']);
    expect(last).toMatchObject({ uneditable: true, note: true, happened: { what: 'cannot-edit' } });
    expect(post).toMatchObject({ state: 'shown', items: [{ shown: 1 }] });
  });

  test('of a message that is gone leads to a note for who still asks', async () => {
    expect((await corrected(['gone'])).last).toMatchObject({ state: 'suppressed', note: true });
  });

  test('waits for a channel that rests to wake', async () => {
    const { world, post, last } = await corrected(['refuses channel']);
    expect(last).toMatchObject({ state: 'failed', rest: { why: 'archived' } });
    expect(post.ref).toBeDefined();
    world.publish({ id: ID });
    await world.settle();
    expect(world.far.calls.filter((call) => call.startsWith('edit'))).toHaveLength(1);
    world.rest(undefined);
    await world.settle();
    expect(world.far.standing()[0]?.said.at(-1)).toBe('D-00001 r4 published');
  });

  test('withholds what is marked above the ceiling now', async () => {
    const world = new World();
    world.publish({ id: ID });
    await world.settle();
    world.publish({ id: ID, tlp: 'AMBER' });
    await world.settle();
    expect(world.far.standing()[0]?.said).toEqual(['D-00001 r1 published', 'withheld']);
    expect(world.rows.get('1')?.post.state).toBe('suppressed');
  });
});

describe('the database', () => {
  test('that is away for a moment loses nothing of what the far side said', async () => {
    const world = new World();
    world.publish({ id: ID });
    world.far.arriving = () => {
      world.broken = 5;
    };
    await world.settle();
    expect(world.far.standing()).toHaveLength(1);
    expect(world.rows.get('1')?.results.map(({ state }) => state)).toEqual(['shown']);
    expect(world.notices[0]).toContain('could not be written down yet: the database is away');
  });

  test('that is away for long makes the outcome unknown, and it is looked for', async () => {
    const world = new World();
    world.publish({ id: ID });
    world.far.arriving = () => {
      world.broken = 30;
    };
    await world.settle();
    expect(world.far.standing()).toHaveLength(1);
    const { post, results } = world.rows.get('1')!;
    expect(post.state).toBe('shown');
    expect(results[0]?.happened?.what).toBe('found');
  });

  test('that is away before a try keeps it from being made', async () => {
    const world = new World();
    world.publish({ id: ID });
    world.broken = 3;
    await world.settle();
    expect(world.far.calls).toEqual(['post k1']);
  });
});
