import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../../commands/index.ts';
import { LIMITS } from '../../../../src/platform/discord/limits.ts';
import { lineOfModal, modalFor } from '../../../../src/platform/discord/modal.ts';

const label = (component: object) => ({ type: 18, id: 1, component });
const typed = (custom_id: string, value: string) => label({ type: 4, custom_id, value });
const chosen = (custom_id: string, ...values: string[]) => label({ type: 3, custom_id, values });

/** The form as it opens with nothing in it. */
const empty = (verb: string | undefined) => modalFor({ verb, values: {} }, COMMANDS);

describe('a form', () => {
  test.each(COMMANDS.map(({ verb }) => verb))('of %s keeps within the limits', (verb) => {
    const form = empty(verb);
    if (form === undefined) return;
    expect(form.title.length).toBeLessThanOrEqual(LIMITS.modalTitle);
    expect(form.components.length).toBeLessThanOrEqual(LIMITS.modalFields);
    const keys = form.components.map((one) => 'component' in one && one.component);
    expect(new Set(keys.map((one) => JSON.stringify(one))).size).toBe(keys.length);
  });

  test('asks first for what must be given, and not for what buttons do', () => {
    const form = empty('actor');
    const keys = form?.components.map((one) =>
      'component' in one && 'custom_id' in one.component ? one.component.custom_id : '',
    );
    expect(keys).toEqual(['actor', 'as-of']);
  });

  test('opens with what is given in it, and asks for that before the rest', () => {
    const values = {
      ...{ draft: 'D-7F3KQ', headline: 'x'.repeat(151), body: 'Words.' },
      ...{ severity: 'high', tlp: 'AMBER' },
    };
    const form = modalFor({ verb: 'publish', values }, COMMANDS);
    const fields = form?.components.flatMap((one) => ('component' in one ? [one.component] : []));
    expect(fields).toMatchObject([
      { custom_id: 'draft', value: 'D-7F3KQ' },
      { custom_id: 'headline', value: 'x'.repeat(151), max_length: 151 },
      { custom_id: 'body', value: 'Words.' },
      { custom_id: 'severity' },
      { custom_id: 'tlp' },
    ]);
    expect(fields?.[3]).toMatchObject({
      options: expect.arrayContaining([{ label: 'high', value: 'high', default: true }]),
    });
  });

  test('is none for a verb that has nothing to ask', () => {
    expect(empty('status')).toBeUndefined();
  });

  test('without a verb asks for one, but not for a form', () => {
    const form = empty(undefined);
    expect(form?.custom_id).toBe('f:');
    const [first] = form?.components ?? [];
    const options =
      first !== undefined && 'component' in first && 'options' in first.component
        ? first.component.options.map((one) => ('value' in one ? one.value : ''))
        : [];
    expect(options).toContain('stats');
    expect(options).not.toContain('form');
    expect(options.length).toBeLessThanOrEqual(LIMITS.selectOptions);
  });

  test('asks for a long text with room for several lines, and for no other', () => {
    const styleOf = (verb: string, key: string) => {
      const components = empty(verb)?.components ?? [];
      const fields = components.flatMap((one) => ('component' in one ? [one.component] : []));
      const found = fields.find((field) => 'custom_id' in field && field.custom_id === key);
      return found !== undefined && 'style' in found ? found.style : undefined;
    };
    expect(styleOf('publish', 'headline')).toBe(1);
    expect(styleOf('publish', 'body')).toBe(2);
    expect(styleOf('correct', 'reason')).toBe(2);
    expect(styleOf('names', 'text')).toBe(2);
    expect(styleOf('actor', 'actor')).toBe(1);
    expect(styleOf('actor', 'as-of')).toBe(1);
  });

  test('asks for people with a list of them, and for choices with theirs', () => {
    const form = empty('grant');
    const controls = form?.components.map((one) => 'component' in one && one.component.type);
    expect(controls).toContain(5);
    expect(controls).toContain(3);
  });
});

describe('a form as filled in', () => {
  const line = (custom_id: string, ...components: object[]) =>
    lineOfModal({ custom_id, components }, COMMANDS);

  test('is a line', () => {
    expect(line('f:actor', typed('actor', 'Fancy Bear'), typed('as-of', ''))).toBe(
      'actor Fancy Bear',
    );
    expect(line('f:incidents', chosen('sector', 'media'), typed('since', '2020'))).toBe(
      'incidents sector:media since:2020',
    );
    const person = label({ type: 5, custom_id: 'person', values: ['123456789012345678'] });
    expect(line('f:grant', person, chosen('right', 'edit'))).toBe(
      'grant 123456789012345678 right:edit',
    );
    expect(line('f:incidents', chosen('sector'))).toBe('incidents');
  });

  test('that asked for a verb gives the name to what the verb takes', () => {
    expect(line('f:', chosen('verb', 'actor'), typed('name', 'Fancy Bear'))).toBe(
      'actor Fancy Bear',
    );
    expect(line('f:', chosen('verb', 'stats'), typed('name', ''))).toBe('stats');
  });

  test('keeps hostile values as values', () => {
    expect(line('f:actor', typed('actor', 'x public:true'))).toBe('actor "x public:true"');
    expect(line('f:actor', typed('actor', '" right:edit'))).toBe('actor "\\" right:edit"');
  });

  test('of a verb that is gone, or of somebody else, is nothing', () => {
    expect(line('f:gone', typed('x', 'y'))).toBeUndefined();
    expect(line('f:', chosen('verb', 'gone'))).toBeUndefined();
    expect(line('other', typed('x', 'y'))).toBeUndefined();
  });
});
