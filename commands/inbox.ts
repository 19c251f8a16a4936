import type { CommandContext } from '../src/command/context.ts';
import { defineCommand, type Shown } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { param, type ValuesOf } from '../src/command/param.ts';
import { formatPlace, isChannel, isOperator } from '../src/command/place.ts';
import { concerned, draftFrom, idsNamed } from '../src/editing/from-lead.ts';
import { decideLine, leadLines } from '../src/editing/lead-lines.ts';
import { formLine } from '../src/editing/lines.ts';
import { idOf, refusal } from '../src/editing/names.ts';
import { refusedShown } from '../src/editing/refused.ts';
import { leadNow } from '../src/editing/settle-lead.ts';
import type { Decision, Lead } from '../src/leads/leads.ts';
import { attachCard } from '../src/present/attach-card.ts';
import { editingCard } from '../src/present/editing-card.ts';
import { editorChannelCard, inboxCard, LEADS_SHOWN } from '../src/present/inbox-card.ts';
import { leadCard, noLeadCard } from '../src/present/lead-card.ts';

const ACTS = ['publish', 'attach', 'dismiss', 'mute', 'back', 'settle'] as const;
const STATES = ['waiting', 'published', 'attached', 'dismissed', 'muted'] as const;

const params = {
  lead: param.id('L', 'Which lead, such as L-7F3KQ; lists those that wait if left out').optional,
  act: param.choice('What to do with it', ACTS).optional,
  incident: param.keyed('incident', 'The incident to attach it to').optional,
  state: param.choice('List those in this state instead of those that wait', STATES).optional,
  here: param.choice('Show each lead in this channel as it is raised', ['on', 'off']).optional,
  seen: {
    ...param.number('The version that was seen', 0, 2_000_000_000).optional,
    typedOnly: true,
  },
  skip: param.paging('Leave out this many', 1_000_000).optional,
};
type Values = ValuesOf<typeof params>;

/** Incidents that are offered to choose from. */
const CHOICES = 5;

async function channel(on: boolean, context: CommandContext): Promise<Shown> {
  const { place, invocation, services } = context;
  if (!isChannel(place)) {
    throw refusal(
      'Leads are shown in a channel, and this is none.',
      isOperator(place)
        ? 'Name one, as in inbox here:on in:slack/T0123ABCD/C0123ABCD.'
        : 'Type the line in the channel that editors read.',
    );
  }
  const who = { by: invocation.who, byOperator: isOperator(invocation.where) };
  const changed = await services.editorChannels.set(place, on, who);
  const elsewhere = place === invocation.where ? undefined : formatPlace(place);
  return { card: editorChannelCard({ on, changed, elsewhere }, context), again: 'inbox' };
}

async function list({ state = 'waiting', skip = 0 }: Values, context: CommandContext) {
  const { place, services } = context;
  const { leads, total } = await services.leads.list(state, skip, LEADS_SHOWN);
  const here = isChannel(place)
    ? (await services.editorChannels.of(place))?.on === true
    : undefined;
  const revisions = await Promise.all(leads.map((lead) => concerned(lead, context)));
  const named = new Set(revisions.flatMap((one) => one?.disclosure.id ?? []));
  const shownState = state === 'waiting' ? undefined : state;
  const card = inboxCard(
    {
      ...{ leads, total, state, here, named, skipped: skip },
      skipTo: (to) => formatLine('inbox', { state: shownState, skip: to }, params),
    },
    context,
  );
  return { card, again: formatLine('inbox', { state: shownState }, params) };
}

async function show(lead: Lead, context: CommandContext, overtaken = false): Promise<Shown> {
  const { knowledge, invocation } = context;
  const newest = await concerned(lead, context);
  const lines = leadLines(lead, { knowledge, where: invocation.where, newest });
  const disclosure = newest?.disclosure.id;
  const card = leadCard({ lead, lines, disclosure, overtaken, brief: false }, context);
  return { card, again: `inbox ${lead.id}` };
}

async function none(id: string, context: CommandContext): Promise<Shown> {
  return { card: noLeadCard(id, context), again: 'inbox' };
}

/** Decides on the lead that was seen; otherwise shows what it is now. */
async function decide(
  lead: Lead,
  seen: number | undefined,
  decision: Decision,
  context: CommandContext,
): Promise<Shown> {
  const { leads } = context.services;
  const decided = await leads.decide(lead.id, seen, decision, context.invocation.who);
  if (decided !== undefined) return await show(decided, context);
  const now = await leads.get(lead.id);
  return now === undefined ? await none(lead.id, context) : await show(now, context, true);
}

function choose(lead: Lead, context: CommandContext): Shown {
  const { knowledge } = context;
  const ofGroups = idsNamed('actor', lead, context).flatMap((id) => knowledge.incidentsOfActor(id));
  const ids = [...idsNamed('incident', lead, context), ...ofGroups.map(({ id }) => id)];
  const choices = [...new Set(ids)].slice(0, CHOICES).flatMap((id) => {
    const label = knowledge.incident(id)?.label;
    return label === undefined ? [] : [{ label, line: decideLine(lead, 'attach', id) }];
  });
  const form = formLine('inbox', { lead: lead.id, act: 'attach', seen: lead.version }, context);
  return { card: attachCard({ lead, choices, form }, context), again: `inbox ${lead.id}` };
}

async function attach(
  lead: Lead,
  { incident, seen }: Values,
  context: CommandContext,
): Promise<Shown> {
  const { leadDesk } = context.services;
  if (incident === undefined) return choose(lead, context);
  const id = idOf(incident, 'incident', context);
  if (!lead.items.some(({ url }) => url !== undefined)) {
    throw refusal(
      'None of its items has an address, so there is nothing to attach.',
      `Dismiss it: ${decideLine(lead, 'dismiss')}`,
    );
  }
  // First what can be done twice: whoever is interrupted finds the lead waiting, and nothing lost.
  await leadDesk.attach(lead, id, context.invocation.who);
  return await decide(lead, seen, { state: 'attached', incident: id }, context);
}

function mustWait({ id, state }: Lead): void {
  if (state === 'waiting') return;
  throw refusal(
    `${id} waits no more: it is ${state}.`,
    state === 'published' ? `What it says: inbox ${id}` : `To put it back: inbox ${id} act:back`,
  );
}

async function settle(lead: Lead, seen: number | undefined, context: CommandContext) {
  const { disclosure } = lead;
  if (lead.kind !== 'correction' || disclosure === undefined) {
    throw refusal(
      `${lead.id} is no correction of a disclosure, so there is nothing that was put right.`,
      `What can be done with it: inbox ${lead.id}`,
    );
  }
  return await decide(lead, seen, { state: 'published', disclosure }, context);
}

async function onLead(id: string, values: Values, context: CommandContext): Promise<Shown> {
  const lead = await leadNow(id, context.services);
  if (lead === undefined) return await none(id, context);
  const { act, seen } = values;
  if (act === undefined) return await show(lead, context);
  if (seen !== undefined && seen !== lead.version) return await show(lead, context, true);
  if (act === 'back') {
    if (lead.state === 'waiting') return await show(lead, context);
    if (lead.state === 'published') {
      throw refusal(
        `${lead.id} was published, and is not put back: what it says stands in channels.`,
        `To put that right: correct ${lead.disclosure ?? ''}, or retract ${lead.disclosure ?? ''}`,
      );
    }
    return await decide(lead, seen, { state: 'waiting' }, context);
  }
  mustWait(lead);
  switch (act) {
    case 'publish': {
      const outcome = await draftFrom(lead, context);
      return { card: editingCard(outcome, context), again: outcome.again };
    }
    case 'attach':
      return await attach(lead, values, context);
    case 'dismiss':
      return await decide(lead, seen, { state: 'dismissed' }, context);
    case 'mute':
      return await decide(lead, seen, { state: 'muted' }, context);
    case 'settle':
      return await settle(lead, seen, context);
  }
}

export const inbox = defineCommand({
  verb: 'inbox',
  aliases: ['leads'],
  summary: 'Items of feeds that wait for an editor: publish, attach, dismiss, mute',
  examples: ['inbox', 'inbox state:dismissed'],
  params,
  asOf: false,
  right: 'edit',
  ofPlace: true,
  askerOnly: true,
  async run(values, context) {
    const { lead, here } = values;
    try {
      if (here !== undefined) return await channel(here === 'on', context);
      return await (lead === undefined ? list(values, context) : onLead(lead, values, context));
    } catch (error) {
      const { skip: _, ...given } = values;
      return refusedShown(error, { verb: 'inbox', values: given }, context);
    }
  },
});
