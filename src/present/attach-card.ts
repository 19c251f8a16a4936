import type { Card } from '../card/card.ts';
import { code, text } from '../card/span.ts';
import type { Lead } from '../leads/leads.ts';
import { publishersOf, titleOf } from './lead-words.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';

export interface AttachAsked {
  readonly lead: Lead;
  readonly choices: readonly { readonly label: string; readonly line: string }[];
  /** Opens a form that asks for an incident; undefined where there are no forms. */
  readonly form: string | undefined;
}

/** Asks which incident a lead belongs to. */
export function attachCard({ lead, choices, form }: AttachAsked, view: View): Card {
  const near = 'Those it names, and those linked to the groups it names, are on the buttons. ';
  return {
    title: 'Attach it to which incident?',
    tone: 'answer',
    blocks: [
      {
        type: 'paragraph',
        spans: [text(`${publishersOf(lead)}: ${titleOf(lead, 150)}`)],
      },
      {
        type: 'paragraph',
        spans: [
          text(
            `What its publishers wrote becomes a source that is said to be about the incident; no claim rests on it. ${choices.length === 0 ? '' : near}To name one: `,
          ),
          code(`/tocsin inbox ${lead.id} act:attach incident:SolarWinds`),
        ],
      },
    ],
    sources: [],
    actions: [
      ...choices.map(({ label, line }) => ({
        label,
        commandLine: line,
        style: 'default' as const,
      })),
      ...(form === undefined
        ? []
        : [{ label: 'Another…', commandLine: form, style: 'default' as const }]),
      { label: 'Back', commandLine: `inbox ${lead.id}`, style: 'default' },
    ],
    footer: footer(view, lead.id),
  };
}
