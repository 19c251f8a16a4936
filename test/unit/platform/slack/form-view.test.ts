import { expect, it } from 'vitest';
import { COMMANDS } from '../../../../commands/index.ts';
import { formFields, hasForm } from '../../../../src/command/form.ts';
import { formView } from '../../../../src/platform/slack/form/view.ts';
import { blocksFaults } from '../../../doubles/slack/blocks/check.ts';

const withForms = COMMANDS.filter(hasForm);

it.each(withForms.map((command) => [command.verb, command] as const))(
  'the form of %s is one that Slack takes, and asks for long texts in several lines',
  (verb, command) => {
    const view = formView(COMMANDS, verb, 'sealed');
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
