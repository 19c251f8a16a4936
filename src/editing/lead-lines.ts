import type { Invocation } from '../command/context.ts';
import { formatLine } from '../command/grammar.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Lead } from '../leads/leads.ts';
import type { LeadLines } from '../present/lead-card.ts';
import { idsNamed, reasonFrom } from './from-lead.ts';
import { fieldsOf, formLine } from './lines.ts';

export interface LeadView {
  readonly knowledge: Knowledge;
  readonly where: Invocation['where'];
  /** What it may have made wrong, if it may be shown there. */
  readonly newest: DisclosureRevision | undefined;
}

/** Incidents that are offered on buttons of their own. */
const OFFERED = 2;

/** The line that decides on a lead as it was seen. */
export function decideLine(lead: Lead, act: string, incident?: string): string {
  return formatLine(`inbox ${lead.id}`, { act, incident, seen: lead.version });
}

function attachLines(lead: Lead, { knowledge }: LeadView): LeadLines['attach'] {
  if (!lead.items.some(({ url }) => url !== undefined)) return [];
  if (lead.incident !== undefined) {
    const line = decideLine(lead, 'attach', lead.incident);
    return [{ label: 'Attach as it is now', line }];
  }
  const named = idsNamed('incident', lead, { knowledge }).slice(0, OFFERED);
  const own = named.map((id) => ({
    label: `Attach to ${knowledge.incident(id)?.label ?? id}`,
    line: decideLine(lead, 'attach', id),
  }));
  const label = own.length === 0 ? 'Attach…' : 'Attach to another…';
  return [...own, { label, line: decideLine(lead, 'attach') }];
}

/** What puts a disclosure right, with what the change at the source gives for it. */
function correctionLines(lead: Lead, { newest, where }: LeadView) {
  if (newest === undefined || newest.state === 'retracted') return {};
  const { disclosure } = newest;
  const invocation = { invocation: { where } };
  const { headline, body, severity } = fieldsOf(disclosure);
  const reason = reasonFrom(lead);
  const own = { disclosure: disclosure.id, reason };
  const line = (verb: 'correct' | 'retract') => `${verb} ${disclosure.id}`;
  return {
    correct:
      formLine('correct', { ...own, headline, body, severity }, invocation) ?? line('correct'),
    retract: formLine('retract', own, invocation) ?? line('retract'),
  };
}

/** Whether what a lead may have made wrong got a revision since. */
function isPutRight(lead: Lead, { newest }: LeadView): boolean {
  return newest !== undefined && newest.revision > 1 && newest.at > lead.raisedAt;
}

const NONE: LeadLines = {
  publish: undefined,
  attach: [],
  correct: undefined,
  retract: undefined,
  settle: undefined,
  dismiss: undefined,
  mute: undefined,
  back: undefined,
};

/** What can be done with a lead, as command lines. They carry the version that is seen. */
export function leadLines(lead: Lead, view: LeadView): LeadLines {
  if (lead.state !== 'waiting') {
    // What is out is put right, and not taken back into the inbox.
    return lead.state === 'published' ? NONE : { ...NONE, back: decideLine(lead, 'back') };
  }
  const both = { dismiss: decideLine(lead, 'dismiss'), mute: decideLine(lead, 'mute') };
  if (lead.kind === 'news') {
    const publish = decideLine(lead, 'publish');
    return { ...NONE, ...both, publish, attach: attachLines(lead, view) };
  }
  return {
    ...{ ...NONE, ...both },
    ...correctionLines(lead, view),
    attach: lead.incident === undefined ? [] : attachLines(lead, view),
    settle: isPutRight(lead, view) ? decideLine(lead, 'settle') : undefined,
  };
}
