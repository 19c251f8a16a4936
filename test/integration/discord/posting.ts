import type { Card } from '../../../src/card/card.ts';
import { instant, text } from '../../../src/card/span.ts';
import type {
  Destination,
  OutgoingMessage,
  PostOutcome,
} from '../../../src/delivery/destination.ts';
import type { Place } from '../../../src/domain/place.ts';
import type { GuildSpec } from '../../doubles/discord/guilds.ts';
import type { DoubleOptions } from '../../doubles/discord/server.ts';
import { type MemoryHouse, openMemoryHouse } from '../../support/memory-house.ts';
import { connect, openDouble } from './harness.ts';

/** A card as a disclosure has it, with a button. */
export function cardOf(words: string, more: Partial<Card> = {}): Card {
  return {
    title: 'Charges announced',
    tone: 'alert',
    blocks: [{ type: 'paragraph', spans: [text(words)] }],
    sources: [],
    actions: [{ label: 'Timeline', commandLine: 'timeline', style: 'default' }],
    footer: { asOf: [instant(new Date(0))], tlp: 'TLP:CLEAR' },
    ...more,
  };
}

export function messageOf(words: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { card: cardOf(words), commandLine: 'news D-7F3KQ', key: 'post-1', ...more };
}

/** A server with a channel, and Tocsin with a token to post with; interactions come by HTTP. */
export async function openPosting(
  options: DoubleOptions & { readonly guild?: GuildSpec; readonly house?: MemoryHouse } = {},
) {
  const double = await openDouble(options);
  const house = options.house ?? (await openMemoryHouse());
  const guild = double.addGuild({ channels: ['news'], ...options.guild });
  const settings = { transport: 'http', token: true, check: false } as const;
  const { platform, stop } = await connect(double, house, settings);
  const placeIn = (name: string): Place => ({
    platform: 'discord',
    tenant: guild.id,
    channel: double.channel(guild, name).id,
  });
  const person = (channel: string): Place => ({ platform: 'discord', tenant: guild.id, channel });
  const { destination } = platform;
  return { double, house, guild, destination, stop, place: placeIn('news'), placeIn, person };
}

/** @throws Error when it was not sent */
export async function sent(
  destination: Destination,
  place: Place,
  message: OutgoingMessage,
): Promise<Extract<PostOutcome, { is: 'sent' }>['ref']> {
  const outcome = await destination.post(place, message);
  if (outcome.is !== 'sent') throw new Error(JSON.stringify(outcome));
  return outcome.ref;
}
