import { describe, expect, test } from 'vitest';
import { differences } from '../../../../src/platform/discord/difference.ts';

const option = { type: 3, name: 'incident', description: 'Which', max_length: 300 };
const stats = { type: 1, name: 'stats', description: 'Numbers', options: [option] };
const command = {
  type: 1,
  name: 'tocsin',
  description: 'Incidents',
  options: [stats],
  contexts: [0, 1, 2],
  integration_types: [0, 1],
};

/** As Discord gives a command back, with all that it adds. */
function returned(one: Record<string, unknown>): Record<string, unknown> {
  const { options = [] } = one as { options?: Record<string, unknown>[] };
  return {
    id: '1',
    application_id: '2',
    version: '3',
    default_member_permissions: null,
    name_localizations: null,
    description_localizations: null,
    dm_permission: true,
    nsfw: false,
    required: false,
    autocomplete: false,
    ...one,
    ...(options.length === 0 ? {} : { options: options.map(returned) }),
  };
}

const changed = (change: (one: typeof command) => object, scope: 'global' | 'guild' = 'global') =>
  differences([returned(command)], [change(structuredClone(command))], scope);

describe('how registered commands differ', () => {
  test('not by what Discord adds, nor by the order of places', () => {
    expect(changed((one) => one)).toEqual([]);
    expect(changed((one) => ({ ...one, contexts: [2, 1, 0] }))).toEqual([]);
  });

  test('not by places, in one server', () => {
    const { contexts: _, integration_types: __, ...others } = command;
    expect(differences([returned(command)], [others], 'guild')).toEqual([]);
    expect(differences([returned(command)], [others], 'global')).toEqual([
      'changed /tocsin: contexts, integration_types',
    ]);
  });

  test.each<[string, (one: typeof command) => object, string[]]>([
    ['a description', (one) => ({ ...one, description: 'x' }), ['changed /tocsin: description']],
    [
      'a language',
      (one) => ({ ...one, description_localizations: { de: 'x' } }),
      ['changed /tocsin: description_localizations'],
    ],
    [
      'a limit of an option',
      (one) => ({ ...one, options: [{ ...stats, options: [{ ...option, max_length: 9 }] }] }),
      ['changed /tocsin stats incident: max_length'],
    ],
    [
      'an option that must be given',
      (one) => ({ ...one, options: [{ ...stats, options: [{ ...option, required: true }] }] }),
      ['changed /tocsin stats incident: required'],
    ],
    [
      'a verb more',
      (one) => ({ ...one, options: [stats, { ...stats, name: 'news' }] }),
      ['added /tocsin news'],
    ],
    ['a verb less', (one) => ({ ...one, options: [] }), ['removed /tocsin stats']],
    ['another name', (one) => ({ ...one, name: 'alarm' }), ['added /alarm', 'removed /tocsin']],
    [
      'another kind of that name',
      (one) => ({ type: 3, name: one.name }),
      ['added “tocsin”', 'removed /tocsin'],
    ],
  ])('by %s', (_, change, lines) => {
    expect(changed(change)).toEqual(lines);
  });

  test('by the order in which options are shown', () => {
    const two = { ...command, options: [stats, { ...stats, name: 'news' }] };
    const turned = { ...command, options: [...two.options].reverse() };
    expect(differences([returned(two)], [turned], 'global')).toEqual([
      'changed /tocsin: order of options',
    ]);
  });

  test('by least values of nothing', () => {
    const zero = { ...option, min_value: 0 };
    const after = { ...command, options: [{ ...stats, options: [zero] }] };
    expect(differences([returned(after)], [after], 'global')).toEqual([]);
    expect(differences([returned(command)], [after], 'global')).toEqual([
      'changed /tocsin stats incident: min_value',
    ]);
  });
});
