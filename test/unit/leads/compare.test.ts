import { describe, expect, it } from 'vitest';
import type { PartialDate } from '../../../src/domain/partial-date.ts';
import { compare, differs, type KnownItem, saysOtherwise } from '../../../src/leads/compare.ts';
import type { FeedDocument, FeedEntry } from '../../../src/leads/reading.ts';

function entry(key: string, given: Partial<FeedEntry> = {}): FeedEntry {
  const url = `https://a.example/${key}`;
  return { key, title: key, summary: '', url, publishedOn: undefined, ...given };
}

/** The oldest first: ids count up. */
function known(...keys: string[]): KnownItem[] {
  return keys.map((key, at) => ({
    ...{ ...entry(key), id: `${at + 1}`, listed: true },
    ...{ missingSince: undefined, withdrawnAt: undefined },
  }));
}

function document(entries: readonly FeedEntry[], given: Partial<FeedDocument> = {}): FeedDocument {
  const wishes = { every: undefined, skipHours: [], skipDays: [] };
  return { entries, takenBack: [], whole: true, ...wishes, ...given };
}

function keysOf(entries: string[], items: KnownItem[], given: Partial<FeedDocument> = {}) {
  const { fresh, standing, missed, passed, takenBack } = compare(
    document(
      entries.map((key) => entry(key)),
      given,
    ),
    items,
  );
  const keys = (all: readonly { readonly key: string }[]) => all.map(({ key }) => key).join('');
  return {
    fresh: keys(fresh),
    standing: keys(standing.map(({ before }) => before)),
    missed: keys(missed),
    passed: keys(passed),
    takenBack: keys(takenBack),
  };
}

describe('an answer beside what is known', () => {
  it('has items that are new, the oldest first', () => {
    expect(keysOf(['d', 'c', 'b', 'a'], known('a', 'b'))).toMatchObject({
      ...{ fresh: 'cd', standing: 'ba', missed: '', passed: '' },
    });
    const dated = ['2026-01-01', '2026-01-02'].map((on) =>
      entry(on, { publishedOn: on as PartialDate }),
    );
    const { fresh } = compare(document(dated), []);
    expect(fresh.map(({ key }) => key)).toEqual(['2026-01-01', '2026-01-02']);
  });

  it('may give an item another key at its address, and one key twice', () => {
    const moved = entry('new', { url: 'https://www.a.example/a/?utm_source=x' });
    const twice = document([moved, entry('b'), entry('b', { title: 'again' })]);
    const { fresh, standing } = compare(twice, known('a', 'b'));
    expect(fresh).toEqual([]);
    expect(standing.map(({ before, now }) => [before.key, now.key])).toEqual([
      ['a', 'new'],
      ['b', 'b'],
    ]);
    // Two pages of one address tell nothing of which is which.
    const page = { url: 'https://a.example/all' };
    const same = known('a', 'b').map((item) => ({ ...item, ...page }));
    expect(compare(document([entry('c', page)]), same).fresh).toHaveLength(1);
  });

  it('misses what it leaves out while older items stand', () => {
    expect(keysOf(['d', 'b', 'a'], known('a', 'b', 'c', 'd'))).toMatchObject({
      ...{ missed: 'c', passed: '' },
    });
    expect(keysOf(['b'], known('a', 'b', 'c'))).toMatchObject({ missed: 'c', passed: 'a' });
    expect(keysOf([], known('a', 'b'))).toMatchObject({ missed: '', passed: 'ab' });
  });

  it('does not miss what newer items pushed out, above a few that are always in view', () => {
    const items = known('a', 'b', 'c', 'd');
    expect(keysOf(['f', 'e', 'd', 'a'], items)).toMatchObject({ missed: '', passed: 'bc' });
    expect(keysOf(['f', 'e', 'd', 'b', 'a'], known('a', 'b', 'c', 'd'))).toMatchObject({
      ...{ missed: '', passed: 'c' },
    });
    expect(keysOf(['f', 'c', 'b', 'a'], items)).toMatchObject({ missed: 'd', passed: '' });
  });

  it('misses nothing when not all of it could be read, and goes on missing what it missed', () => {
    expect(keysOf(['b', 'a'], known('a', 'b', 'c'), { whole: false })).toMatchObject({
      ...{ missed: '', passed: '' },
    });
    const missing = known('a', 'b').map((item) => ({ ...item, missingSince: new Date() }));
    expect(keysOf(['c'], missing)).toMatchObject({ missed: 'ab' });
  });

  it('goes by days rather than by when items were found, where all have one', () => {
    const days = ['2026-01-03', '2026-01-02', '2026-01-01'];
    const items = known('a', 'b', 'c').map((item, at) => {
      return { ...item, publishedOn: days[at] as PartialDate };
    });
    expect(keysOf(['c', 'b'], items)).toMatchObject({ missed: 'a' });
  });

  it('takes back what it says so of, once, unless it carries it', () => {
    const items = known('a', 'b', 'c');
    const takenBack = ['a', 'b', 'x'];
    expect(keysOf(['c', 'b'], items, { takenBack })).toMatchObject({ takenBack: 'a', missed: '' });
    const before = items.map((item) => ({ ...item, withdrawnAt: new Date(), listed: false }));
    expect(keysOf(['c'], before, { takenBack })).toMatchObject({ takenBack: '' });
  });

  it('is held against 1,000 items in no time, though every other one is gone', () => {
    const keys = Array.from({ length: 2_000 }, (_, at) => `${at}`);
    const half = keys.filter((_, at) => at % 2 === 0).toReversed();
    const started = performance.now();
    const { missed } = compare(document(half.map((key) => entry(key))), known(...keys));
    expect(missed).toHaveLength(1_000);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('an item', () => {
  const item = entry('a', { title: 'It attacked 241', summary: 'Of 2,700.' });

  it('says otherwise when its words do, and differs when anything does', () => {
    const other = { ...item, publishedOn: '2026-01-01' as PartialDate };
    for (const same of [
      other,
      { ...item, url: undefined },
      { ...item, title: 'it ATTACKED 241!' },
    ]) {
      expect([differs(item, same), saysOtherwise(item, same)]).toEqual([true, false]);
    }
    expect(saysOtherwise(item, { ...item, title: 'It attacked 4' })).toBe(true);
    expect(saysOtherwise(item, { ...item, summary: 'Of 27.' })).toBe(true);
    expect(saysOtherwise(item, { ...item, summary: '' })).toBe(false);
    expect(differs(item, { ...item })).toBe(false);
  });
});
