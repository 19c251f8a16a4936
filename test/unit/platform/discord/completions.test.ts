import { describe, expect, test } from 'vitest';
import type { House } from '../../../../src/interaction/house.ts';
import { completions } from '../../../../src/platform/discord/completions.ts';

function typing(value: string, options: object[] = []) {
  const focused = { type: 3, name: 'actor', value, focused: true };
  return {
    type: 4,
    channel_id: '5',
    user: { id: '7', username: 'alice' },
    authorizing_integration_owners: {},
    data: { options: [{ type: 1, name: 'actor', options: [...options, focused] }] },
  } as never;
}

const item = (insert: string, label = insert, detail = '') => ({ insert, label, detail });

function house(
  items: ReturnType<typeof item>[],
  seen: unknown[] = [],
): Pick<House, 'completeParam'> {
  return {
    completeParam: (at, partial, limit) => {
      seen.push([at, partial, limit]);
      return items;
    },
  };
}

describe('what is offered while somebody types', () => {
  test('is the value of a name, with what it is', () => {
    const seen: unknown[] = [];
    const found = completions(
      typing('fan'),
      house([item('Fancy Bear', 'Fancy Bear', 'actor: APT28')], seen),
    );
    expect(found).toEqual([{ name: 'Fancy Bear – actor: APT28', value: 'Fancy Bear' }]);
    const where = { platform: 'discord', tenant: 'user:7', channel: '5' };
    expect(seen).toEqual([[{ verb: 'actor', param: 'actor', where }, 'fan', 25]]);
  });

  test('keeps within Discord’s limits, and cuts no value', () => {
    const long = 'x'.repeat(120);
    const [first, ...others] = completions(
      typing('x'),
      house([item('ok', long), item(long), item('')]),
    );
    expect(first?.value).toBe('ok');
    expect(first?.name.length).toBeLessThanOrEqual(100);
    expect(others).toEqual([]);
  });

  test('is nothing for what is no name, and nothing is looked up', () => {
    const seen: unknown[] = [];
    expect(completions(typing('x'.repeat(101)), house([item('x')], seen))).toEqual([]);
    const none = { ...(typing('x') as object), data: { options: [] } } as never;
    expect(completions(none, house([item('x')], seen))).toEqual([]);
    expect(seen).toEqual([]);
  });
});
