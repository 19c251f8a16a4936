import { defineCommand } from '../src/command/define.ts';
import { FORM, hasForm } from '../src/command/form.ts';
import { param } from '../src/command/param.ts';
import { formCard } from '../src/present/form-card.ts';
import { TocsinError } from '../src/shared/errors.ts';

/** Adapters that can open a form do so before a line gets here: see `formAsked`. */
export const form = defineCommand({
  verb: FORM,
  aliases: ['forms'],
  summary: 'Ask with a form instead of a line, in Slack, Discord and the console',
  examples: ['form', 'form stats'],
  params: { verb: param.verb('The verb to fill in; the form asks if left out').optional },
  asOf: false,
  right: 'ask',
  run({ verb }, context) {
    if (verb === undefined) return formCard(undefined, context);
    const word = verb.toLowerCase();
    const found = context.services
      .commands()
      .find((one) => one.verb === word || one.aliases.includes(word));
    if (found !== undefined && hasForm(found)) return formCard(found, context);
    throw new TocsinError(`There is no form for “${verb}”.`, {
      code: 'form.unknown',
      fault: 'user',
      remedy: 'Type form alone to choose from all verbs.',
    });
  },
});
