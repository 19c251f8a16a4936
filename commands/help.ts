import type { Command } from '../src/command/define.ts';
import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import type { VerbHelp } from '../src/present/help-card.ts';
import { helpCard, unknownVerbCard, verbHelpCard } from '../src/present/help-card.ts';

function describe(command: Command): VerbHelp {
  const listed = Object.entries(command.params).filter(([, one]) => one.typedOnly !== true);
  const params = listed.map(([name, one]) => ({
    name,
    description: one.description,
    required: one.required,
    choices: one.choices,
  }));
  return { ...command, params };
}

export const help = defineCommand({
  verb: 'help',
  aliases: ['commands', 'usage'],
  summary: 'What Tocsin can do, with examples that work',
  examples: ['help', 'help stats'],
  params: { verb: param.verb('The verb to explain').optional },
  asOf: false,
  right: 'ask',
  run({ verb }, context) {
    const verbs = context.services.commands().map(describe);
    if (verb === undefined) return helpCard(verbs, context);
    const word = verb.toLowerCase();
    const found = verbs.find((one) => one.verb === word || one.aliases.includes(word));
    return found === undefined
      ? unknownVerbCard(verb, verbs, context)
      : verbHelpCard(found, context);
  },
});
