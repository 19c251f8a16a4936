import type { Card } from '../card/card.ts';
import { code, text } from '../card/span.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';

/** Where no form can be opened: what to type instead. */
export function formCard(
  verb: { readonly verb: string; readonly examples: readonly string[] } | undefined,
  view: View,
): Card {
  const examples = verb?.examples ?? ['stats', 'actor Phosphorus', 'search password reset'];
  const help = verb === undefined ? 'help' : `help ${verb.verb}`;
  return {
    title: 'No form can be opened here',
    tone: 'answer',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          text('Forms are for Slack, Discord and the console: there '),
          code('/tocsin'),
          text(' alone opens one. What a form asks for can be typed in a line:'),
        ],
      },
      { type: 'list', items: examples.map((example) => [code(`/tocsin ${example}`)]) },
      {
        type: 'paragraph',
        spans: [code(`/tocsin ${help}`), text(' tells what can stand in such a line.')],
      },
    ],
    sources: [],
    actions: [
      {
        label: verb === undefined ? 'Help' : `Help on ${verb.verb}`,
        commandLine: help,
        style: 'default',
      },
    ],
    footer: footer(view),
  };
}
