import type { Action, Block, Card } from '../card/card.ts';
import { code, instant, type Spans, strong, text } from '../card/span.ts';
import type { Lead, LeadState } from '../leads/leads.ts';
import { publishersOf, reasonsInShort, reasonsShown, titleOf } from './lead-words.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';
import { capitalise, count } from './words.ts';

/** Leads shown at once. */
export const LEADS_SHOWN = 6;

export interface InboxSeen {
  readonly leads: readonly Lead[];
  readonly total: number;
  readonly skipped: number;
  readonly state: LeadState;
  /** Disclosures that corrections are of, in so far as they may be named here. */
  readonly named: ReadonlySet<string>;
  /** Whether leads are shown in this channel as they are raised; undefined where that cannot be. */
  readonly here: boolean | undefined;
  skipTo(skip: number): string;
}

/** "3 leads are waiting", "1 lead was dismissed". */
const STATES: Readonly<Record<LeadState, readonly [one: string, several: string]>> = {
  waiting: ['waits', 'wait'],
  published: ['was published', 'were published'],
  attached: ['was attached to an incident', 'were attached to an incident'],
  dismissed: ['was dismissed', 'were dismissed'],
  muted: ['was muted', 'were muted'],
};

const NONE: Readonly<Record<LeadState, string>> = {
  waiting: 'No lead waits.',
  published: 'No lead was published.',
  attached: 'No lead was attached to an incident.',
  dismissed: 'No lead was dismissed.',
  muted: 'No lead was muted.',
};

function correctionOf({ kind, disclosure }: Lead, named: ReadonlySet<string>): string {
  if (kind !== 'correction') return '';
  if (disclosure === undefined) return ' · correction of what was attached';
  return ` · correction${named.has(disclosure) ? ` of ${disclosure}` : ''}`;
}

function leadLine(lead: Lead, { named: ids }: InboxSeen, { knowledge }: View): Spans {
  const named = reasonsInShort(reasonsShown(lead.reasons, knowledge));
  return [
    strong(`${lead.id}${correctionOf(lead, ids)}`),
    text(` · ${publishersOf(lead)}: ${titleOf(lead, 160)}, raised `),
    instant(lead.raisedAt),
    text(
      named === '' ? '.' : `. ${lead.kind === 'correction' ? 'Names or named' : 'Names'} ${named}.`,
    ),
  ];
}

function howMany({ total, state, skipped, leads }: InboxSeen): string {
  if (total === 0) return NONE[state];
  const [one, several] = STATES[state];
  const range =
    leads.length < total ? `; ${skipped + 1} to ${skipped + leads.length} stand here` : '';
  const order = total === 1 ? '' : ', corrections first, then the newest';
  return `${capitalise(count(total, 'lead'))} ${total === 1 ? one : several}${order}${range}.`;
}

/** What a lead is, where there is none to be seen. */
function about(): Block {
  return {
    type: 'paragraph',
    spans: [
      text(
        'A lead is an item of a feed that names a group or an incident known here. Feeds are under ',
      ),
      code('/tocsin feed'),
      text('.'),
    ],
  };
}

function hereBlocks({ here }: InboxSeen): Block[] {
  if (here === undefined) return [];
  const spans = here
    ? [
        text('Each lead is shown in this channel as it is raised. To end that: '),
        code('/tocsin inbox here:off'),
      ]
    : [
        text('To have each lead shown in this channel as it is raised: '),
        code('/tocsin inbox here:on'),
      ];
  return [{ type: 'paragraph', spans }];
}

function button(label: string, commandLine: string): Action {
  return { label, commandLine, style: 'default' };
}

function paging({ leads, skipped, total, skipTo }: InboxSeen): Action[] {
  const next = skipped + leads.length;
  return [
    ...(skipped > 0 ? [button('Newer', skipTo(Math.max(0, skipped - LEADS_SHOWN)))] : []),
    ...(next < total ? [button('Older', skipTo(next))] : []),
  ];
}

/** The leads of one state, each in the words of its publisher. */
export function inboxCard(seen: InboxSeen, view: View): Card {
  const { leads, state } = seen;
  return {
    title: state === 'waiting' ? 'Inbox' : `Inbox: ${state}`,
    tone: 'answer',
    blocks: [
      { type: 'paragraph', spans: [text(howMany(seen))] },
      ...(leads.length === 0
        ? [about()]
        : [
            {
              type: 'list',
              items: leads.map((lead) => leadLine(lead, seen, view)),
            } satisfies Block,
          ]),
      ...hereBlocks(seen),
    ],
    sources: [],
    actions: [
      ...leads.map(({ id }) => button(id, `inbox ${id}`)),
      ...paging(seen),
      ...(state === 'waiting' ? [] : [button('Waiting', 'inbox')]),
    ],
    footer: footer(view),
  };
}

/** What was said of a channel: that leads are shown there from now on, or no more. */
export function editorChannelCard(
  {
    on,
    changed,
    elsewhere,
  }: { readonly on: boolean; readonly changed: boolean; readonly elsewhere: string | undefined },
  view: View,
): Card {
  const where = elsewhere === undefined ? 'in this channel' : `in ${elsewhere}`;
  const began = changed ? 'From now on each' : 'Each';
  const ended = changed ? 'No further lead' : 'No lead';
  const words = on
    ? `${began} lead is shown ${where} once, as it is raised, and put right there when it changes or is decided.`
    : `${ended} is shown ${where}. What stands there is still put right.`;
  const whom: Block[] = on
    ? [
        {
          type: 'notice',
          spans: [
            text(
              'Everybody who can read the channel sees them. Their buttons obey editors alone. It ends when whoever asked for it is no editor any more.',
            ),
          ],
        },
      ]
    : [];
  return {
    title: on ? 'An editors’ channel' : 'No editors’ channel',
    tone: 'answer',
    blocks: [{ type: 'paragraph', spans: [text(words)] }, ...whom],
    sources: [],
    actions: [button('Inbox', 'inbox')],
    footer: footer(view),
  };
}
