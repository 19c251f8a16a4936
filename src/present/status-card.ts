import type { Block, Card } from '../card/card.ts';
import { instant, text } from '../card/span.ts';
import { healthLine, type PartHealth } from './part-health.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';
import { count } from './words.ts';

function known(view: View): Block {
  const { counts, recordedAt } = view.knowledge;
  const parts = [
    count(counts.incident, 'incident'),
    count(counts.actor, 'group'),
    count(counts.claim, 'claim'),
    count(counts.source, 'source'),
    `${count(counts.conflict, 'point')} on which publications differ`,
  ];
  return {
    type: 'facts',
    facts: [
      { label: 'Holds', value: [text(parts.join(', '))] },
      {
        label: 'Last change',
        value: recordedAt === undefined ? [text('none yet')] : [instant(recordedAt)],
      },
    ],
  };
}

/** How Tocsin itself is doing: version, database, knowledge, platforms. */
export function statusCard(version: string, health: readonly PartHealth[], view: View): Card {
  const failing = health.filter((line) => line.state === 'failing');
  return {
    title:
      failing.length === 0
        ? 'Tocsin is working'
        : `Tocsin: ${count(failing.length, 'part')} failing`,
    tone: failing.length === 0 ? 'answer' : 'alert',
    blocks: [
      { type: 'facts', facts: [{ label: 'Version', value: [text(version)] }] },
      known(view),
      { type: 'list', items: health.map(healthLine) },
    ],
    sources: [],
    actions: [],
    footer: footer(view),
  };
}
