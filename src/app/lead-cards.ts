import type { Card } from '../card/card.ts';
import { withImplied } from '../command/access.ts';
import type { CommandServices } from '../command/context.ts';
import type { Notices } from '../delivery/ledger.ts';
import type { Place } from '../domain/place.ts';
import { concerned } from '../editing/from-lead.ts';
import { leadLines } from '../editing/lead-lines.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { EditorChannel } from '../leads/editor-channels.ts';
import type { Lead, Leads } from '../leads/leads.ts';
import { leadCard } from '../present/lead-card.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';

export interface LeadCardOptions
  extends Pick<CommandServices, 'ceilings' | 'desk' | 'editorChannels' | 'grants' | 'leads'> {
  readonly notices: Pick<Notices, 'announce' | 'revise'>;
  readonly clock: Clock;
  /** Today's knowledge, as far as a channel may see it. */
  within(where: Place): Knowledge;
  /** A card that says the command's name as people type it there. */
  named(card: Card, where: Place): Card;
}

/** Shows leads in editors' channels. */
export interface LeadCards {
  /**
   * Brings the card of a lead to what the lead is, in every editors' channel: posts it where the lead was
   * raised after the channel was turned on, once, and puts right what stands there already.
   * @throws the database's error, when other channels were seen to; it can be called again
   */
  show(lead: string): Promise<void>;
}

/** Whether whoever asked for the channel may edit still. */
async function isEditors(
  { byOperator, by, place }: EditorChannel,
  { grants }: Pick<LeadCardOptions, 'grants'>,
): Promise<boolean> {
  return byOperator || withImplied(await grants.of(place, by.id)).has('edit');
}

async function cardFor(lead: Lead, place: Place, options: LeadCardOptions): Promise<Card> {
  const { ceilings, desk, clock, within, named } = options;
  const knowledge = within(place);
  const newest = await concerned(lead, {
    invocation: { where: place },
    services: { ceilings, desk },
  });
  const lines = leadLines(lead, { knowledge, where: place, newest });
  const disclosure = newest?.disclosure.id;
  const seen = { lead, lines, disclosure, overtaken: false, brief: true };
  return named(leadCard(seen, { knowledge, now: clock.now() }), place);
}

async function showIn(channel: EditorChannel, lead: Lead, options: LeadCardOptions): Promise<void> {
  const { notices } = options;
  const { place, on, since } = channel;
  const key = `lead/${lead.id}`;
  const card = await cardFor(lead, place, options);
  const posts = on && lead.raisedAt >= since && (await isEditors(channel, options));
  if (posts) await notices.announce(place, key, card, lead.version);
  else await notices.revise(place, key, card, lead.version);
}

export function createLeadCards(options: LeadCardOptions): LeadCards {
  const { leads, editorChannels } = options;
  return {
    async show(id) {
      const [lead, channels] = await Promise.all([leads.get(id), editorChannels.list()]);
      if (lead === undefined) return;
      const shown = await Promise.allSettled(
        channels.map((channel) => showIn(channel, lead, options)),
      );
      const failed = shown.find((one) => one.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
  };
}

/** An inbox whose decisions show in editors' channels. A decision holds, whatever becomes of a card. */
export function announcingLeads(leads: Leads, cards: LeadCards, log: Pick<Logger, 'error'>): Leads {
  return {
    ...leads,
    async decide(...given) {
      const decided = await leads.decide(...given);
      if (decided === undefined) return undefined;
      await cards.show(decided.id).catch((error: unknown) => {
        log.error({ err: error, lead: decided.id }, 'the card of a lead could not be put right');
      });
      return decided;
    },
  };
}
