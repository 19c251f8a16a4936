import type { Action, Block, Card } from '../card/card.ts';
import { instant, type Spans, strong, text } from '../card/span.ts';
import type { Lead, LeadItem, LeadState } from '../leads/leads.ts';
import { shortDate } from './dates.ts';
import { leadChanges } from './lead-changes.ts';
import {
  addressOf,
  publishersOf,
  quoted,
  reasonLines,
  reasonsShown,
  titleOf,
} from './lead-words.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';
import { count, TIER_WORDS } from './words.ts';

/** The lines of a lead's buttons. Whether they are pressed by an editor is looked at again then. */
export interface LeadLines {
  readonly publish: string | undefined;
  /** For each incident that it may belong to, or one that asks which; empty where it cannot be attached. */
  readonly attach: readonly { readonly label: string; readonly line: string }[];
  readonly correct: string | undefined;
  readonly retract: string | undefined;
  /** What it may have made wrong was put right since: it is done. */
  readonly settle: string | undefined;
  readonly dismiss: string | undefined;
  readonly mute: string | undefined;
  readonly back: string | undefined;
}

export interface LeadSeen {
  readonly lead: Lead;
  readonly lines: LeadLines;
  /** What was published from it, if it may be named there. */
  readonly disclosure: string | undefined;
  /** Whether somebody or something changed it after it was seen, so that nothing was done. */
  readonly overtaken: boolean;
  /** For a channel, where a message holds all of it: less of each item. */
  readonly brief: boolean;
}

/** What a brief card tells of: one message holds it on every platform, whatever publishers write. */
const BRIEF_ITEMS = 3;
const BRIEF_REASONS = 3;
const BRIEF_TITLE = 120;
const LONGEST_SUMMARY = 600;

const STATE_WORDS: Readonly<Record<LeadState, string>> = {
  waiting: 'waiting',
  published: 'published',
  attached: 'attached',
  dismissed: 'dismissed',
  muted: 'muted',
};

/** In a word what became of a lead; of a correction, what became of what it may have made wrong. */
function stateOf({ kind, state }: Lead): string {
  return kind === 'correction' && state === 'published' ? 'put right' : STATE_WORDS[state];
}

/** "Published as D-7F3KQ by Ada, 23 Nov 2026, by the rule: …" */
function decidedBlocks({ lead, disclosure }: LeadSeen, { knowledge }: View): Block[] {
  const { state, decided, incident } = lead;
  if (decided === undefined || state === 'waiting') return [];
  const named = incident === undefined ? undefined : knowledge.incident(incident)?.label;
  const as: Readonly<Record<Exclude<LeadState, 'waiting'>, string>> = {
    published:
      lead.kind === 'correction'
        ? `Put right${disclosure === undefined ? '' : ` in ${disclosure}`}`
        : `Published${disclosure === undefined ? '' : ` as ${disclosure}`}`,
    attached: `Attached to ${named === undefined ? 'an incident' : `“${named}”`}`,
    dismissed: 'Dismissed',
    muted: 'Muted',
  };
  const rule = decided.rule === undefined ? '.' : `, by the rule: ${decided.rule}.`;
  const further = state === 'muted' ? ' What joins it is not raised again.' : '';
  return [
    {
      type: 'paragraph',
      spans: [
        strong(as[state]),
        text(` by ${decided.by.name}, `),
        instant(decided.at),
        text(rule + further),
      ],
    },
  ];
}

const OVERTAKEN = 'It changed after you saw it, and nothing was done. This is what it is now.';

function whoWrote({ publisher, tier, publishedOn, url }: LeadItem): Spans {
  const date = publishedOn === undefined ? 'no date' : shortDate(publishedOn);
  const address = addressOf({ url });
  return [
    strong(publisher),
    text(` (${TIER_WORDS[tier]}), ${date}`),
    ...(address.length === 0 ? [] : [text(', '), ...address]),
    text(':'),
  ];
}

/** An item in its publisher's words, which stand as a quotation under its name. */
function itemBlocks(item: LeadItem, brief: boolean): Block[] {
  const { title, summary } = item;
  const told = brief || summary === '' ? [] : [text(' '), text(quoted(summary, LONGEST_SUMMARY))];
  return [
    { type: 'paragraph', spans: whoWrote(item) },
    { type: 'quote', spans: [text(quoted(title, brief ? BRIEF_TITLE : undefined)), ...told] },
  ];
}

function itemsBlocks({ items }: Lead, brief: boolean): Block[] {
  const shown = brief ? items.slice(0, BRIEF_ITEMS) : items;
  const more = items.length - shown.length;
  return [
    ...shown.flatMap((item) => itemBlocks(item, brief)),
    ...(more === 0
      ? []
      : [
          {
            type: 'paragraph',
            spans: [text(`And ${count(more, 'item')} more of the same.`)],
          } satisfies Block,
        ]),
  ];
}

const CORRECTS = {
  disclosure: (id: string) =>
    `What ${id} was written from has changed at its publisher since. Whether it has to be put right is for an editor to say.`,
  hidden: 'What was published from it may be wrong since. It may not be shown in this channel.',
  incident:
    'What was attached to an incident has changed at its publisher since. Whether that matters is for an editor to say.',
} as const;

function correctsBlocks({ lead, disclosure }: LeadSeen): Block[] {
  if (lead.kind !== 'correction' || lead.state !== 'waiting') return [];
  const attached = lead.disclosure === undefined ? CORRECTS.incident : CORRECTS.hidden;
  const words = disclosure === undefined ? attached : CORRECTS.disclosure(disclosure);
  return [{ type: 'notice', spans: [text(words)] }];
}

function button(label: string, line: string | undefined, style: Action['style'] = 'default') {
  return line === undefined ? [] : [{ label, commandLine: line, style }];
}

function actionsOf({ lead, lines, disclosure, brief }: LeadSeen): Action[] {
  const { id, state } = lead;
  const said = state === 'published' && disclosure !== undefined ? `news ${disclosure}` : undefined;
  const prime = lead.kind === 'news' ? 'primary' : 'default';
  return [
    ...button(`Correct ${disclosure}`, lines.correct, 'primary'),
    ...button(`Retract ${disclosure}`, lines.retract, 'danger'),
    ...button('It is put right', lines.settle),
    ...button('Publish as…', lines.publish, prime),
    ...lines.attach.flatMap(({ label, line }) => button(label, line)),
    ...button('Dismiss', lines.dismiss),
    ...button('Mute', lines.mute),
    ...button('Put back', lines.back),
    ...button('What it says', said),
    ...(brief ? button('Open', `inbox ${id}`) : button('Inbox', 'inbox')),
  ];
}

/** One lead: what its publishers say, why it is here, what changed, and what can be done with it. */
export function leadCard(seen: LeadSeen, view: View): Card {
  const { lead, overtaken, brief } = seen;
  const reasons = reasonLines(reasonsShown(lead.reasons, view.knowledge));
  const isCorrection = lead.kind === 'correction';
  const kind = isCorrection ? 'CORRECTION AT THE SOURCE' : 'LEAD';
  return {
    kicker: [strong(kind), text(` · ${stateOf(lead)}`)],
    title: `${publishersOf(lead)}: ${titleOf(lead, brief ? BRIEF_TITLE : 150)}`,
    tone: 'answer',
    blocks: [
      ...(overtaken ? [{ type: 'notice', spans: [text(OVERTAKEN)] } satisfies Block] : []),
      ...decidedBlocks(seen, view),
      ...correctsBlocks(seen),
      ...leadChanges(lead, brief),
      ...itemsBlocks(lead, brief),
      ...section(
        isCorrection ? 'What it names, or named before it changed' : 'Why it was raised',
        (brief ? reasons.slice(0, BRIEF_REASONS) : reasons).map((spans) => [
          text(isCorrection ? 'Names or named ' : 'Names '),
          ...spans,
          text('.'),
        ]),
      ),
    ],
    sources: [],
    actions: actionsOf(seen),
    footer: { ...footer(view, lead.id), lead: 'Raised', asOf: [instant(lead.raisedAt)] },
  };
}

/** What is said of an id that is none of a lead. */
export function noLeadCard(id: string, view: View): Card {
  return {
    title: 'No such lead',
    tone: 'problem',
    blocks: [
      {
        type: 'paragraph',
        spans: [text(`No lead has the id ${id}. It may have gone with the feed that raised it.`)],
      },
    ],
    sources: [],
    actions: button('Inbox', 'inbox'),
    footer: footer(view),
  };
}
