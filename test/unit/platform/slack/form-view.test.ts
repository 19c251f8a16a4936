import { expect, it } from 'vitest';
import { COMMANDS } from '../../../../commands/index.ts';
import { formFields, hasForm } from '../../../../src/command/form.ts';
import { formView } from '../../../../src/platform/slack/form/view.ts';
import { blocksFaults } from '../../../doubles/slack/blocks/check.ts';

const withForms = COMMANDS.filter(hasForm);

it.each(withForms.map((command) => [command.verb, command] as const))(
  'the form of %s is one that Slack takes, and asks for long texts in several lines',
  (verb, command) => {
    const view = formView(COMMANDS, { verb, values: {} }, 'sealed');
    expect(blocksFaults(view.blocks, 'modal')).toEqual([]);
    expect(JSON.stringify(view).length).toBeLessThan(250_000);
    const long = formFields(command).filter(({ maxLength = 0 }) => maxLength > 300);
    const multiline = view.blocks.flatMap((block) =>
      'element' in block && 'multiline' in block.element && block.element.multiline
        ? [block.block_id]
        : [],
    );
    expect(multiline).toEqual(
      long
        .filter(({ kind, choices }) => kind === 'text' && choices.length === 0)
        .map(({ key }) => `${verb}:${key}`),
    );
  },
);

it('opens with what is given in it', () => {
  const values = {
    ...{ draft: 'D-7F3KQ', headline: 'x'.repeat(151), body: 'Words.', severity: 'high' },
    ...{ incident: '2019-10-phosphorus-us-campaign', kind: 'none-such' },
  };
  const view = formView(COMMANDS, { verb: 'publish', values }, 'sealed');
  expect(blocksFaults(view.blocks, 'modal')).toEqual([]);
  const initial = view.blocks.flatMap((block) => {
    if (!('element' in block) || block.block_id === 'verb') return [];
    const { initial_value, initial_option } = block.element as {
      initial_value?: string;
      initial_option?: { value: string };
    };
    const value = initial_value ?? initial_option?.value;
    return value === undefined ? [] : [[block.block_id, value]];
  });
  const { kind: _, ...filled } = values;
  expect(Object.fromEntries(initial)).toEqual(
    Object.fromEntries(Object.entries(filled).map(([key, value]) => [`publish:${key}`, value])),
  );
});
