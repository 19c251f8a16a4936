import type { Card } from '../card/card.ts';
import { code, instant, text } from '../card/span.ts';

/** Lines worth trying first, and what each shows. */
const THREE = [
  {
    line: 'stats',
    label: 'Figures',
    shows:
      'the figures of one incident, each with its scope; with a name, as in stats SolarWinds, those of another',
  },
  {
    line: 'actor Phosphorus',
    label: 'A group',
    shows: 'a group, who uses which name for it, and who links it to whom',
  },
  {
    // With its verb: in Discord nothing can be typed without one.
    line: 'search how many accounts were compromised?',
    label: 'A plain question',
    shows: 'a question in plain words, answered with recorded claims and their sources',
  },
] as const;

/** What is said once, where Tocsin has just been installed. */
export function welcomeCard(now: Date): Card {
  return {
    title: 'Tocsin is here',
    tone: 'answer',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          text(
            'It answers questions about publicly disclosed state-sponsored cyber incidents: what happened, who says so, who was targeted, and how many accounts were compromised. Every fact comes with its source, every figure with its scope.',
          ),
        ],
      },
      { type: 'heading', text: 'Three things to try' },
      {
        type: 'list',
        items: THREE.map(({ line, shows }) => [code(`/tocsin ${line}`), text(`: ${shows}`)]),
      },
      {
        type: 'paragraph',
        spans: [
          text(
            'What a command answers is shown to the asker alone until it is shared. After this message Tocsin posts only what a channel follows; to let one follow a group: ',
          ),
          code('/tocsin subscribe Phosphorus'),
          text('. Everything Tocsin can do is listed under '),
          code('/tocsin help'),
          text('.'),
        ],
      },
    ],
    sources: [],
    actions: [
      ...THREE.map(({ line, label }) => ({
        label,
        commandLine: line,
        style: 'default' as const,
      })),
      { label: 'Help', commandLine: 'help', style: 'default' },
    ],
    footer: { asOf: [instant(now)], tlp: 'TLP:CLEAR' },
  };
}
