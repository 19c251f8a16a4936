import type { Action, Block, Card } from '../card/card.ts';
import { code, instant, type Spans, strong, text } from '../card/span.ts';
import type { Act, Draft } from '../disclosure/desk.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import type { Outcome } from './editing-outcome.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';
import { capitalise, count, sentence } from './words.ts';
import { momentInWords } from './zoned.ts';

type Drafts = Extract<Outcome, { readonly is: 'drafts' }>;

/** Drafts shown at once. */
export const DRAFTS_SHOWN = 6;

const ACTS: Readonly<Record<Act, string>> = {
  publish: 'to be published',
  correct: 'correction of what is published',
  retract: 'retraction of what is published',
};

function draftLine({ act, disclosure, changes, by, at }: Draft): Spans {
  const from = changes.length === 0 ? '' : `, from ${count(changes.length, 'change')} of claims`;
  return [
    strong(`${disclosure.id} · ${ACTS[act]} · severity ${disclosure.severity}: `),
    text(`${sentence(disclosure.headline)} Prepared by ${by.name}, `),
    instant(at),
    text(`${from}.`),
  ];
}

const EXAMPLE =
  'publish headline:"…" body:"…" source:https://… publisher:"…" title:"…" tier:government severity:high incident:…';

function heldLine({ disclosure, embargo }: DisclosureRevision, zone: string): Spans {
  const { id, severity, headline } = disclosure;
  const until = embargo === undefined ? '' : ` Leaves ${momentInWords(embargo, zone)}.`;
  return [strong(`${id} · severity ${severity}: `), text(`${sentence(headline)}${until}`)];
}

/** What can still be changed before anybody sees it. */
function heldBlocks({ held, zone }: Drafts): Block[] {
  const [first] = held;
  if (first === undefined) return [];
  return [
    ...section(
      'Under embargo',
      held.map((revision) => heldLine(revision, zone)),
    ),
    {
      type: 'paragraph',
      spans: [
        text('Until then it can be corrected and retracted without anybody having seen it: '),
        code(`correct ${first.disclosure.id} reason:"…"`),
      ],
    },
  ];
}

/** How a disclosure is written. */
function howTo(): Block[] {
  return [
    {
      type: 'paragraph',
      spans: [
        text('To write one: '),
        code(EXAMPLE),
        text('. It is shown to you as channels would get it, and sent when you press the button.'),
      ],
    },
  ];
}

function paging({ drafts, skipped, total, skipTo }: Drafts): Action[] {
  const next = skipped + drafts.length;
  const button = (label: string, skip: number): Action => ({
    label,
    commandLine: skipTo(skip),
    style: 'default',
  });
  return [
    ...(skipped > 0 ? [button('Newer', Math.max(0, skipped - DRAFTS_SHOWN))] : []),
    ...(next < total ? [button('Older', next)] : []),
  ];
}

/** Drafts that wait, the newest first, and how to write one. */
export function draftsCard(seen: Drafts, view: View): Card {
  const { drafts, total, form } = seen;
  const waiting =
    total === 0 ? 'No draft waits.' : `${capitalise(count(total, 'draft'))} waiting, newest first.`;
  return {
    title: 'Drafts',
    tone: 'answer',
    blocks: [
      { type: 'paragraph', spans: [text(waiting)] },
      ...(drafts.length === 0 ? [] : [{ type: 'list', items: drafts.map(draftLine) } as const]),
      ...heldBlocks(seen),
      ...howTo(),
    ],
    sources: [],
    actions: [
      ...drafts.map(({ act, disclosure: { id } }): Action => {
        return { label: id, commandLine: `${act} ${id}`, style: 'default' };
      }),
      ...paging(seen),
      ...(form === undefined
        ? []
        : [{ label: 'Write one', commandLine: form, style: 'default' } as const]),
    ],
    footer: footer(
      view,
      undefined,
      [...drafts, ...seen.held].map(({ disclosure }) => disclosure.tlp),
    ),
  };
}
