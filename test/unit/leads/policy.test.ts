import { describe, expect, it } from 'vitest';
import type { PartialDate } from '../../../src/domain/partial-date.ts';
import { Tier } from '../../../src/domain/vocabulary.ts';
import { type Group, groupOf, reopens } from '../../../src/leads/group.ts';
import type { ItemText, Reason } from '../../../src/leads/leads.ts';
import { RULES, rulingOn } from '../../../src/leads/policy.ts';
import { raisingKeys, unite } from '../../../src/leads/reasons.ts';

const now = new Date('2026-03-02T12:00:00Z');
const ITEM: ItemText = {
  ...{ title: 'A title', summary: 'A summary.', url: 'https://a.example/1' },
  publishedOn: '2026-03-01' as PartialDate,
};
const PUBLISH = { policy: 'publish', tier: 'vendor' } as const;

function reason(id: string, given: Partial<Reason> = {}): Reason {
  return { kind: 'actor', id, label: id, words: id, where: 'text', strong: true, ...given };
}
const inTitle = [reason('apt35', { where: 'title' })];
const dated = (publishedOn: string | undefined) => ({ ...ITEM, publishedOn }) as ItemText;

describe('the policy of a feed', () => {
  it('publishes what a close publisher says of a strong name in its title, or of two in all', () => {
    expect(rulingOn(ITEM, inTitle, PUBLISH, now)).toEqual({ does: 'publish', rule: RULES.title });
    const two = [reason('apt35'), reason('case', { kind: 'incident' })];
    expect(rulingOn(ITEM, two, PUBLISH, now)).toEqual({ does: 'publish', rule: RULES.text });
    const published = Tier.options.filter(
      (tier) => rulingOn(ITEM, inTitle, { ...PUBLISH, tier }, now).does === 'publish',
    );
    expect(published).toEqual(['primary', 'government', 'vendor']);
  });

  it.each<[string, readonly Reason[], ItemText]>([
    ['one strong name in the text', [reason('apt35')], ITEM],
    [
      'one name that two catalogues have',
      [reason('a', { words: 'X 1' }), reason('b', { words: 'x1' })],
      ITEM,
    ],
    [
      'everyday words',
      [reason('a', { strong: false, where: 'title' }), reason('b', { strong: false })],
      ITEM,
    ],
    [
      'a country beside a name',
      [reason('a'), reason('Iran', { kind: 'country', where: 'title' })],
      ITEM,
    ],
    ['no date', inTitle, dated(undefined)],
    ['an old date', inTitle, dated('2026-02-20')],
    ['a date to come', inTitle, dated('2026-03-09')],
    ['a year that is over', inTitle, dated('2025')],
    ['no address', inTitle, { ...ITEM, url: undefined }],
    [
      'an address too long to cite',
      inTitle,
      { ...ITEM, url: `https://a.example/${'x'.repeat(500)}` },
    ],
  ])('holds %s', (_, reasons, item) => {
    expect(rulingOn(item, reasons, PUBLISH, now)).toEqual({ does: 'hold' });
  });

  it('holds or drops where it says so, and drops what names nothing', () => {
    const hold = { policy: 'hold', tier: 'primary' } as const;
    expect(rulingOn(ITEM, inTitle, hold, now)).toEqual({ does: 'hold' });
    expect(rulingOn(ITEM, inTitle, { ...hold, policy: 'drop' }, now)).toEqual({ does: 'drop' });
    const country = [reason('Iran', { kind: 'country', where: 'title' })];
    for (const reasons of [[], country]) {
      expect(rulingOn(ITEM, reasons, PUBLISH, now)).toEqual({ does: 'drop' });
    }
  });
});

describe('the reasons of a lead', () => {
  it('are one of each record, the strongest, groups and incidents before sectors', () => {
    const weak = reason('apt35', { strong: false });
    const sector = reason('media', { kind: 'sector', where: 'title' });
    const incident = reason('apt35', { kind: 'incident' });
    expect(unite([[sector, weak], [incident], inTitle])).toEqual([inTitle[0], incident, sector]);
    expect(raisingKeys([sector, weak, ...inTitle])).toEqual(['actor/apt35']);
    expect(unite([Array.from({ length: 90 }, (_, n) => reason(`${n}`))])).toHaveLength(50);
  });
});

describe('the lead that an item belongs to', () => {
  const title = 'Iranian hackers targeted a presidential campaign';
  const first = { feed: 'F-1', tier: 'press', page: '//a/1', title, foundAt: now } as const;
  const lead = (id: string, given: Partial<Group> = {}): Group => {
    return { id, state: 'waiting', reasonKeys: ['actor/apt35'], items: [first], ...given };
  };
  const item = { ...first, feed: 'F-2', page: '//b/1', reasonKeys: ['actor/apt35'] };

  it('is one of the same page, before one of the same title', () => {
    const page = lead('L-2', { items: [{ ...first, page: '//b/1', title: 'Another' }] });
    expect(groupOf(item, [lead('L-1'), page])?.id).toBe('L-2');
    expect(groupOf({ ...item, page: undefined }, [lead('L-1'), page])?.id).toBe('L-1');
  });

  it('is none under the same title of its own publisher, of another group or of last week', () => {
    const week = new Date(now.getTime() - 7 * 86_400_000);
    expect(groupOf({ ...item, feed: 'F-1' }, [lead('L-1')])).toBeUndefined();
    expect(groupOf({ ...item, reasonKeys: ['actor/apt28'] }, [lead('L-1')])).toBeUndefined();
    expect(groupOf({ ...item, foundAt: week }, [lead('L-1')])).toBeUndefined();
    expect(groupOf({ ...item, title: 'Something else of them' }, [lead('L-1')])).toBeUndefined();
  });

  it('is raised again only when it was dismissed and the publisher is closer than all before', () => {
    const dismissed = lead('L-1', { state: 'dismissed' });
    const closer = Tier.options.filter((tier) => reopens(dismissed, tier));
    expect(closer).toEqual(['primary', 'government', 'vendor', 'wire']);
    for (const state of ['muted', 'published', 'attached', 'waiting'] as const) {
      expect(reopens(lead('L-1', { state }), 'primary')).toBe(false);
    }
  });
});
