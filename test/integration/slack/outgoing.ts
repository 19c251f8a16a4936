import type { Card } from '../../../src/card/card.ts';
import { text } from '../../../src/card/span.ts';
import type { OutgoingMessage } from '../../../src/delivery/destination.ts';
import type { Place } from '../../../src/domain/place.ts';
import type { Channel, Team } from '../../doubles/slack/team.ts';

/** A card with a few words, a button, and one whose line is too long for a button. */
function cardOf(words: string): Card {
  return {
    title: 'Three men charged',
    tone: 'answer',
    blocks: [{ type: 'paragraph', spans: [text(words)] }],
    sources: [],
    actions: [
      { label: 'Stop these', commandLine: 'unsubscribe D-7F3KQ', style: 'default' },
      { label: 'Names', commandLine: `names ${'APT35 '.repeat(60)}`, style: 'default' },
    ],
    footer: { asOf: [text('22 Nov 2026')], tlp: 'TLP:CLEAR' },
  };
}

export function messageOf(words: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { card: cardOf(words), commandLine: 'news D-7F3KQ', key: 'k-1', ...more };
}

export function placeOf(team: Team, channel: Channel | string): Place {
  const id = typeof channel === 'string' ? channel : channel.id;
  return { platform: 'slack', tenant: team.id, channel: id };
}
